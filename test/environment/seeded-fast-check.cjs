/**
 * `fast-check` with one seed for all tests, so that a run of `npm test` says the same of the same sources. `VATEL_SEED=random`
 * draws another for each file, and `VATEL_SEED=<number>` repeats one: fast-check prints the seed of a property that fails.
 */
const fastCheck = require('../../node_modules/fast-check/lib/cjs/fast-check.js')

const { VATEL_SEED: given = '24000' } = process.env
if (given !== 'random') {
  const seed = Number(given)
  if (!Number.isSafeInteger(seed))
    throw new Error(`VATEL_SEED is '${given}': give a whole number, or 'random' for another seed in each run`)
  fastCheck.configureGlobal({ ...fastCheck.readConfigureGlobal(), seed })
}

module.exports = fastCheck
