import { figuresOf, isFault } from '../structure/figures.mjs'
import { readSources } from '../structure/sources.mjs'
import { readWalks } from '../structure/walks.mjs'
import { outcomeOfChecks } from './outcome.mjs'

/** @type {import('./outcome.mjs').Run} */
export const check = async () => {
  const figures = figuresOf(readSources(), await readWalks())
  return {
    ...outcomeOfChecks(
      figures.map((figure) => ({
        name: `${figure.name}: ${figure.bound}`,
        fault: isFault(figure)
          ? [`it is ${figure.shown}`, ...figure.details.slice(0, 20)].join('\n')
          : undefined,
      })),
    ),
    notes: figures
      .filter((figure) => !figure.holds && !isFault(figure))
      .map(({ name, shown, bound }) => `${name} ${shown}, not yet ${bound}`),
  }
}
