import { inRoot } from '../workspace/root.mjs'
import { run } from '../workspace/run.mjs'

/**
 * The files whose functions ran while one thing went through the packages, in the order of the first visit.
 * @typedef {{ readonly name: string, readonly files: readonly string[], readonly steps: number, readonly returns: number }} Walk
 */

/**
 * Runs `bench/src/walks/walks.ts` on the sources, with a count at the head of every function of a package.
 * @returns {Promise<readonly Walk[]>}
 */
export const readWalks = async () => {
  const { code, stdout, output } = await run(process.execPath, [
    '--conditions=@vatel/source',
    '--import',
    inRoot('scripts/structure/register-visits.mjs'),
    inRoot('bench/src/walks/walks.ts'),
  ])
  if (code !== 0) throw new Error(`the walks failed\n${output}`)
  return JSON.parse(stdout)
}
