/**
 * Result of a step of `npm test`.
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {readonly string[]} [notes] Facts to print although nothing failed.
 * @property {string} [output] Explains the failures.
 */

/** Runs a step. @typedef {() => Promise<Outcome>} Run */

/** @typedef {{ readonly name: string, readonly fault?: string | undefined }} Check */

/**
 * One program that succeeds or fails, as an outcome.
 * @param {import('../workspace/run.mjs').Ended} ended
 * @returns {Outcome}
 */
export const outcomeOf = ({ code, output }) =>
  code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, output: output.trimEnd() }

/**
 * Named checks, as an outcome.
 * @param {readonly Check[]} checks
 * @returns {Outcome}
 */
export const outcomeOfChecks = (checks) => {
  const failed = checks.filter(({ fault }) => fault !== undefined)
  return {
    passed: checks.length - failed.length,
    failed: failed.length,
    output: failed.map(({ name, fault }) => `✗ ${name}\n${fault}`).join('\n\n'),
  }
}

/**
 * Several outcomes, as one.
 * @param {readonly Outcome[]} outcomes
 * @returns {Outcome}
 */
export const together = (outcomes) => ({
  passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
  failed: outcomes.reduce((sum, { failed }) => sum + failed, 0),
  notes: outcomes.flatMap(({ notes = [] }) => notes),
  output: outcomes.flatMap(({ output = '' }) => (output === '' ? [] : [output])).join('\n\n'),
})
