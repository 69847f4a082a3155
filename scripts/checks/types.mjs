import { runTool } from '../workspace/tool.mjs'
import { outcomeOf, together } from './outcome.mjs'

/** The audio package has a run of its own: it must compile without the types of Node and of browsers. */
const programs = ['tsconfig.json', 'packages/audio/tsconfig.json', 'scripts/tsconfig.json']

/** @type {import('./outcome.mjs').Step} */
export const types = {
  name: 'types',
  title: 'check the types',
  needs: ['install'],
  run: async () => {
    const outcomes = []
    for (const program of programs) {
      outcomes.push(
        outcomeOf(await runTool(['typescript', 'tsc'], ['--noEmit', '--pretty', 'false', '-p', program])),
      )
    }
    return together(outcomes)
  },
}
