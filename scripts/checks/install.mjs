import { installAll } from '../workspace/install.mjs'
import { outcomeOf } from './outcome.mjs'

/** @type {import('./outcome.mjs').Step} */
export const install = {
  name: 'install',
  title: 'install what the lockfile says',
  needs: [],
  run: async () => outcomeOf(await installAll()),
}
