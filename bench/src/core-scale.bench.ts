import type { ServerMessage } from '@vatel/core'
import { decodeServerMessage } from '@vatel/core/fp'
import {
  createEmitter,
  createReceiveBuffer,
  type ReceiveBuffer,
} from '../../packages/core/src/call/receive-buffer.ts'
import type { CallEvents } from '../../packages/core/src/call/connection.ts'
import { fromBase64 } from '../../packages/core/src/environment/browser.ts'
import { checkAudio } from '../../packages/core/src/protocol/audio-payload.ts'
import { makeChunks } from './codec/speech.ts'
import { buildCore } from './core/build-core.ts'
import { loadCore } from './core/load-core.ts'
import { type Figure, median, printFigures } from './core/ratio.ts'

const rounds = 15
let sink = 0

/** Microseconds of processor time that one run of many takes, the median of rounds. */
const microseconds = (runs: number, run: () => number): number =>
  median(
    Array.from({ length: rounds }, () => {
      const start = process.cpuUsage()
      for (let n = 0; n < runs; n++) sink += run()
      const { user, system } = process.cpuUsage(start)
      return (user + system) / runs
    }),
  )

/** The decoder of a page: its environment decodes with `atob`. */
const decodeInPage = (audio: string): Int16Array => new Int16Array(fromBase64(audio, checkAudio).buffer)

const { decodeAudio, initialTranscript, encodeAudio, initialPlayback, reducePlayback, reduceTranscript } =
  await loadCore(await buildCore())

const [chunk] = makeChunks(960)
const frame = JSON.stringify({
  type: 'response_audio',
  data: { turn_id: 'turn-1', audio: chunk.text, is_final: false },
})
const decode = (toPcm: (audio: string) => Int16Array) => () => {
  const result = decodeServerMessage(frame)
  if (result._tag === 'Left' || result.right.type !== 'response_audio') throw new Error('no frame')
  return toPcm(result.right.data.audio).length
}
const listened = createEmitter<{ readonly message: ServerMessage }>()
listened.on('message', () => (sink += 1))
const message: ServerMessage = { type: 'speech_stopped', data: {} }
const emit = () => {
  listened.emit('message', message)
  return 1
}

const costs: readonly Figure[] = [
  {
    what: 'decode a frame of 20 ms, in Node',
    value: microseconds(20_000, decode(decodeAudio)),
    goal: 4,
    unit: 'µs',
  },
  {
    what: 'decode it with atob, as a page does',
    value: microseconds(10_000, decode(decodeInPage)),
    goal: 10,
    unit: 'µs',
  },
  {
    what: 'encode it, in Node',
    value: microseconds(20_000, () => encodeAudio(chunk.pcm).length),
    goal: 2,
    unit: 'µs',
  },
  { what: 'tell one listener', value: microseconds(100_000, emit), goal: 1, unit: 'µs' },
]

const words = (turn: number): ServerMessage => ({
  type: 'response_text',
  data: { turn_id: String(turn), text: 'words', is_final: true },
})
type Received = Parameters<ReceiveBuffer['add']>[0]

const received = (n: number): Received => ({ type: 'message', value: words(n), length: 1 })
const readAll = async (size: number, messageAt: (n: number) => Received): Promise<void> => {
  const buffer = createReceiveBuffer(createEmitter<CallEvents>())
  const values = buffer.messages()
  await Promise.resolve()
  for (let n = 0; n < size; n++) buffer.add(messageAt(n))
  buffer.end()
  for await (const { type } of values) sink += type.length
}
const pushAndRead = (size: number) => () => readAll(size, received)
const pushMade = (size: number) => {
  const made = Array.from({ length: size }, (_, n) => received(n))
  return () => readAll(size, (n) => made[n] ?? received(n))
}
/** The same messages in a bare array, without the package: what remains is the collector's cost of messages that wait. */
const pushToArray = (size: number) => async () => {
  const waiting: Received[] = []
  for (let n = 0; n < size; n++) waiting.push(received(n))
  let at = 0
  const next = () => new Promise<Received | undefined>((resolve) => resolve(waiting[at++]))
  for (let event = await next(); event; event = await next()) sink += event.type.length
}
const comeAndGo = (size: number) => () => {
  const emitter = createEmitter<{ readonly it: number }>()
  const leave = Array.from({ length: size }, () => emitter.on('it', (value) => (sink += value)))
  emitter.emit('it', 1)
  for (const stop of leave) stop()
  return Promise.resolve()
}
const tenTurnsMore = (size: number) => {
  const many = Array.from({ length: size }, (_, turn) => words(turn))
  const transcript = many.reduce(reduceTranscript, initialTranscript)
  const gate = many.reduce(reducePlayback, initialPlayback)
  return () => {
    for (let turn = 0; turn < 10; turn++) {
      sink += reduceTranscript(transcript, words(size + turn)).length
      sink += reducePlayback(gate, words(size + turn)).turns.length
    }
    return Promise.resolve()
  }
}

/** Milliseconds of processor time that a sample takes at least, so that samples of all sizes are disturbed alike. */
const sampleMs = 25

/** Milliseconds of processor time for each of `runs` runs, the collector's threads included, other programs not. */
const timeMs = async (run: () => Promise<void>, runs: number): Promise<number> => {
  const start = process.cpuUsage()
  for (let n = 0; n < runs; n++) await run()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1_000 / runs
}

/** Number of runs in a sample. */
const runsOf = async (run: () => Promise<void>): Promise<number> => {
  let runs = 1
  while ((await timeMs(run, runs)) * runs < sampleMs) runs *= 2
  return runs
}

/**
 * Growth of the time for ten times the input, over all sizes: the median of rounds, each of which measures the sizes one
 * after the other, because what the machine does besides changes from round to round.
 */
const growth = async (
  what: string,
  sizes: readonly number[],
  make: (size: number) => () => Promise<void>,
): Promise<Figure> => {
  const samples: (readonly [run: () => Promise<void>, runs: number])[] = []
  for (const run of sizes.map(make)) samples.push([run, await runsOf(run)])
  const ratios: number[] = []
  for (let round = 0; round < rounds; round++) {
    const timesMs: number[] = []
    for (const [run, runs] of samples) timesMs.push(await timeMs(run, runs))
    ratios.push((timesMs.at(-1) ?? NaN) / (timesMs[0] ?? NaN))
  }
  const range = `${String(sizes[0])} to ${String(sizes.at(-1))}`
  return {
    what: `${what}, ${range}, for each ten times`,
    value: median(ratios) ** (1 / (sizes.length - 1)),
    goal: 12,
    unit: '×',
  }
}

const sizes = [1_000, 10_000, 100_000]
const whatWaits = 'messages that wait, all read'

console.log(`Node ${process.version}, medians of ${String(rounds)} rounds of processor time\n`)
printFigures([
  ...costs,
  await growth(whatWaits, sizes, pushAndRead),
  await growth('listeners that come, hear and go', [100, 1_000, 10_000], comeAndGo),
  await growth('ten turns more in a conversation of turns', [100, 1_000, 10_000], tenTurnsMore),
])
const made = await growth(whatWaits, sizes, pushMade)
const bare = await growth(whatWaits, sizes, pushToArray)
console.log(
  `\n${whatWaits}: ${made.value.toFixed(2)} × where the messages are made before the clock starts; ` +
    `${bare.value.toFixed(2)} × in a bare array without the package: the collector copies what waits`,
)
if (sink === 0) throw new Error('nothing was done')
