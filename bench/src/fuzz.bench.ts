import { fuzz } from '../../packages/core/test/fuzz/fuzz.ts'
import { prototypes } from '../../packages/core/test/fuzz/reading.ts'

const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : Number(process.argv[at + 1])
}

const runs = option('runs', 1_000_000)
const seed = option('seed', Date.now() % 2 ** 31)
/** The results of a round are dropped before the next. */
const runsARound = 50_000

console.log(`${String(runs)} messages for the decoder, seed ${String(seed)}\n`)
const before = prototypes()
const startMs = performance.now()
const rounds = Array.from({ length: Math.ceil(runs / runsARound) }, (_, round) =>
  fuzz(Math.min(runsARound, runs - round * runsARound), seed + round),
)
const seconds = (performance.now() - startMs) / 1_000
if (prototypes() !== before) throw new Error('a prototype has changed')

console.log('| what | messages |')
console.log('| --- | --: |')
for (const reading of ['event', 'unknown', 'error'] as const)
  console.log(`| ${reading} | ${String(rounds.reduce((sum, { readings }) => sum + readings[reading], 0))} |`)
console.log('| thrown | 0 |')
console.log('| a prototype changed | 0 |')
console.log(
  `\n${seconds.toFixed(1)} s, the slowest message ${Math.max(...rounds.map(({ slowestMs }) => slowestMs)).toFixed(1)} ms, ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB resident`,
)
