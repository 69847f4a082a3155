import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { findChromium, noChromium } from '../../workspace/chromium.mjs'
import { run } from '../../workspace/run.mjs'
import { timeoutMs } from '../reference/live.mjs'
import { anyPort, codeBelow, startServer } from './document-server.mjs'

/** @typedef {import('../outcome.mjs').Check} Check */
/** @typedef {import('./documents.mjs').Reader} Reader */

const guide = 'docs/guides/elements.md'

/** The pages of the guide: where each stands, the buttons that begin a call, and what is then read, in `inside`. */
const pages = [
  { heading: '## One tag', buttons: ['Talk to us', 'Start call'], inside: 'vatel-call', text: 'Pardon?' },
  { heading: '## Tools', buttons: ['Start call'], inside: 'vatel-call', text: 'Looked up weather' },
  { heading: '## Single elements', buttons: ['Talk to us'], inside: 'vatel-transcript', text: 'Pardon?' },
  { heading: '### Beside `<vatel-call>`', buttons: ['Start call'], inside: 'aside', text: 'Pardon?' },
]

/** The page below a heading, with the address of a simulator. @param {string} heading @param {string} address */
const pageOf = (heading, address) => {
  const page = codeBelow(guide, heading, 'html').find((block) => block.startsWith('<!doctype html>'))
  return page
    ?.replaceAll('http://127.0.0.1:8080', address)
    .replace(/(<vatel-call)(?![^>]*base-url)/, `$1 base-url="${address}"`)
}

/**
 * Does what the guide to the elements says in a folder that has what it says to install, and holds a call with each of its
 * pages in Chromium.
 * @param {readonly Reader[]} readers
 * @param {object} given
 * @param {import('../../../packages/simulator/src/node.ts').Simulator} given.simulator Its agent calls `get_weather`.
 * @param {Uint8Array} given.question WAV file of what the user says.
 * @returns {Promise<readonly Check[]>}
 */
export const showPages = async (readers, { simulator, question }) => {
  const folder = readers.find(({ document }) => document === guide)?.folder
  if (folder === undefined) throw new Error(`${guide} has no code that imports a package`)
  const executablePath = findChromium()
  if (executablePath === undefined) return [{ name: `${guide} in Chromium`, fault: noChromium }]
  const commands =
    codeBelow(guide, '## One tag', 'sh')
      .join('')
      .match(/^(mkdir|cp) .*$/gm) ?? []
  const copied = await run('sh', ['-ec', commands.join('\n')], { cwd: folder })
  await writeFile(join(folder, 'any-port.mjs'), anyPort)
  await writeFile(join(folder, 'server.mjs'), codeBelow(guide, '## One tag', 'ts')[0] ?? '')
  await writeFile(join(folder, 'question.wav'), question)
  const server = await startServer(folder, {
    VATEL_API_KEY: simulator.apiKey,
    VATEL_AGENT_ID: simulator.agentId,
    VATEL_BASE_URL: simulator.url,
  })
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${join(folder, 'question.wav')}`,
    ],
  })
  /** @param {(typeof pages)[number]} page @returns {Promise<Check>} */
  const show = async ({ heading, buttons, inside, text }) => {
    const name = `${guide}: the page of "${heading}" holds a call in Chromium`
    const page = pageOf(heading, simulator.url)
    if (page === undefined) return { name, fault: 'there is no such page' }
    const file = `${heading.replace(/\W+/g, '')}.html`
    await writeFile(join(folder, 'public', file), page)
    const tab = await browser.newPage()
    tab.setDefaultTimeout(timeoutMs)
    /** @type {string[]} */
    const printed = []
    tab.on('console', (message) => printed.push(message.text()))
    tab.on('pageerror', (error) => printed.push(String(error)))
    try {
      await tab.goto(`${server.url}/${file}`)
      for (const button of buttons) await tab.getByRole('button', { name: button }).click()
      await tab.locator(inside).getByText(text).first().waitFor()
      return { name, fault: undefined }
    } catch (error) {
      return { name, fault: [copied.output, server.output(), ...printed, String(error)].join('\n') }
    } finally {
      await tab.close()
    }
  }
  try {
    return await Promise.all(pages.map(show))
  } finally {
    await browser.close()
    server.stop()
  }
}
