import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { costWith, makeNoise, speechOf } from './jitter/content.ts'
import { draw } from './jitter/draw.ts'
import { goalsOf } from './jitter/goals.ts'
import { geometricMean, measure, ratioToBest } from './jitter/measure.ts'
import { play, quantum } from './jitter/play.ts'
import { ours, peers } from './jitter/players.ts'
import { measurePullCost } from './jitter/pull-cost.ts'
import { report, type Result } from './jitter/report.ts'
import { sampleRate } from './jitter/sources.ts'
import { table } from './jitter/table.ts'
import { makeTraces, type Trace } from './jitter/traces.ts'

const help = `Measures the jitter buffer beside its peers on nine arrival traces.

  --sets 0,1000,…   seed offsets of the trace sets; the default is the five that nothing was tuned on
  --only regexp     names of the traces to take
  --alone           without the peers
  --content         plays recorded speech and white noise instead, and tells the cost by the buffer's own events
  --draw folder     writes jitter-<trace>.svg of the first set there
`

const { values } = parseArgs({
  options: {
    sets: { type: 'string', default: '0,1000,2000,3000,4000' },
    only: { type: 'string', default: '' },
    alone: { type: 'boolean', default: false },
    content: { type: 'boolean', default: false },
    draw: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const secondsDrawn = (name: string): number => (name.startsWith('drift') ? 600 : 60)

const sets = values.sets.split(',').map(Number)
const tracesOf = (set: number): readonly Trace[] =>
  makeTraces(set).filter(({ name }) => new RegExp(values.only).test(name))

const measureAll = (): readonly Result[] => {
  const players = values.alone ? [ours] : [ours, ...peers]
  return sets.flatMap((set) =>
    tracesOf(set).flatMap((trace) =>
      players.map((player): Result => {
        const { turns, measures } = measure(trace, play(trace, player.create()))
        if (values.draw !== undefined && player === ours && set === sets[0])
          writeFileSync(
            join(values.draw, `jitter-${trace.name}.svg`),
            draw(trace, turns, secondsDrawn(trace.name)),
          )
        return { player: player.name, trace, set, measures }
      }),
    ),
  )
}

const contentReport = (): string => {
  const speech = fileURLToPath(new URL('../../packages/simulator/speech/city-guide', import.meta.url))
  const rows = [speechOf(speech), makeNoise()].map((content) => {
    const ratios = sets.map((set) =>
      tracesOf(set).map((trace) => ratioToBest(trace, costWith(trace, content))),
    )
    const byTrace = tracesOf(0).map((_, i) => geometricMean(ratios.map((of) => of[i] ?? NaN)))
    return [content.name, ...[geometricMean(byTrace), ...byTrace].map((ratio) => ratio.toFixed(2))]
  })
  return table(['cost ÷ best constant', 'geometric mean', ...tracesOf(0).map(({ name }) => name)], rows)
}

if (values.help) console.log(help)
else if (values.content) console.log(contentReport())
else {
  const results = measureAll()
  console.log(report(results))
  const goals = goalsOf(results.filter(({ player }) => player === ours.name))
  console.log('\n### Goals\n')
  console.log(
    table(
      ['goal', 'at most', 'is', ''],
      goals.map(({ goal, atMost, value }) => [
        goal,
        String(atMost),
        value.toFixed(3),
        value <= atMost ? 'reached' : 'MISSED',
      ]),
    ),
  )
  const share = measurePullCost()
  const quantumUs = (share * quantum * 1e6) / sampleRate
  console.log(
    `\nA pull of ${quantum} samples takes ${quantumUs.toFixed(1)} µs, ${(share * 100).toFixed(3)} % of what it sounds.`,
  )
}
