import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { groups, type Group } from './codec/groups.ts'
import { timeCandidates, total, type Timing } from './codec/measure.ts'
import { makeChunks } from './codec/speech.ts'

// On a busy machine the compiler's own thread may not come round to a slow candidate for the whole run.
setFlagsFromString('--no-concurrent-recompilation')

const { values } = parseArgs({ options: { runs: { type: 'string', default: '51' } } })
const rounds = Math.max(1, Number(values.runs))
const sizes = [960, 9600] as const
const chunks = new Map(sizes.map((size) => [size, makeChunks(size)]))

const ratioOf = (timings: readonly Timing[], name: string, beside: string): number => {
  const us = (wanted: string): number => timings.find((timing) => timing.name === wanted)?.chunkUs ?? NaN
  return us(beside) / us(name)
}

const printGroup = ({ title, candidates, isRight, goals }: Group): void => {
  const [first] = candidates
  if (first === undefined) return
  const bySize = sizes.map((size) =>
    timeCandidates(candidates, chunks.get(size) ?? makeChunks(size), size, rounds),
  )
  const [example] = makeChunks(960)
  console.log(`### ${title}\n`)
  console.log('| way | 20 ms, ratio | 200 ms, ratio | µs for 20 ms | right |')
  console.log('| --- | --: | --: | --: | --- |')
  for (const { name, run } of candidates) {
    const ratios = bySize.map((timings) => ratioOf(timings, name, first.name).toFixed(2))
    const us = bySize[0]?.find((timing) => timing.name === name)?.chunkUs.toFixed(2) ?? ''
    console.log(
      `| ${name} | ${ratios.join(' | ')} | ${us} | ${isRight(run(example), example) ? 'yes' : 'NO'} |`,
    )
  }
  for (const { name, beside, ratio } of goals) {
    const reached = bySize.map((timings) => ratioOf(timings, name, beside))
    const verdict = reached.every((value) => value >= ratio) ? 'reached' : 'MISSED'
    console.log(
      `\n${verdict}: ${name} ≥ ${ratio} × ${beside}: ${reached.map((value) => value.toFixed(2)).join(', ')}`,
    )
  }
  console.log('')
}

console.log(
  `Node ${process.version}, V8 ${process.versions.v8}, median of ${rounds} rounds in one process, processor time\n`,
)
groups.forEach(printGroup)
if (Number.isNaN(total())) throw new Error('a run gave nothing')
