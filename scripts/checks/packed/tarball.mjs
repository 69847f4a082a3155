import { readFile } from 'node:fs/promises'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { runTool } from '../../workspace/tool.mjs'

/** @typedef {import('../outcome.mjs').Check} Check */

/** @param {string} name @param {string} tarball @returns {Promise<Check>} */
const linted = async (name, tarball) => {
  const bytes = await readFile(tarball)
  const { messages, pkg } = await publint({
    strict: true,
    pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) },
  })
  const faults = messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code)
  return { name: `${name}: publint`, fault: faults.length === 0 ? undefined : faults.join('\n') }
}

/**
 * True for a worklet, because a page loads this file by its URL and no program imports it, and for an entry point that is an
 * ES module only, as the library behind it is: Angular, Lit, Svelte.
 * @param {{ entrypoint?: string, kind: string }} problem
 */
const isExcused = ({ entrypoint = '', kind }) =>
  entrypoint.startsWith('./worklets/') ||
  (['./angular', './elements', './svelte'].includes(entrypoint) && kind === 'CJSResolvesToESM')

/** @param {string} name @param {string} tarball @returns {Promise<Check>} */
const typed = async (name, tarball) => {
  const stdoutFile = `${tarball}.attw.json`
  const { output } = await runTool(['@arethetypeswrong/cli', 'attw'], [tarball, '--format', 'json'], {
    stdoutFile,
  })
  const stdout = await readFile(stdoutFile, 'utf8')
  if (!stdout.startsWith('{')) return { name: `${name}: attw`, fault: output + stdout }
  /** @type {{ analysis: { problems?: { entrypoint?: string, kind: string }[] } }} */
  const { analysis } = JSON.parse(stdout)
  const problems = (analysis.problems ?? []).filter((problem) => !isExcused(problem))
  return {
    name: `${name}: attw`,
    fault: problems.length === 0 ? undefined : problems.map((problem) => JSON.stringify(problem)).join('\n'),
  }
}

/**
 * Checks a tarball with publint and Are The Types Wrong.
 * @param {string} name
 * @param {string} tarball
 */
export const checkTarball = (name, tarball) => Promise.all([linted(name, tarball), typed(name, tarball)])
