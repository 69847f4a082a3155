import { bestConstantOf, neededDelayMs } from './bounds.ts'
import { geometricMean, ratioToBest, type Measures } from './measure.ts'
import { table } from './table.ts'
import type { Trace } from './traces.ts'

/** Result of one player for one trace of one set. */
export interface Result {
  readonly player: string
  readonly trace: Trace
  readonly set: number
  readonly measures: Measures
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)]

/** The ratio of a result to the best constant start delay. */
export const ratioOf = ({ trace, measures }: Result): number => ratioToBest(trace, measures.cost)

const columns: readonly (readonly [string, (measures: Measures) => number, number])[] = [
  ['first sound ms', ({ firstSoundMs }) => firstSoundMs, 0],
  ['pauses / min', ({ pausesPerMin }) => pausesPerMin, 1],
  ['silence ms / min', ({ silencePerMin }) => silencePerMin, 0],
  ['slowed ms / min', ({ slowedPerMin }) => slowedPerMin, 0],
  ['hurried ms / min', ({ hurriedPerMin }) => hurriedPerMin, 0],
  ['excess delay ms', ({ excessMs }) => excessMs, 0],
  ['skipped ms', ({ skippedMs }) => skippedMs, 0],
  ['sounds after flush ms', ({ afterFlushMs }) => afterFlushMs, 1],
  ['largest step', ({ largestStep }) => largestStep, 3],
  ['cost', ({ cost }) => cost, 0],
]

const traceReport = (results: readonly Result[]): string => {
  const [first] = results
  if (!first) return ''
  const players = unique(results.map(({ player }) => player))
  const traces = unique(results.map(({ trace }) => trace))
  const needed = mean(traces.flatMap(({ turns }) => turns.map(neededDelayMs)))
  const best = traces.map(bestConstantOf)
  const rows = players.map((player) => {
    const its = results.filter((result) => result.player === player)
    const cells = columns.map(([, of, digits]) =>
      mean(its.map(({ measures }) => of(measures))).toFixed(digits),
    )
    return [player, ...cells, geometricMean(its.map(ratioOf)).toFixed(2)]
  })
  return [
    `### ${first.trace.name}: ${first.trace.about}`,
    `Needed delay ${needed.toFixed(0)} ms a turn in the mean; best constant ${mean(best.map(({ delayMs }) => delayMs)).toFixed(0)} ms, cost ${mean(best.map(({ cost }) => cost)).toFixed(0)}.`,
    table(['player', ...columns.map(([name]) => name), 'cost ÷ best'], rows),
  ].join('\n\n')
}

const summary = (results: readonly Result[]): string => {
  const names = unique(results.map(({ trace }) => trace.name))
  const sets = unique(results.map(({ set }) => set))
  const rows = unique(results.map(({ player }) => player)).map((player) => {
    const its = results.filter((result) => result.player === player)
    const over = (these: readonly Result[]): number => geometricMean(these.map(ratioOf))
    const byTrace = names.map((name) => over(its.filter(({ trace }) => trace.name === name)))
    const bySet = sets.map((set) => over(its.filter((result) => result.set === set)))
    return [player, over(its), Math.max(...byTrace), ...byTrace, ...bySet].map((cell) =>
      typeof cell === 'number' ? cell.toFixed(2) : cell,
    )
  })
  return table(
    ['cost ÷ best constant', 'geometric mean', 'worst trace', ...names, ...sets.map((set) => `set ${set}`)],
    rows,
  )
}

/** Everything as Markdown: a table for each trace, over all sets, and one of the ratios. */
export const report = (results: readonly Result[]): string =>
  [
    ...unique(results.map(({ trace }) => trace.name)).map((name) =>
      traceReport(results.filter(({ trace }) => trace.name === name)),
    ),
    '### Summary',
    summary(results),
  ].join('\n\n')
