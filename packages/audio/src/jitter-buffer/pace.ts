import type { ArrivalWatch } from './arrival-watch.ts'
import { createLagFinder } from './find-lag.ts'
import type { Segment } from './playout-queue.ts'
import type { SampleRing } from './sample-ring.ts'
import type { Counters } from './statistics.ts'
import type { Voice } from './voice.ts'

/** Slows speech down while it sounds with less delay than it should have, and hurries it when it has far more. */
export interface Pace {
  /** Looks at where the segment is at a time, in output samples; starts a splice when one is due and can be had. */
  readonly adjust: (segment: Segment, at: number) => void
  /** Samples until it wants to look again. */
  readonly untilNextLook: () => number
  /** Says that time has passed. */
  readonly passed: (samples: number) => void
}

const lookMs = 5
/** Most of the time that slowing down may add, and hurrying may save. */
const slowest = 0.1
const fastest = 0.06
/** A source counts as no faster than it plays when so much came since it was last ahead of itself. */
const steadyForMs = 4_000
const tooMuch = 1.3
const tooMuchMs = 40

interface PaceOptions {
  readonly ring: SampleRing
  readonly voice: Voice
  readonly watch: ArrivalWatch
  readonly counters: Counters
  readonly samplesPerMs: number
  readonly fadeSamples: number
}

/** Makes a pace that may splice what the voice reads from the ring. */
export const createPace = (options: PaceOptions): Pace => {
  const { ring, voice, watch, counters, samplesPerMs, fadeSamples } = options
  const finder = createLagFinder(ring, samplesPerMs)
  const lookSamples = Math.round(lookMs * samplesPerMs)
  let wait = 0

  const direction = (segment: Segment, at: number): 1 | 0 | -1 => {
    if (segment.closed || voice.sounded() < fadeSamples) return 0
    const delayMs = (at - (voice.position() - segment.from)) / samplesPerMs - watch.earliestMs()
    const aim = watch.holdDelayMs()
    if (delayMs < aim) return -1
    return delayMs > tooMuch * aim + tooMuchMs && watch.steadyMs() >= steadyForMs ? 1 : 0
  }

  return {
    adjust: (segment, at) => {
      wait = lookSamples
      const towards = direction(segment, at)
      if (towards === 0) return
      const lag = finder.find(voice.position(), towards, segment.from, segment.to)
      if (lag === 0) return
      voice.splice(lag)
      if (lag < 0) counters.insertedSamplesForDeceleration -= lag
      else counters.removedSamplesForAcceleration += lag
      wait = Math.round(Math.abs(lag) / (lag < 0 ? slowest : fastest))
    },
    untilNextLook: () => wait,
    passed: (samples) => {
      wait = Math.max(0, wait - samples)
    },
  }
}
