import { runTool } from '../workspace/tool.mjs'
import { outcomeOf } from './outcome.mjs'

/** @type {import('./outcome.mjs').Run} */
export const check = async () => outcomeOf(await runTool('knip', ['--no-progress', '--no-config-hints']))
