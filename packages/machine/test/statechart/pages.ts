import { callMachine } from '../../src/call-machine.ts'
import { readChart } from './chart.ts'
import { drawPicture } from './picture.ts'
import { writeTables } from './table.ts'

/** What is written about the statechart into `docs`, by file name. */
export const writePages = async (): Promise<Readonly<Record<string, string>>> => {
  const chart = readChart(callMachine)
  return { 'statechart.svg': await drawPicture(chart), 'statechart.md': writeTables(chart) }
}
