import { runTool } from '../workspace/tool.mjs'
import { outcomeOf } from './outcome.mjs'

/** @type {import('./outcome.mjs').Step} */
export const lint = {
  name: 'lint',
  title: 'lint',
  needs: ['install'],
  run: async () => outcomeOf(await runTool('eslint', ['--max-warnings=0', '.'])),
}
