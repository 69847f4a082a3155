import { runTool } from '../workspace/tool.mjs'
import { outcomeOf, together } from './outcome.mjs'

/**
 * Programs with different libraries: everything for Node, code for browsers, audio without the types of either, the code
 * of the documentation with both, and the scripts in JavaScript.
 */
const programs = [
  'tsconfig.json',
  'tsconfig.browser.json',
  'packages/audio/tsconfig.json',
  'docs/tsconfig.json',
  'scripts/tsconfig.json',
]

/** @type {import('./outcome.mjs').Run} */
export const check = async () => {
  const outcomes = []
  for (const program of programs) {
    outcomes.push(
      outcomeOf(await runTool(['typescript', 'tsc'], ['--noEmit', '--pretty', 'false', '-p', program])),
    )
  }
  return together(outcomes)
}
