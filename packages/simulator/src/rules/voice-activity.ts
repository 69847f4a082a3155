import { silentFloor, stepNoiseFloor, type NoiseFloor } from './noise-floor.ts'

/** When a voice counts as speech, and when as silence. */
export interface VoiceActivityOptions {
  /** How long a voice must sound before it counts, in milliseconds. */
  readonly startMs: number
  /** How long it must be quiet before the utterance is over, in milliseconds. */
  readonly stopMs: number
}

/** What a voice-activity detector found, at which sample of all it has heard. */
export interface VoiceActivityEvent {
  readonly type: 'started' | 'stopped'
  /** Where the decision fell, in samples from the first on. */
  readonly atSample: number
}

/** All that a voice-activity detector remembers. */
export interface VoiceActivity {
  readonly phase: 'silent' | 'speaking'
  /** Windows in favour of leaving the phase. */
  readonly evidence: number
  /** Voiced windows in a row. */
  readonly run: number
  readonly floor: NoiseFloor
  readonly samples: number
  /** The window that is being filled: how many samples, and the sum of their squares. */
  readonly filled: number
  readonly energy: number
  /** The high-pass filter: its last input and output. */
  readonly input: number
  readonly output: number
}

/** A window of 10 ms at 24 000 Hz: long enough for one period of a low voice, short enough for prompt decisions. */
const windowSamples = 240
const windowMs = 10

/** One pole at about 90 Hz: mains hum and offsets are no voice. */
const highPass = 0.977

/** A voice stands this far above the background to begin, and less far to go on, in decibels. */
const riseDb = 12
const holdDb = 8
/** Nothing below this is speech, however quiet the room, in decibels below full scale. */
const faintestDb = -48

/** A click of up to 20 ms neither begins an utterance nor prolongs one. */
const shortestRun = 3

/** A detector that has heard nothing yet. */
export const openVoiceActivity: VoiceActivity = {
  phase: 'silent',
  evidence: 0,
  run: 0,
  floor: silentFloor,
  samples: 0,
  filled: 0,
  energy: 0,
  input: 0,
  output: 0,
}

interface Decision {
  readonly phase: VoiceActivity['phase']
  readonly evidence: number
  readonly run: number
}

/** A gap inside a word takes back a little of the evidence for speech; a voice takes back all the evidence for silence. */
const decide = (
  { phase, evidence, run }: Decision,
  isLoud: boolean,
  options: VoiceActivityOptions,
): Decision => {
  const longer = isLoud ? run + 1 : 0
  if (phase === 'silent') {
    const grown = isLoud ? evidence + 1 : Math.max(0, evidence - 2)
    const starts = grown * windowMs >= options.startMs && longer >= shortestRun
    return starts ? { phase: 'speaking', evidence: 0, run: longer } : { phase, evidence: grown, run: longer }
  }
  const grown = longer >= shortestRun ? 0 : evidence + 1
  const stops = grown * windowMs >= options.stopMs
  return stops ? { phase: 'silent', evidence: 0, run: 0 } : { phase, evidence: grown, run: longer }
}

/**
 * Listens to more PCM16 at 24 000 Hz. It decides by the energy of 10 ms windows over a noise floor that follows the
 * room, in the time of the samples, so that neither the size of the chunks nor the moment of their arrival matters.
 */
export const stepVoiceActivity = (
  before: VoiceActivity,
  pcm: Int16Array,
  options: VoiceActivityOptions,
): { readonly state: VoiceActivity; readonly events: readonly VoiceActivityEvent[] } => {
  let { floor, samples, filled, energy, input, output } = before
  let decision: Decision = before
  const events: VoiceActivityEvent[] = []
  for (const sample of pcm) {
    output = highPass * (output + sample - input)
    input = sample
    energy += output * output
    samples++
    if (++filled < windowSamples) continue
    const levelDb = 10 * Math.log10(energy / windowSamples / 32_768 ** 2 + 1e-12)
    const needed = floor.db + (decision.phase === 'silent' ? riseDb : holdDb)
    const next = decide(decision, levelDb > Math.max(needed, faintestDb), options)
    if (next.phase !== decision.phase)
      events.push({ type: next.phase === 'speaking' ? 'started' : 'stopped', atSample: samples })
    decision = next
    floor = stepNoiseFloor(floor, levelDb)
    filled = 0
    energy = 0
  }
  return { state: { ...decision, floor, samples, filled, energy, input, output }, events }
}
