import { runTool } from '../workspace/tool.mjs'
import { outcomeOf } from './outcome.mjs'

/** @type {import('./outcome.mjs').Step} */
export const format = {
  name: 'format',
  title: 'check the format',
  needs: ['install'],
  run: async () => outcomeOf(await runTool('prettier', ['--check', '--log-level=warn', '.'])),
}
