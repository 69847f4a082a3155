import { figuresOf, notEnforced } from '../structure/figures.mjs'
import { readSources } from '../structure/sources.mjs'
import { readWalks } from '../structure/walks.mjs'
import { outcomeOfChecks } from './outcome.mjs'

/** @type {import('./outcome.mjs').Run} */
export const check = async () => {
  const figures = figuresOf(readSources(), await readWalks())
  const open = figures.filter(({ name, holds }) => !holds && notEnforced.has(name))
  return {
    ...outcomeOfChecks(
      figures
        .filter(({ name }) => !notEnforced.has(name))
        .map(({ name, shown, bound, holds, details }) => ({
          name: `${name}: ${bound}`,
          fault: holds ? undefined : [`it is ${shown}`, ...details.slice(0, 20)].join('\n'),
        })),
    ),
    notes: open.map(({ name, shown, bound }) => `${name} ${shown}, not yet ${bound}`),
  }
}
