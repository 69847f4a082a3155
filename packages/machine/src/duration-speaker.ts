import { sampleRate, type Clock, type PlaybackEvent, type Speaker } from '@vatel/core'

interface Piece {
  readonly turnId: string
  readonly samples: number
}

/** Interval of the progress events, in milliseconds. */
const progressMs = 200

/** Number of turns whose heard samples are known. */
const maxTurns = 64

const samplesIn = (ms: number): number => Math.round((ms * sampleRate) / 1_000)

/**
 * Creates a speaker without a device, for a machine without a speaker. It reports written audio as heard for as long as it
 * lasts, piece by piece, on a clock.
 */
export const durationSpeaker = (clock: Clock): Speaker => {
  const listeners = new Set<(event: PlaybackEvent) => void>()
  let waiting: Piece[] = []
  let beganAtMs = 0
  let timer: unknown
  /** Heard samples of the turns written last, without the piece that sounds. */
  const heardBefore = new Map<string, number>()

  const now = () => clock.performance.now()
  const report = (type: PlaybackEvent['type'], turnId: string, more = 0) => {
    const heardSamples = (heardBefore.get(turnId) ?? 0) + more
    for (const listener of [...listeners]) listener({ type, turnId, heardSamples, atMs: now() })
  }
  const keepHeard = (turnId: string, more: number) => {
    const heardSamples = (heardBefore.get(turnId) ?? 0) + more
    heardBefore.delete(turnId)
    heardBefore.set(turnId, heardSamples)
    const [oldest] = heardBefore.keys()
    if (heardBefore.size > maxTurns && oldest !== undefined) heardBefore.delete(oldest)
  }
  const heardOf = (piece: Piece) => Math.min(piece.samples, Math.max(0, samplesIn(now() - beganAtMs)))
  const wait = (piece: Piece) => {
    const leftMs = ((piece.samples - heardOf(piece)) * 1_000) / sampleRate
    timer = clock.setTimeout(tick, Math.min(Math.ceil(leftMs), progressMs))
  }
  const finish = ({ turnId, samples }: Piece) => {
    beganAtMs += (samples * 1_000) / sampleRate
    keepHeard(turnId, samples)
    waiting.shift()
    const [next] = waiting
    if (next?.turnId === turnId) return
    report('drained', turnId)
    if (next) report('started', next.turnId)
  }
  const tick = () => {
    timer = undefined
    for (let [piece] = waiting; piece !== undefined && heardOf(piece) >= piece.samples; [piece] = waiting)
      finish(piece)
    const [piece] = waiting
    if (!piece) return
    report('progress', piece.turnId, heardOf(piece))
    wait(piece)
  }

  return {
    write: ({ turnId, pcm }) => {
      if (pcm.length === 0) return
      const piece = { turnId, samples: pcm.length }
      waiting.push(piece)
      if (waiting.length > 1) return
      beganAtMs = now()
      report('started', turnId)
      wait(piece)
    },
    flush: () => {
      clock.clearTimeout(timer)
      const [piece] = waiting
      const cut = new Set(waiting.map(({ turnId }) => turnId))
      if (piece) keepHeard(piece.turnId, heardOf(piece))
      waiting = []
      for (const turnId of cut) report('flushed', turnId)
      // The count of a turn starts again when it is written after a flush.
      heardBefore.clear()
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
