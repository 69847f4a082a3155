import { callMachine } from '../../src/call-machine.ts'
import { readChart } from './chart.ts'
import { closeUpOf, overviewOf, regionsOf } from './fold.ts'
import { drawPicture } from './picture.ts'
import { writeTables } from './table.ts'

const chart = readChart(callMachine)
const regions = regionsOf(chart)

/** Names of the generated files in `docs`. */
export const pageNames: readonly string[] = [
  'statechart.md',
  'statechart.svg',
  ...regions.map(({ name }) => `statechart/${name}.svg`),
]

/** Returns the contents of the generated files in `docs`, by name. */
export const writePages = async (): Promise<Readonly<Record<string, string>>> => {
  const closeUps = await Promise.all(
    regions.map(async (region) => [
      `statechart/${region.name}.svg`,
      await drawPicture(closeUpOf(chart, region), `The region ${region.name} of a call`),
    ]),
  )
  return {
    'statechart.md': writeTables(chart, regions),
    'statechart.svg': await drawPicture(overviewOf(chart), 'The statechart of a call'),
    ...(Object.fromEntries(closeUps) as Readonly<Record<string, string>>),
  }
}
