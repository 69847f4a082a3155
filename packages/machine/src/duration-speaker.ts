import { sampleRate, type Clock, type PlaybackEvent, type Speaker } from '@vatel/core'

interface Piece {
  readonly turnId: string
  readonly samples: number
}

/** How often it tells how much was heard, in milliseconds. */
const progressMs = 200

const samplesIn = (ms: number): number => Math.round((ms * sampleRate) / 1_000)

/**
 * Stands in for a speaker where the machine is given none: it sounds nothing, and takes what is written to be heard
 * for as long as it lasts, a piece after the other, on a clock.
 */
export const durationSpeaker = (clock: Clock): Speaker => {
  const listeners = new Set<(event: PlaybackEvent) => void>()
  let waiting: readonly Piece[] = []
  let beganAtMs = 0
  let timer: unknown
  /** Samples that were heard of each turn, without the piece that sounds. */
  const heardBefore = new Map<string, number>()

  const now = () => clock.performance.now()
  const tell = (type: PlaybackEvent['type'], turnId: string, more = 0) => {
    const heardSamples = (heardBefore.get(turnId) ?? 0) + more
    for (const listener of [...listeners]) listener({ type, turnId, heardSamples, atMs: now() })
  }
  const heardOf = (piece: Piece) => Math.min(piece.samples, Math.max(0, samplesIn(now() - beganAtMs)))
  const wait = (piece: Piece) => {
    const leftMs = ((piece.samples - heardOf(piece)) * 1_000) / sampleRate
    timer = clock.setTimeout(tick, Math.min(Math.ceil(leftMs), progressMs))
  }
  const finish = ({ turnId, samples }: Piece) => {
    beganAtMs += (samples * 1_000) / sampleRate
    heardBefore.set(turnId, (heardBefore.get(turnId) ?? 0) + samples)
    waiting = waiting.slice(1)
    const [next] = waiting
    if (next?.turnId === turnId) return
    tell('drained', turnId)
    if (next !== undefined) tell('started', next.turnId)
  }
  const tick = () => {
    timer = undefined
    for (let [piece] = waiting; piece !== undefined && heardOf(piece) >= piece.samples; [piece] = waiting)
      finish(piece)
    const [piece] = waiting
    if (piece === undefined) return
    tell('progress', piece.turnId, heardOf(piece))
    wait(piece)
  }

  return {
    write: ({ turnId, pcm }) => {
      if (pcm.length === 0) return
      const piece = { turnId, samples: pcm.length }
      waiting = [...waiting, piece]
      if (waiting.length > 1) return
      beganAtMs = now()
      tell('started', turnId)
      wait(piece)
    },
    flush: () => {
      clock.clearTimeout(timer)
      const [piece] = waiting
      const cut = new Set(waiting.map(({ turnId }) => turnId))
      if (piece !== undefined)
        heardBefore.set(piece.turnId, (heardBefore.get(piece.turnId) ?? 0) + heardOf(piece))
      waiting = []
      for (const turnId of cut) tell('flushed', turnId)
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
