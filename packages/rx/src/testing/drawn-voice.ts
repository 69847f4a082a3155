import { type Clock, type Microphone, type MicrophoneFrame, sampleRate } from '@vatel/core'
import { characterMs, type Conversation } from './conversation.ts'

/** A frame as microphones give them. */
const frameMs = 20
const frameSamples = (frameMs * sampleRate) / 1_000

/** One period of a low voice. */
const period = 160

/** So many milliseconds of something that a voice-activity detector takes for a voice: a sawtooth at 150 Hz. */
export const voice = (ms: number): Int16Array =>
  Int16Array.from({ length: (ms * sampleRate) / 1_000 }, (_, at) => ((at % period) / period - 0.5) * 16_000)

const sounding = voice(frameMs)
const silent = new Int16Array(frameSamples)

/** A microphone before which the drawn user speaks, in the time of the clock. */
export const drawnMicrophone = ({ user, turns }: Conversation<unknown>, clock: Clock): Microphone => {
  const drawing = user.trimStart()
  const startMs = clock.performance.now()
  const listeners = new Set<(frame: MicrophoneFrame) => void>()
  let timer: unknown
  const speaks = (atMs: number): boolean => (drawing[Math.floor(atMs / characterMs)] ?? '-') in turns
  const tick = (at: number) => {
    const atMs = at * frameMs
    const frame = { pcm: speaks(atMs) ? sounding : silent, atMs }
    for (const listener of listeners) listener(frame)
    next(at + 1)
  }
  const next = (at: number) => {
    // A frame comes when it is full; counted from the start, so that no error adds up.
    const waitMs = startMs + (at + 1) * frameMs - clock.performance.now()
    timer = listeners.size === 0 ? undefined : clock.setTimeout(() => tick(at), waitMs)
  }
  return {
    listen(listener) {
      listeners.add(listener)
      timer ??= (next(Math.ceil((clock.performance.now() - startMs) / frameMs)), timer)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clock.clearTimeout(timer)
        timer = undefined
      }
    },
    close: () => {
      listeners.clear()
      clock.clearTimeout(timer)
    },
  }
}
