import { designShape, type ShapeGoal } from './resampler/design-shape.ts'

/** The goals of the filters in packages/audio/src/resampler/low-pass-filter.ts, which holds what this prints. */
const goals: readonly (readonly [name: string, goal: ShapeGoal, rounds: number])[] = [
  [
    'edge',
    { halfLength: 53.5, passTo: 0.905 * 53.5, stopFrom: 53.5, freeBins: [41, 56], passWeight: 120 },
    6_000,
  ],
  ['smoothShape', { halfLength: 3, passTo: 0.905 * 3, stopFrom: 9, freeBins: [0, 8], passWeight: 60 }, 4_000],
]

for (const [name, goal, rounds] of goals) {
  const { values, stopDb, passDb } = designShape(goal, rounds)
  // A filter that begins with a free bin passes 0 Hz with the gain of that bin.
  const [first = 1] = goal.freeBins[0] === 0 ? values : []
  console.log(`${name}: silent to −${stopDb.toFixed(2)} dB, flat within ${passDb.toFixed(4)} dB`)
  console.log(`  ${values.map((value) => Number((value / first).toFixed(7))).join(', ')}`)
}
