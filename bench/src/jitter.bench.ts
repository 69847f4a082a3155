import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { draw } from './jitter/draw.ts'
import { goalsOf } from './jitter/goals.ts'
import { measure } from './jitter/measure.ts'
import { play } from './jitter/play.ts'
import { ours, peers } from './jitter/players.ts'
import { report, type Result } from './jitter/report.ts'
import { table } from './jitter/table.ts'
import { makeTraces } from './jitter/traces.ts'

const help = `Measures the jitter buffer beside its peers on nine arrival traces.

  --sets 0,1000,…   seed offsets of the trace sets; the default is the five that nothing was tuned on
  --only regexp     names of the traces to take
  --alone           without the peers
  --draw folder     writes jitter-<trace>.svg of the first set there
`

const { values } = parseArgs({
  options: {
    sets: { type: 'string', default: '0,1000,2000,3000,4000' },
    only: { type: 'string', default: '' },
    alone: { type: 'boolean', default: false },
    draw: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const secondsDrawn = (name: string): number => (name.startsWith('drift') ? 600 : 60)

const measureAll = (): readonly Result[] => {
  const sets = values.sets.split(',').map(Number)
  const players = values.alone ? [ours] : [ours, ...peers]
  return sets.flatMap((set) =>
    makeTraces(set)
      .filter(({ name }) => new RegExp(values.only).test(name))
      .flatMap((trace) =>
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

if (values.help) console.log(help)
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
}
