import { runTool } from '../workspace/tool.mjs'
import { outcomeOf } from './outcome.mjs'

/** @type {import('./outcome.mjs').Step} */
export const unused = {
  name: 'unused',
  title: 'look for unused files, exports and dependencies',
  needs: ['install'],
  run: async () => outcomeOf(await runTool('knip', ['--no-progress', '--no-config-hints'])),
}
