import { between, type Random } from './random.ts'

/** Samples per second of every trace. */
export const sampleRate = 24_000

/** Audio as it is sent. */
export interface Sent {
  readonly sentMs: number
  readonly samples: number
}

const samplesIn = (ms: number): number => Math.round((ms * sampleRate) / 1_000)

/** Frames of 20 ms, sent as they are recorded by a clock that runs fast by some parts per million. */
export const realTimeFrames = (startMs: number, seconds: number, ppm = 0): readonly Sent[] =>
  Array.from({ length: (seconds * 1_000) / 20 }, (_, i) => ({
    sentMs: startMs + i * 20 * (1 - ppm * 1e-6),
    samples: samplesIn(20),
  }))

interface Synthesis {
  /** Times faster than it plays. */
  readonly speed: number
  readonly chunkMs: number
  /** Shortest and longest wait for the next sentence. */
  readonly gapMs: readonly [number, number]
}

/** Four synthesised sentences of 1.2 to 4.2 s, each sent as it is made, after the gap that thinking leaves. */
export const synthesisedSpeech = (random: Random, startMs: number, how: Synthesis): readonly Sent[] => {
  const sent: Sent[] = []
  let nowMs = startMs
  for (let sentence = 0; sentence < 4; sentence++) {
    const chunks = Math.round(between(random, 1_200, 4_200) / how.chunkMs)
    nowMs += between(random, 60, 120)
    for (let i = 0; i < chunks; i++) {
      nowMs += (how.chunkMs / how.speed) * between(random, 0.85, 1.15)
      sent.push({ sentMs: nowMs, samples: samplesIn(how.chunkMs) })
    }
    nowMs += between(random, ...how.gapMs)
  }
  return sent
}
