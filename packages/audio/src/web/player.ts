import { createJitterBuffer } from '../jitter-buffer.ts'
import { rise } from '../jitter-buffer/fade.ts'
import type { AgentAudio, PlaybackEvent } from '../playout.ts'
import { createResampler } from '../resampler/create-resampler.ts'
import { createLoudness } from './loudness.ts'
import { wireRate } from './recorder.ts'

/** What the page orders of the player. */
export type PlayerOrder =
  ({ readonly type: 'write' } & AgentAudio) | { readonly type: 'flush'; readonly epoch: number }

/** An event in the time of the context. */
export interface ContextEvent extends Omit<PlaybackEvent, 'atMs'> {
  readonly atSeconds: number
}

/** What the player tells the page. */
export interface PlayerReport {
  readonly events: readonly ContextEvent[]
  /** That of the last flush it had been ordered. */
  readonly epoch: number
  /** Loudness since the last report, in dBFS. */
  readonly level: number
}

/** Plays turns quantum by quantum at the rate of a device. */
export interface Player {
  readonly take: (order: PlayerOrder, atFrame: number) => void
  /** Fills one quantum, whose first sample has this place in the time of the context. */
  readonly render: (out: Float32Array, atFrame: number) => void
}

/** What is taken out of the jitter buffer at once, in samples at 24 kHz: a quantum of a device at 48 kHz. */
const pulledAtOnce = 64
/** What the jitter buffer still gives of a turn that was cut, in samples at 24 kHz. */
const tailSamples = 120
/** Length of the fade after a flush: one render quantum. */
const fadeSamples = 128
const reportMs = 40

const fallingShare = Float32Array.from({ length: fadeSamples }, (_, i) => 1 - rise(i, fadeSamples))

/**
 * Makes the player that the worklet runs: the jitter buffer at 24 kHz, the resampler behind it, and the fade of a flush
 * behind that, so that nothing sounds from one quantum after it on.
 */
export const createPlayer = (sampleRate: number, tell: (report: PlayerReport) => void): Player => {
  const buffer = createJitterBuffer({ sampleRate: wireRate })
  const openResampler = () => createResampler({ from: wireRate, to: sampleRate })
  let resampler = openResampler()
  const latencySeconds = resampler.latencyMs / 1_000
  const pulled = new Float32Array(pulledAtOnce)
  const loudness = createLoudness()

  let ready: Float32Array = new Float32Array(0)
  let readAt = 0
  let fading: Float32Array = new Float32Array(0)
  let pulledSamples = 0
  let sounding: string | undefined
  let epoch = 0
  let events: ContextEvent[] = []
  let sinceReport = 0
  let level = -Infinity

  const nowMs = (): number => (pulledSamples / wireRate) * 1_000

  /** Gets the next samples out of the buffer; the first of them sounds at a place in the time of the context. */
  const refill = (atFrame: number): void => {
    const startSeconds = atFrame / sampleRate + latencySeconds
    const startMs = nowMs()
    for (const { atMs, ...event } of buffer.pull(pulled, startMs)) {
      sounding = event.type === 'started' ? event.turnId : undefined
      events.push({ ...event, atSeconds: startSeconds + (atMs - startMs) / 1_000 })
    }
    pulledSamples += pulledAtOnce
    ready = resampler.process(pulled)
    readAt = 0
  }

  const play = (out: Float32Array, atFrame: number): void => {
    for (let at = 0; at < out.length;) {
      if (readAt === ready.length) refill(atFrame + at)
      const count = Math.min(out.length - at, ready.length - readAt)
      out.set(ready.subarray(readAt, readAt + count), at)
      readAt += count
      at += count
    }
  }

  const mixFade = (out: Float32Array): void => {
    const count = Math.min(out.length, fading.length)
    for (let i = 0; i < count; i++) out[i] = (out[i] ?? 0) + (fading[i] ?? 0)
    fading = fading.subarray(count)
  }

  const report = (): void => {
    const before = level
    level = loudness.takeDbfs()
    sinceReport = 0
    if (events.length === 0 && level === before && level === -Infinity) return
    tell({ events, epoch, level })
    events = []
  }

  const forget = (atFrame: number): void => {
    const atSeconds = atFrame / sampleRate
    for (const heard of buffer.flush(nowMs())) events.push({ type: 'flushed', ...heard, atSeconds })
  }

  const flush = (atFrame: number): void => {
    const end = new Float32Array(fadeSamples)
    // What sounds goes on into the fade; what has not begun must not begin in it.
    const wasSounding = sounding !== undefined
    if (!wasSounding) forget(atFrame)
    play(end, atFrame)
    if (wasSounding) forget(atFrame)
    for (let i = 0; i < fadeSamples; i++) end[i] = (end[i] ?? 0) * (fallingShare[i] ?? 0)
    mixFade(end)
    fading = end
    for (let gone = 0; gone < tailSamples; gone += pulledAtOnce) refill(atFrame)
    resampler = openResampler()
    ready = new Float32Array(0)
    readAt = 0
    sounding = undefined
    report()
  }

  return {
    take: (order, atFrame) => {
      if (order.type === 'flush') {
        epoch = order.epoch
        flush(atFrame)
        return
      }
      // Whether audio of a turn that was cut may sound again is for the page to say, and it has.
      buffer.release(order.turnId)
      buffer.push(order.pcm, order.turnId, nowMs())
      if (order.isFinal) buffer.end(order.turnId, nowMs())
    },
    render: (out, atFrame) => {
      play(out, atFrame)
      mixFade(out)
      loudness.add(out)
      sinceReport += out.length
      const isDue = sinceReport >= (reportMs * sampleRate) / 1_000
      if (isDue && sounding !== undefined) {
        const atSeconds = (atFrame + out.length + ready.length - readAt) / sampleRate + latencySeconds
        events.push({
          type: 'progress',
          turnId: sounding,
          heardSamples: buffer.heardSamples(sounding),
          atSeconds,
        })
      }
      if (isDue || events.length > 0) report()
    },
  }
}
