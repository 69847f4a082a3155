import { installAll } from '../workspace/install.mjs'
import { outcomeOf } from './outcome.mjs'

/** @type {import('./outcome.mjs').Run} */
export const check = async () => outcomeOf(await installAll())
