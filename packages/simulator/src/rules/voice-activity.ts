import {
  decide,
  undecided,
  windowMs,
  type VoiceActivityOptions,
  type VoiceDecision,
} from './voice-decision.ts'
import { silentFloor, stepNoiseFloor, type NoiseFloor } from './noise-floor.ts'
import { decimation, hasPitch, memorySamples } from './voicing.ts'

/** What a voice-activity detector found, at which sample of all it has heard. */
export interface VoiceActivityEvent {
  readonly type: 'started' | 'stopped'
  /** Where the decision fell, in samples from the first on. */
  readonly atSample: number
}

/** All that a voice-activity detector remembers. */
export interface VoiceActivity extends VoiceDecision {
  readonly floor: NoiseFloor
  readonly samples: number
  /** The energy of the window that is being filled. */
  readonly energy: number
  /** The high-pass filter: its last input and output. */
  readonly input: number
  readonly output: number
  /** The last 40 ms at a quarter of the rate, and the sum that is to become the next sample of it. */
  readonly ring: readonly number[]
  readonly partial: number
}

/** 10 ms at 24 000 Hz: long enough for one period of a low voice, short enough for prompt decisions. */
const windowSamples = windowMs * 24

/** One pole at about 90 Hz: mains hum and offsets are no voice. */
const highPass = 0.977

/** A voice stands this far above the background to begin, and less far to go on, in decibels. */
const riseDb = 12
const holdDb = 8
/** Nothing below this is speech, however quiet the room, in decibels below full scale. */
const faintestDb = -48

/** A detector that has heard nothing yet. */
export const openVoiceActivity: VoiceActivity = {
  ...undecided,
  floor: silentFloor,
  samples: 0,
  energy: 0,
  input: 0,
  output: 0,
  ring: Array<number>(memorySamples).fill(0),
  partial: 0,
}

/**
 * Listens to more PCM16 at 24 000 Hz. A voice is what stands out of the background, whose level is followed, and has a
 * pitch; once it has begun its energy alone decides. All is decided by windows of 10 ms in the time of the samples, so
 * that neither the size of the chunks nor the moment of their arrival matters.
 */
export const stepVoiceActivity = (
  before: VoiceActivity,
  pcm: Int16Array,
  options: VoiceActivityOptions,
): { readonly state: VoiceActivity; readonly events: readonly VoiceActivityEvent[] } => {
  let { floor, samples, energy, input, output, partial } = before
  let decision: VoiceDecision = before
  // A list, not a Float32Array: a new one for each frame would have its memory outside the heap, which costs more.
  const ring = before.ring.slice()
  const events: VoiceActivityEvent[] = []
  // Counted, not divided, and by groups: this hears 24 000 samples a second for each call.
  let inGroup = samples % decimation
  let inWindow = samples % windowSamples
  let place = Math.floor(samples / decimation) % memorySamples
  let at = 0
  while (at < pcm.length) {
    const end = Math.min(pcm.length, at + decimation - inGroup)
    inGroup += end - at
    inWindow += end - at
    for (; at < end; at++) {
      const sample = pcm[at] ?? 0
      output = highPass * (output + (sample - input))
      input = sample
      energy += output * output
      partial += output
    }
    if (inGroup !== decimation) continue
    inGroup = 0
    place = place + 1 === memorySamples ? 0 : place + 1
    ring[place] = Math.fround(partial)
    partial = 0
    if (inWindow !== windowSamples) continue
    inWindow = 0
    const levelDb = 10 * Math.log10(energy / windowSamples / 32_768 ** 2 + 1e-12)
    const isSilent = decision.phase === 'silent'
    const isLoud = levelDb > Math.max(floor.db + (isSilent ? riseDb : holdDb), faintestDb)
    const isPitched = isLoud && isSilent && hasPitch(ring, (place + 1) % memorySamples)
    const next = decide(decision, isLoud, isPitched, options)
    if (next.phase !== decision.phase)
      events.push({ type: next.phase === 'speaking' ? 'started' : 'stopped', atSample: samples + at })
    decision = next
    floor = stepNoiseFloor(floor, levelDb)
    energy = 0
  }
  samples += pcm.length
  const { phase, evidence, run, sincePitch } = decision
  const state = { phase, evidence, run, sincePitch, floor, samples, energy, input, output, ring, partial }
  return { state, events }
}
