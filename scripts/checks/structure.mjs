import { figuresOf } from '../structure/figures.mjs'
import { readSources } from '../structure/sources.mjs'
import { readWalks } from '../structure/walks.mjs'
import { outcomeOfChecks } from './outcome.mjs'

/** @type {import('./outcome.mjs').Run} */
export const check = async () =>
  outcomeOfChecks(
    figuresOf(readSources(), await readWalks()).map(({ name, shown, bound, holds, details }) => ({
      name: `${name}: ${bound}`,
      fault: holds ? undefined : [`it is ${shown}`, ...details.slice(0, 20)].join('\n'),
    })),
  )
