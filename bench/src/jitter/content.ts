import { readdirSync, readFileSync } from 'node:fs'
import { createJitterBuffer, mixToMono, readWav, toPcm16, type JitterBuffer } from '@vatel/audio'
import { costOf } from './bounds.ts'
import { quantum } from './play.ts'
import { createRandom } from './random.ts'
import { sampleRate } from './sources.ts'
import type { Trace, TracedTurn } from './traces.ts'

/** Sound to fill the chunks of a trace with, again from its beginning at its end. */
export interface Content {
  readonly name: string
  readonly pcm: Int16Array
}

/** The spoken lines of a folder of WAV files, one after the other. */
export const speechOf = (folder: string): Content => {
  const lines = readdirSync(folder)
    .filter((file) => file.endsWith('.wav'))
    .sort()
    .map((file) => toPcm16(mixToMono(readWav(readFileSync(`${folder}/${file}`)).channels)))
  return { name: 'recorded speech', pcm: Int16Array.from(lines.flatMap((line) => [...line])) }
}

/** White noise: nothing in it is alike enough to be stretched. */
export const makeNoise = (): Content => {
  const random = createRandom(1)
  return { name: 'white noise', pcm: Int16Array.from({ length: 48_000 }, () => (random() - 0.5) * 20_000) }
}

const fill = ({ pcm }: Content, place: number, samples: number): Int16Array => {
  const chunk = new Int16Array(samples)
  for (let i = 0; i < samples; i++) chunk[i] = pcm[(place + i) % pcm.length] ?? 0
  return chunk
}

const playTurn = (
  turn: TracedTurn,
  content: Content,
  pullTo: (atMs: number) => void,
  buffer: JitterBuffer,
): void => {
  let place = 0
  const id = String(turn.id)
  turn.chunks.forEach(({ atMs, samples }, i) => {
    if (atMs > (turn.flushAtMs ?? Infinity)) return
    pullTo(atMs)
    buffer.push(fill(content, place, samples), id, atMs)
    place += samples
    if (i === turn.chunks.length - 1) buffer.end(id, atMs)
  })
  if (turn.flushAtMs === undefined) return
  pullTo(turn.flushAtMs)
  buffer.flush(turn.flushAtMs)
}

/** The mean cost of a turn when this project's jitter buffer plays a trace with such content, told from its events. */
export const costWith = (trace: Trace, content: Content): number => {
  const buffer = createJitterBuffer({ sampleRate })
  const out = new Float32Array(quantum)
  const first = new Map<string, number>()
  const dry = new Map<string, number>()
  let silenceMs = 0
  let pauses = 0
  let pulled = 0
  const pullTo = (atMs: number): void => {
    for (; (pulled * 1_000) / sampleRate < atMs; pulled += quantum)
      for (const { type, turnId, atMs: when } of buffer.pull(out, (pulled * 1_000) / sampleRate)) {
        if (type === 'underrun') dry.set(turnId, when)
        if (type !== 'started') continue
        const since = dry.get(turnId)
        dry.delete(turnId)
        if (!first.has(turnId)) first.set(turnId, when)
        if (since === undefined || when - since < 5) continue
        silenceMs += when - since
        pauses++
      }
  }
  for (const turn of trace.turns) playTurn(turn, content, pullTo, buffer)
  pullTo((pulled * 1_000) / sampleRate + 12_000)
  const waited = trace.turns.reduce(
    (sum, { id, chunks }) => sum + (first.get(String(id)) ?? NaN) - (chunks[0]?.atMs ?? 0),
    0,
  )
  return costOf(waited, silenceMs, pauses) / trace.turns.length
}
