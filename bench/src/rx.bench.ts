import { measureBundle } from './rx/bundle-size.ts'
import { measureHandingRound, measureSocket, seen } from './rx/event-cost.ts'
import { holdCalls } from './rx/many-calls.ts'
import { holdSimulatedCalls } from './rx/simulated-calls.ts'

const row = (cells: readonly string[]) => console.log(`| ${cells.join(' | ')} |`)

const verdict = (isReached: boolean): string => (isReached ? 'reached' : 'MISSED')

console.log(`Node ${process.version}; processor time, the median of 41 rounds in one process\n`)
row(['handing one event round', 'µs', 'goal', ''])
row(['---', '--:', '--:', '---'])
for (const { name, chunkUs } of await measureHandingRound()) {
  const isOurs = name.startsWith('callOf')
  row([name, chunkUs.toFixed(2), isOurs ? '≤ 1' : '', isOurs ? verdict(chunkUs <= 1) : ''])
}

console.log()
row(['one message, from the text of a socket on', 'µs'])
row(['---', '--:'])
for (const { name, chunkUs } of await measureSocket()) row([name, chunkUs.toFixed(2)])

// What was seen is printed, so that nothing of it can be left out as useless.
console.log(`\n${String(seen())} events were seen`)

const { coreBytes, addedBytes } = await measureBundle()
const kB = (bytes: number) => `${(bytes / 1_000).toFixed(1)} kB`
console.log()
row(['in a browser bundle, min+gz', 'size', 'goal', ''])
row(['---', '--:', '--:', '---'])
row(['`{ openCall, reduceTranscript }` of core', kB(coreBytes), '', ''])
row([
  '`{ connectCall, transcript }` beyond it, rxjs included',
  kB(addedBytes),
  '≤ 12 kB',
  verdict(addedBytes <= 12_000),
])

const { calls, subscriptions, timers, listeners } = await holdCalls(10_000)
console.log()
row([`left of ${String(calls)} calls that were made and ended`, 'count', 'goal', ''])
row(['---', '--:', '--:', '---'])
for (const [what, count] of Object.entries({ subscriptions, timers, listeners }))
  row([what, String(count), '0', verdict(count === 0)])

/** The quickest of six: the first ones warm up, and a busy machine disturbs any of them. */
const quickest = async (pieceMs: number) => {
  const runs = []
  for (let run = 0; run < 6; run += 1) runs.push(await holdSimulatedCalls(100, pieceMs))
  const times = Math.max(...runs.map(({ talkedMs, tookMs }) => talkedMs / tookMs))
  return { times, done: Math.min(...runs.map(({ done }) => done)) }
}

console.log()
row(['100 simulated calls at once, in drawn time', '× real time', 'goal', ''])
row(['---', '--:', '--:', '---'])
for (const pieceMs of [20, 200]) {
  const { times, done } = await quickest(pieceMs)
  row([
    `the voice in pieces of ${String(pieceMs)} ms; ${String(done)} ended well`,
    times.toFixed(0),
    '≥ 1,000',
    verdict(times >= 1_000 && done === 100),
  ])
}
