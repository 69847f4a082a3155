import { inRoot } from '../workspace/root.mjs'
import { run } from '../workspace/run.mjs'
import { outcomeOf } from './outcome.mjs'

/** @type {import('./outcome.mjs').Step} */
export const build = {
  name: 'build',
  title: 'build the packages',
  needs: ['install'],
  run: async () => outcomeOf(await run(process.execPath, [inRoot('scripts/build.mjs')])),
}
