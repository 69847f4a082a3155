import { runTool } from '../workspace/tool.mjs'
import { outcomeOf, together } from './outcome.mjs'

/**
 * Everything at once, and what is compiled differently: what runs in a browser has its types, audio must do without
 * those and the types of Node, the code of the documentation may use both, and the scripts are JavaScript.
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
