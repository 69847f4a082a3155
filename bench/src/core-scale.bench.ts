import type { ServerMessage } from '@vatel/core'
import { decodeServerMessage } from '@vatel/core/fp'
import { createEmitter, createReceiveBuffer } from '../../packages/core/src/call/receive-buffer.ts'
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
const pushAndRead = (size: number) => async () => {
  const buffer = createReceiveBuffer(createEmitter<CallEvents>(), () => undefined)
  const values = buffer.messages()
  await Promise.resolve()
  for (let n = 0; n < size; n++) buffer.add({ type: 'message', value: words(n), length: 1 })
  buffer.end()
  for await (const { type } of values) sink += type.length
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

/** On the clock, for the processor time has the collector's threads in it; the least, for the machine does other things. */
const leastMs = async (run: () => Promise<void>): Promise<number> => {
  let least = Infinity
  for (let round = 0; round < 2 * rounds; round++) {
    const startMs = performance.now()
    await run()
    least = Math.min(least, performance.now() - startMs)
  }
  return least
}

/** Growth of the time for ten times the input, over all sizes, because garbage collection disturbs single pairs. */
const growth = async (
  what: string,
  sizes: readonly number[],
  make: (size: number) => () => Promise<void>,
): Promise<Figure> => {
  const timesMs: number[] = []
  for (const size of sizes) timesMs.push(await leastMs(make(size)))
  const all = (timesMs.at(-1) ?? NaN) / (timesMs[0] ?? NaN)
  const range = `${String(sizes[0])} to ${String(sizes.at(-1))}`
  return {
    what: `${what}, ${range}, for each ten times`,
    value: all ** (1 / (sizes.length - 1)),
    goal: 12,
    unit: '×',
  }
}

console.log(
  `Node ${process.version}, medians of ${String(rounds)} rounds of processor time for costs, the least of ${String(2 * rounds)} on the clock for growth\n`,
)
printFigures([
  ...costs,
  await growth('messages that wait, all read', [1_000, 10_000, 100_000], pushAndRead),
  await growth('listeners that come, hear and go', [100, 1_000, 10_000], comeAndGo),
  await growth('ten turns more in a conversation of turns', [100, 1_000, 10_000], tenTurnsMore),
])
if (sink === 0) throw new Error('nothing was done')
