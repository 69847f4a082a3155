import { together } from './outcome.mjs'
import { realTimeGroups, runJest } from './run-jest.mjs'

/** @type {import('./outcome.mjs').Run} */
export const check = async () => {
  const outcomes = []
  for (const group of realTimeGroups) outcomes.push(await runJest(['--testPathPatterns', ...group]))
  return together(outcomes)
}
