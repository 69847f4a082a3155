import { sampleRate } from '@vatel/core'

/** Tells which sample sounds at a moment of a call, in milliseconds after it began. */
export const sampleAt = (atMs: number): number => Math.round((atMs * sampleRate) / 1_000)
