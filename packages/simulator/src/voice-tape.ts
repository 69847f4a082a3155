import { sampleRate } from '@vatel/core'
import type { Tape } from './rules/call-record.ts'
import { sampleAt } from './rules/sample-at.ts'

/** What records the voice of a user. */
export interface VoiceTape {
  /** Takes in a piece that came so many milliseconds after the call began; one that is early follows the last. */
  add(pcm: Int16Array, atMs: number): void
  /** Gives all of it; nothing when nothing came. */
  read(): Tape | undefined
}

/** Begins to record. What comes is copied into blocks of a second, so that a long call is not kept in thousands of pieces. */
export const createVoiceTape = (): VoiceTape => {
  const blocks = new Map<number, Int16Array>()
  let end = 0
  const blockOf = (second: number): Int16Array => {
    const block = blocks.get(second) ?? new Int16Array(sampleRate)
    blocks.set(second, block)
    return block
  }
  return {
    add(pcm, atMs) {
      if (pcm.length === 0) return
      end = Math.max(end, sampleAt(atMs))
      for (let at = 0; at < pcm.length;) {
        const place = end % sampleRate
        const part = pcm.subarray(at, at + sampleRate - place)
        blockOf((end - place) / sampleRate).set(part, place)
        at += part.length
        end += part.length
      }
    },
    read: () =>
      [...blocks].reduce<Tape | undefined>(
        (before, [second, block]) => ({
          atMs: second * 1_000,
          turnId: 'user',
          audio: block.subarray(0, end - second * sampleRate),
          before,
        }),
        undefined,
      ),
  }
}
