import { fadeInGain } from '../jitter-buffer/fade.ts'
import { createJitterBuffer, fadeMs } from '../jitter-buffer/jitter-buffer.ts'
import { wireRate } from '../pcm16.ts'
import type { AgentAudio, PlaybackEvent } from '../playback.ts'
import { createResampler } from '../resampler/create-resampler.ts'

/** Request of the page to the player. */
export type PlayerRequest =
  ({ readonly type: 'write' } & AgentAudio) | { readonly type: 'flush'; readonly epoch: number }

/** An event in the time of the context. */
export interface ContextEvent extends Omit<PlaybackEvent, 'atMs'> {
  readonly atSeconds: number
}

/** Report of the player to the page. */
export interface PlayerReport {
  readonly events: readonly ContextEvent[]
  /** Epoch of the last flush that it had received. */
  readonly epoch: number
  /** Loudness since the last report, in dBFS. */
  readonly level: number
}

/** Plays turns, one render quantum after the other, at the rate of a device. */
export interface TurnPlayer {
  readonly receive: (request: PlayerRequest, atFrame: number) => void
  /** Fills one quantum, whose first sample is at `atFrame` of the context. */
  readonly render: (out: Float32Array, atFrame: number) => void
}

/** Samples of one pull from the jitter buffer, at 24 kHz: a quantum of a device at 48 kHz. */
const pullSamples = 64
/** Fade of the jitter buffer after a flush, in samples at 24 kHz. */
const tailSamples = (fadeMs * wireRate) / 1_000
/** Length of the fade after a flush: one render quantum. */
const fadeSamples = 128
const reportMs = 40

const fadeOutGains = Float32Array.from({ length: fadeSamples }, (_, i) => 1 - fadeInGain(i, fadeSamples))

/** Loudness of the sound since the last reading. */
interface LevelMeter {
  readonly add: (samples: Float32Array) => void
  /** Root mean square since the last call, in dBFS; -Infinity for silence and for no samples. */
  readonly takeDbfs: () => number
}

const createLevelMeter = (): LevelMeter => {
  let sum = 0
  let count = 0
  return {
    add: (samples) => {
      for (const sample of samples) sum += sample * sample
      count += samples.length
    },
    takeDbfs: () => {
      const dbfs = 10 * Math.log10(sum / Math.max(1, count))
      sum = 0
      count = 0
      return dbfs
    },
  }
}

/**
 * Creates the player that the worklet runs: the jitter buffer at 24 kHz, the resampler behind it, and behind that the fade
 * of a flush, so that the output is silent one quantum after a flush.
 */
export const createTurnPlayer = (sampleRate: number, post: (report: PlayerReport) => void): TurnPlayer => {
  const buffer = createJitterBuffer({ sampleRate: wireRate })
  const openResampler = () => createResampler({ from: wireRate, to: sampleRate })
  let resampler = openResampler()
  const latencySeconds = resampler.latencyMs / 1_000
  const pulled = new Float32Array(pullSamples)
  const meter = createLevelMeter()

  let ready: Float32Array = new Float32Array(0)
  let readAt = 0
  let fading: Float32Array = new Float32Array(0)
  let pulledSamples = 0
  let playing: string | undefined
  let epoch = 0
  let events: ContextEvent[] = []
  let sinceReport = 0
  let level = -Infinity

  const nowMs = (): number => (pulledSamples / wireRate) * 1_000

  /** Pulls the next samples from the buffer; the first of them is output at `atFrame` of the context. */
  const refill = (atFrame: number): void => {
    const startSeconds = atFrame / sampleRate + latencySeconds
    const startMs = nowMs()
    for (const { atMs, ...event } of buffer.pull(pulled, startMs)) {
      playing = event.type === 'started' ? event.turnId : undefined
      events.push({ ...event, atSeconds: startSeconds + (atMs - startMs) / 1_000 })
    }
    pulledSamples += pullSamples
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
    level = meter.takeDbfs()
    sinceReport = 0
    if (events.length === 0 && level === before && level === -Infinity) return
    post({ events, epoch, level })
    events = []
  }

  const flushBuffer = (atFrame: number): void => {
    const atSeconds = atFrame / sampleRate
    for (const heard of buffer.flush(nowMs())) events.push({ type: 'flushed', ...heard, atSeconds })
  }

  const flush = (atFrame: number): void => {
    const end = new Float32Array(fadeSamples)
    // A turn that plays continues into the fade; a turn that has not started must not start in it.
    const wasPlaying = playing !== undefined
    if (!wasPlaying) flushBuffer(atFrame)
    play(end, atFrame)
    if (wasPlaying) flushBuffer(atFrame)
    for (let i = 0; i < fadeSamples; i++) end[i] = (end[i] ?? 0) * (fadeOutGains[i] ?? 0)
    mixFade(end)
    fading = end
    for (let gone = 0; gone < tailSamples; gone += pullSamples) refill(atFrame)
    resampler = openResampler()
    ready = new Float32Array(0)
    readAt = 0
    playing = undefined
    report()
  }

  return {
    receive: (request, atFrame) => {
      if (request.type === 'flush') {
        epoch = request.epoch
        flush(atFrame)
        return
      }
      // The page decides whether audio of a flushed turn may play again, and has decided so.
      buffer.release(request.turnId)
      const { turnId, pcm, isFinal } = request
      const refusedSamples = pcm.length - buffer.push(pcm, turnId, nowMs())
      if (isFinal) buffer.end(turnId, nowMs())
      if (refusedSamples === 0) return
      const refusedMs = (refusedSamples / wireRate) * 1_000
      const heardSamples = buffer.heardSamples(turnId)
      events.push({ type: 'refused', turnId, heardSamples, refusedMs, atSeconds: atFrame / sampleRate })
      report()
    },
    render: (out, atFrame) => {
      play(out, atFrame)
      mixFade(out)
      meter.add(out)
      sinceReport += out.length
      const isDue = sinceReport >= (reportMs * sampleRate) / 1_000
      if (isDue && playing !== undefined) {
        const atSeconds = (atFrame + out.length + ready.length - readAt) / sampleRate + latencySeconds
        events.push({
          type: 'progress',
          turnId: playing,
          heardSamples: buffer.heardSamples(playing),
          atSeconds,
        })
      }
      if (isDue || events.length > 0) report()
    },
  }
}
