import { systemClock, type Clock } from './clock.ts'
import { frameLength } from './frames.ts'
import { createJitterBuffer, type JitterBufferEvent } from './jitter-buffer.ts'
import { rmsDbfs } from './level.ts'
import { createListeners } from './listeners.ts'
import { everyFrame } from './metronome.ts'
import { toPcm16 } from './pcm16.ts'
import type { AgentAudio, PlaybackEvent } from './playout.ts'

/** How a virtual speaker plays. */
export interface VirtualSpeakerOptions {
  /** What it keeps time with. @defaultValue the clock of the machine */
  readonly clock?: Clock
  /** Samples a second of what is written and of the frames. @defaultValue 24 000 */
  readonly sampleRate?: number
  /** Length of a frame. @defaultValue 20 milliseconds */
  readonly frameMs?: number
  /** Takes every frame as it sounds, silence included, with the time of its first sample: a recorder, or a pipe. */
  readonly onFrame?: (pcm: Int16Array, atMs: number) => void
}

/** A speaker that makes no sound, with the events of one that does. */
export interface VirtualSpeaker {
  /** Adds a piece of a turn. Turns sound one after the other. */
  write(audio: AgentAudio): void
  /**
   * Falls silent within the next frame, with a fade of 5 ms, and drops what waits. What is written after it sounds, also
   * of a turn seen before: whether late audio of a cancelled turn may be written is the turn gate's to say.
   */
  flush(): void
  /** Calls back with what is heard; gives the function that stops it. */
  listen(listener: (event: PlaybackEvent) => void): () => void
  /** Flushes, stops its clock and forgets the listeners, for good. A speaker that is not closed keeps Node running. */
  close(): void
  /** Loudness of the last frame in dBFS: -Infinity in silence. */
  readonly level: number
  /** Audio that waits to be heard, in milliseconds. */
  readonly bufferedMs: number
}

/**
 * Makes a speaker for Node, tests and recordings: it plays through a jitter buffer in the time of its clock, says what
 * has been heard, and hands out each frame instead of sounding it.
 *
 * @throws {InvalidOptionError} when a frame is no whole number of samples, or the sample rate outside of 8 000 to 192 000.
 */
export const createVirtualSpeaker = (options: VirtualSpeakerOptions = {}): VirtualSpeaker => {
  const { clock = systemClock, sampleRate = 24_000, frameMs = 20, onFrame } = options
  const buffer = createJitterBuffer({ sampleRate })
  const out = new Float32Array(frameLength({ sampleRate, frameMs }))
  const listeners = createListeners<PlaybackEvent>(clock)
  let state: 'open' | 'closed' = 'open'
  let sounding: string | undefined
  let flushes = 0
  let nextDueMs = clock.performance.now()
  let level = -Infinity

  // When timers are late, frames still have the times they were due: what comes meanwhile must not be newer than they.
  const nowMs = (): number => Math.min(clock.performance.now(), nextDueMs)

  const tellAll = (events: readonly JitterBufferEvent[]): void => {
    const flushesBefore = flushes
    for (const event of events) {
      // Whoever is told may flush, which takes back what was still to be told.
      if (flushes !== flushesBefore) return
      sounding = event.type === 'started' ? event.turnId : undefined
      listeners.tell(event)
    }
    if (sounding === undefined) return
    const heardSamples = buffer.heardSamples(sounding)
    listeners.tell({ type: 'progress', turnId: sounding, heardSamples, atMs: nextDueMs })
  }

  const tick = (_: number, dueMs: number): void => {
    const events = buffer.pull(out, dueMs)
    nextDueMs = dueMs + frameMs
    const pcm = toPcm16(out)
    level = rmsDbfs(pcm)
    tellAll(events)
    // Last: a recorder that throws is the program's to hear of, and keeps nothing else from its turn.
    onFrame?.(pcm, dueMs)
  }

  const flush = (): void => {
    const atMs = nowMs()
    flushes++
    sounding = undefined
    for (const heard of buffer.flush(atMs)) listeners.tell({ type: 'flushed', ...heard, atMs })
  }

  const stop = everyFrame(clock, frameMs, tick)
  return {
    write: ({ turnId, pcm, isFinal }) => {
      if (state === 'closed') return
      buffer.release(turnId)
      buffer.push(pcm, turnId, nowMs())
      if (isFinal) buffer.end(turnId, nowMs())
    },
    flush,
    listen: listeners.add,
    close: () => {
      state = 'closed'
      stop()
      flush()
      listeners.clear()
    },
    get level() {
      return level
    },
    get bufferedMs() {
      return buffer.bufferedMs
    },
  }
}
