import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRoot } from '../workspace/root.mjs'
import { outcomeOfChecks } from './outcome.mjs'
import { browseConsumers } from './packed/browser.mjs'
import { compileConsumer, compileWithOthers } from './packed/compile.mjs'
import { installConsumers } from './packed/consumers.mjs'
import { checkContents } from './packed/contents.mjs'
import { tryImports } from './packed/documents.mjs'
import { pack } from './packed/pack.mjs'
import { runRecipes } from './packed/recipes.mjs'
import { testConsumers } from './packed/run-jest.mjs'
import { runCommands, runConsumer } from './packed/run-node.mjs'
import { callFromRuntimes, runtimeTable } from './packed/runtimes.mjs'
import { checkTarball } from './packed/tarball.mjs'

/** @returns {import('./outcome.mjs').Check} */
const documentedRuntimes = () => {
  /** @param {string} text The widths of columns do not count. */
  const plain = (text) => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---')
  const isThere = plain(readFileSync(inRoot('docs/runtimes.md'), 'utf8')).includes(runtimeTable())
  return {
    name: 'docs/runtimes.md has the table of the runtimes',
    fault: isThere ? undefined : `npm run matrix -- --table prints it:\n${runtimeTable()}`,
  }
}

/** @param {string} folder */
const checkIn = async (folder) => {
  const tarballs = await pack(folder)
  const linted = await Promise.all([...tarballs].map(([name, file]) => checkTarball(name, file)))
  const { consumers, readers } = await installConsumers(folder, tarballs)
  const contents = await Promise.all(consumers.filter(({ name }) => name !== 'all').map(checkContents))
  const compiled = consumers.flatMap(compileConsumer)
  const all = consumers.filter(({ name }) => name === 'all')
  const compiledByOthers = (await Promise.all(all.map(compileWithOthers))).flat()
  const ran = await Promise.all(consumers.map(runConsumer))
  const commands = await Promise.all(consumers.map(runCommands))
  const documented = await Promise.all(readers.map(tryImports))
  const recipes = await Promise.all(all.map(({ folder: installed }) => runRecipes(readers, installed)))
  const tested = await testConsumers(consumers)
  const browsed = await browseConsumers(consumers)
  const called = await Promise.all(all.map(callFromRuntimes))
  const checks = [linted, contents, ran, commands, recipes, called].flat(2)
  return outcomeOfChecks([
    ...checks,
    ...compiled,
    ...compiledByOthers,
    ...documented,
    ...tested,
    ...browsed,
    documentedRuntimes(),
  ])
}

/** @type {import('./outcome.mjs').Run} */
export const check = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vatel-packed-'))
  try {
    return await checkIn(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
