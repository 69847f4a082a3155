import { createTurnPlayer, type ContextEvent, type TurnPlayer } from './turn-player.ts'

/** Samples of a render quantum. */
export const quantum = 128

/** A player that runs quantum by quantum in virtual time. */
export interface PlayerRun {
  readonly player: TurnPlayer
  /** Its events so far. */
  readonly events: readonly ContextEvent[]
  /** Start of the next quantum, in samples. */
  readonly frame: () => number
  readonly write: (turnId: string, pcm: Int16Array, isFinal?: boolean) => void
  readonly flush: () => void
  /** Runs to a number of seconds from the beginning, and returns the output; `before` is called before each quantum. */
  readonly until: (seconds: number, before?: (seconds: number) => void) => Float32Array
}

/** Creates a player at a rate, at time 0. */
export const runPlayer = (sampleRate: number): PlayerRun => {
  const events: ContextEvent[] = []
  const player = createTurnPlayer(sampleRate, (report) => events.push(...report.events))
  let frame = 0
  let epoch = 0
  return {
    player,
    events,
    frame: () => frame,
    write: (turnId, pcm, isFinal = false) => player.receive({ type: 'write', turnId, pcm, isFinal }, frame),
    flush: () => player.receive({ type: 'flush', epoch: ++epoch }, frame),
    until: (seconds, before) => {
      const quanta = Math.max(0, Math.ceil((seconds * sampleRate - frame) / quantum))
      const sound = new Float32Array(quanta * quantum)
      for (let at = 0; at < sound.length; at += quantum, frame += quantum) {
        before?.(frame / sampleRate)
        player.render(sound.subarray(at, at + quantum), frame)
      }
      return sound
    },
  }
}

/** PCM16 of a tone at 24 kHz. */
export const toneOf = (hz: number, seconds: number, amplitude = 0.5): Int16Array =>
  Int16Array.from({ length: Math.round(seconds * 24_000) }, (_, i) =>
    Math.round(amplitude * 32_768 * Math.sin((2 * Math.PI * hz * i) / 24_000)),
  )

/** The largest difference between a sample and the next. */
export const largestStep = (sound: Float32Array): number => {
  let largest = 0
  for (let i = 1; i < sound.length; i++)
    largest = Math.max(largest, Math.abs((sound[i] ?? 0) - (sound[i - 1] ?? 0)))
  return largest
}

/** Length of the longest silence within a sound, in samples. */
export const silenceIn = (sound: Float32Array): number => {
  let longest = 0
  let silent = 0
  for (const sample of sound) {
    silent = Math.abs(sample) < 1e-4 ? silent + 1 : 0
    longest = Math.max(longest, silent)
  }
  return longest
}
