import { everyFrame, systemClock, type Clock } from '../clock.ts'
import { frameLength } from '../frames.ts'
import { rmsDbfs } from '../level.ts'
import { createListeners } from '../listeners.ts'
import { toPcm16, wireRate } from '../pcm16.ts'
import type { AgentAudio, PlaybackEvent } from '../playback.ts'
import { createJitterBuffer } from './jitter-buffer.ts'
import type { JitterBufferEvent } from './playout.ts'

/** Options of a virtual speaker. */
export interface VirtualSpeakerOptions {
  /** Clock and timers. @defaultValue the clock of the runtime */
  readonly clock?: Clock
  /** Samples a second of what is written and of the frames. @defaultValue 24 000 */
  readonly sampleRate?: number
  /** Length of a frame. @defaultValue 20 milliseconds */
  readonly frameMs?: number
  /** Receives every frame as it sounds, silence included, with the time of its first sample: a recorder, or a pipe. */
  readonly onFrame?: (pcm: Int16Array, atMs: number) => void
}

/** A speaker without a device, with the events of one that has a device. */
export interface VirtualSpeaker {
  /** Adds a chunk of a turn. Turns play one after the other. What goes beyond five minutes is reported as `refused`. */
  write(audio: AgentAudio): void
  /**
   * Is silent within the next frame, with a fade of 5 ms, and drops what waits. Audio written later plays, also of a turn
   * written before: the playback tracker of `@vatel/core` decides which late audio may be written.
   */
  flush(): void
  /** Adds a listener of playback events; returns the function that removes it. */
  listen(listener: (event: PlaybackEvent) => void): () => void
  /** Flushes, stops the clock and removes the listeners. A speaker that is not closed keeps Node running. */
  close(): void
  /** Loudness of the last frame in dBFS: -Infinity in silence. */
  readonly level: number
  /** Audio that waits to be heard, in milliseconds. */
  readonly bufferedMs: number
}

/**
 * Creates a speaker for Node, tests and recordings: it plays through a jitter buffer in the time of its clock, reports what
 * was heard, and passes each frame to `onFrame`.
 *
 * @example
 * const heard: Int16Array[] = []
 * const speaker = createVirtualSpeaker({ onFrame: (frame) => heard.push(frame) })
 * speaker.listen(({ type, heardSamples }) => show(type, heardSamples))
 * speaker.write({ turnId, pcm, isFinal: true })
 *
 * @throws {InvalidOptionError} when a frame is not a whole number of samples, or the sample rate outside of 8 000 to 192 000.
 */
export const createVirtualSpeaker = (options: VirtualSpeakerOptions = {}): VirtualSpeaker => {
  const { clock = systemClock, sampleRate = wireRate, frameMs = 20, onFrame } = options
  const buffer = createJitterBuffer({ sampleRate })
  const out = new Float32Array(frameLength({ sampleRate, frameMs }))
  const listeners = createListeners<PlaybackEvent>(clock)
  let state: 'open' | 'closed' = 'open'
  let playing: string | undefined
  let flushes = 0
  let nextDueMs = clock.performance.now()
  let level = -Infinity

  // When timers are late, frames keep the times at which they were due: what arrives meanwhile must not be newer.
  const nowMs = (): number => Math.min(clock.performance.now(), nextDueMs)

  const emitAll = (events: readonly JitterBufferEvent[]): void => {
    const flushesBefore = flushes
    for (const event of events) {
      // A listener may flush, which makes the remaining events void.
      if (flushes !== flushesBefore) return
      playing = event.type === 'started' ? event.turnId : undefined
      listeners.emit(event)
    }
    if (playing === undefined) return
    const heardSamples = buffer.heardSamples(playing)
    listeners.emit({ type: 'progress', turnId: playing, heardSamples, atMs: nextDueMs })
  }

  const tick = (_: number, dueMs: number): void => {
    const events = buffer.pull(out, dueMs)
    nextDueMs = dueMs + frameMs
    const pcm = toPcm16(out)
    level = rmsDbfs(pcm)
    emitAll(events)
    // Last, so that an error of the recorder reaches the program and leaves the events complete.
    onFrame?.(pcm, dueMs)
  }

  const flush = (): void => {
    const atMs = nowMs()
    flushes++
    playing = undefined
    for (const heard of buffer.flush(atMs)) listeners.emit({ type: 'flushed', ...heard, atMs })
  }

  const stop = everyFrame(clock, frameMs, tick)
  return {
    write: ({ turnId, pcm, isFinal }) => {
      if (state === 'closed') return
      buffer.release(turnId)
      const atMs = nowMs()
      const refusedSamples = pcm.length - buffer.push(pcm, turnId, atMs)
      if (isFinal) buffer.end(turnId, atMs)
      if (refusedSamples === 0) return
      const heardSamples = buffer.heardSamples(turnId)
      const refusedMs = (refusedSamples * 1_000) / sampleRate
      listeners.emit({ type: 'refused', turnId, heardSamples, refusedMs, atMs })
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
