import type { ServerMessage } from '@vatel/core'
import type { Due } from './agenda.ts'
import type { Pace } from './scenario.ts'
import type { ScriptLine } from './script.ts'

/** The words run ahead of the voice: so many more with each snapshot, so often. */
const wordsPerSnapshot = 8
const snapshotEveryMs = 100

/** A message of one of the agent's turns, and how long its sound lasts. */
export interface SpeechMessage {
  readonly message: ServerMessage<'response_audio' | 'response_text'>
  readonly durationMs: number
}

const words = (line: ScriptLine, turnId: string, startMs: number): readonly Due<SpeechMessage>[] => {
  const all = line.text.split(' ')
  const count = Math.ceil(all.length / wordsPerSnapshot)
  return Array.from({ length: count }, (_, index) => ({
    atMs: startMs + index * snapshotEveryMs,
    action: {
      message: {
        type: 'response_text',
        data: {
          turn_id: turnId,
          text: all.slice(0, (index + 1) * wordsPerSnapshot).join(' '),
          is_final: index === count - 1,
        },
      },
      durationMs: 0,
    },
  }))
}

const sound = (
  line: ScriptLine,
  turnId: string,
  startMs: number,
  pace: Pace,
): readonly Due<SpeechMessage>[] =>
  line.chunks.map(({ audio, durationMs }, index) => ({
    atMs: startMs + Math.floor(index / pace.chunksPerBurst) * pace.burstEveryMs,
    action: {
      message: {
        type: 'response_audio',
        data: { turn_id: turnId, audio, is_final: index === line.chunks.length - 1 },
      },
      durationMs,
    },
  }))

/**
 * Lays out one turn of the agent in time: growing snapshots of its words, and its recording in bursts that, at three
 * chunks of 200 ms each 200 ms, run three times as fast as it plays.
 */
export const speakLine = (
  line: ScriptLine,
  turnId: string,
  startMs: number,
  pace: Pace,
): readonly Due<SpeechMessage>[] => [...words(line, turnId, startMs), ...sound(line, turnId, startMs, pace)]
