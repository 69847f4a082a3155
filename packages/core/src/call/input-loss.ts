import type { Clock } from '../clock.ts'

/** Microphone audio that was thrown away because it was stale. */
export interface DropReport {
  /** How much since the last such event, in milliseconds of sound. */
  readonly ms: number
  /** How much in this call so far, in milliseconds of sound. */
  readonly totalMs: number
}

/** Losses come frame by frame; they are told once in so many milliseconds, added up. */
const tellEveryMs = 1_000

/** Adds up losses and tells of them. */
export interface LossTeller {
  lost(ms: number): void
  stop(): void
}

/** Makes a teller that tells the first loss at once, and then what has come together once a second. */
export const createLossTeller = (clock: Clock, tell: (loss: DropReport) => void): LossTeller => {
  let untoldMs = 0
  let totalMs = 0
  let timer: unknown
  const tellNow = () => {
    timer = undefined
    if (untoldMs === 0) return
    const ms = untoldMs
    untoldMs = 0
    timer = clock.setTimeout(tellNow, tellEveryMs)
    tell({ ms, totalMs })
  }
  return {
    lost(ms) {
      untoldMs += ms
      totalMs += ms
      if (timer === undefined) tellNow()
    },
    stop: () => clock.clearTimeout(timer),
  }
}
