import { systemClock, type Clock } from './clock.ts'
import { frameLength } from './frames.ts'
import { createJitterBuffer } from './jitter-buffer.ts'
import { rmsDbfs } from './level.ts'
import { everyFrame } from './metronome.ts'
import { toPcm16 } from './pcm16.ts'
import type { AgentAudio, PlayoutEvent } from './playout.ts'

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
  /** Falls silent within the next frame, with a fade of 5 ms, for good: later audio of the turns seen so far is refused. */
  flush(): void
  /** Calls back with what is heard; gives the function that stops it. */
  listen(listener: (event: PlayoutEvent) => void): () => void
  /** Flushes, stops the clock work and forgets the listeners. Whoever does not close it keeps Node running. */
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
 * @throws {InvalidOption} when a frame is no whole number of samples.
 */
export const virtualSpeaker = (options: VirtualSpeakerOptions = {}): VirtualSpeaker => {
  const { clock = systemClock, sampleRate = 24_000, frameMs = 20, onFrame } = options
  const buffer = createJitterBuffer({ sampleRate })
  const out = new Float32Array(frameLength({ sampleRate, frameMs }))
  const listeners = new Set<(event: PlayoutEvent) => void>()
  let sounding: string | undefined
  let nextDueMs = clock.performance.now()
  let level = -Infinity

  // When timers are late, frames still have the times they were due: what comes meanwhile must not be newer than they.
  const nowMs = (): number => Math.min(clock.performance.now(), nextDueMs)

  const tell = (event: PlayoutEvent): void => {
    for (const listener of [...listeners]) {
      try {
        listener(event)
      } catch (error) {
        // On a task of its own: it stops no other listener, and is not swallowed.
        clock.setTimeout(() => {
          throw error
        }, 0)
      }
    }
  }

  const tick = (_: number, dueMs: number): void => {
    const events = buffer.pull(out, dueMs)
    nextDueMs = dueMs + frameMs
    const pcm = toPcm16(out)
    level = rmsDbfs(pcm)
    onFrame?.(pcm, dueMs)
    for (const event of events) {
      sounding = event.type === 'started' ? event.turnId : undefined
      tell(event)
    }
    if (sounding !== undefined)
      tell({
        type: 'progress',
        turnId: sounding,
        heardSamples: buffer.heardSamples(sounding),
        atMs: nextDueMs,
      })
  }

  const flush = (): void => {
    const atMs = nowMs()
    sounding = undefined
    for (const heard of buffer.flush(atMs)) tell({ type: 'flushed', ...heard, atMs })
  }

  const stop = everyFrame(clock, frameMs, tick)
  return {
    write: ({ turnId, pcm, isFinal }) => {
      buffer.push(pcm, turnId, nowMs())
      if (isFinal) buffer.end(turnId, nowMs())
    },
    flush,
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
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
