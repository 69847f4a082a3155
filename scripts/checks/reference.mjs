import { inRoot } from '../workspace/root.mjs'
import { run } from '../workspace/run.mjs'
import { outcomeOf } from './outcome.mjs'

/** @type {import('./outcome.mjs').Run} */
export const check = async () => outcomeOf(await run(process.execPath, [inRoot('scripts/docs.mjs')]))
