import { sampleRate } from '@vatel/core'

/** Decimation from 24 000 Hz to 6 000 Hz, which is enough for the pitch of a voice. */
const decimation = 4

/** Samples of the last 40 ms at 6 000 Hz: three periods of the lowest voice. */
const memorySamples = 240

/** Pitch range of voices, 80 to 400 Hz, as lags at 6 000 Hz. */
const shortestLag = 15
const longestLag = 75

/** Threshold of the normalised autocorrelation for a pitch: noise reaches 0.3 by chance, vowels 0.6 and more. */
const pitched = 0.5

/**
 * Returns true if the last 40 ms are periodic with the pitch of a voice. `ring` holds the samples and `at` the index
 * of the oldest.
 */
const hasPitch = (ring: readonly number[], at: number): boolean => {
  const recent = new Float32Array(ring.slice(at).concat(ring.slice(0, at)))
  let now = 1e-9
  for (let i = longestLag; i < memorySamples; i++) now += (recent[i] ?? 0) ** 2
  for (let lag = shortestLag; lag <= longestLag; lag++) {
    let [product, then] = [0, 1e-9]
    for (let i = longestLag; i < memorySamples; i++) {
      const other = recent[i - lag] ?? 0
      product += (recent[i] ?? 0) * other
      then += other * other
    }
    if (product / Math.sqrt(now * then) > pitched) return true
  }
  return false
}

/** Level of the background noise: the minimum of the last two seconds. */
export interface NoiseFloor {
  /** Noise floor, in decibels below full scale. */
  readonly db: number
  /** Minimum of each past block, oldest first. */
  readonly blocks: readonly number[]
  /** Minimum of the current block. */
  readonly blockDb: number
  /** Number of windows in the current block. */
  readonly filled: number
}

const windowsPerBlock = 25
const blockCount = 8
const quietestDb = -72
const loudestDb = -30

const clamp = (db: number): number => Math.min(loudestDb, Math.max(quietestDb, db))

/** Noise floor before the first sample. */
export const silentFloor: NoiseFloor = { db: quietestDb, blocks: [], blockDb: Infinity, filled: 0 }

/**
 * Adds the level of one window. The floor falls at once and rises only when two whole seconds were louder. Speech,
 * which pauses within two seconds, does not raise it; a fan does.
 */
export const stepNoiseFloor = (floor: NoiseFloor, levelDb: number): NoiseFloor => {
  const blockDb = Math.min(floor.blockDb, levelDb)
  const filled = floor.filled + 1
  if (filled < windowsPerBlock)
    return { db: Math.min(floor.db, clamp(levelDb)), blocks: floor.blocks, blockDb, filled }
  const blocks = [...floor.blocks, blockDb].slice(-blockCount)
  const db = blocks.length < blockCount ? Math.min(floor.db, clamp(blockDb)) : clamp(Math.min(...blocks))
  return { db, blocks, blockDb: Infinity, filled: 0 }
}

/** Thresholds of the voice activity detector. */
export interface VoiceActivityOptions {
  /** Minimum duration of a voice, in milliseconds. */
  readonly startMs: number
  /** Minimum duration of the silence after an utterance, in milliseconds. */
  readonly stopMs: number
}

/** State of the decision between speech and silence. */
interface VoiceDecision {
  readonly phase: 'silent' | 'speaking'
  /** Number of windows in favour of leaving the phase. */
  readonly evidence: number
  /** Number of consecutive loud windows. */
  readonly run: number
  /** Number of windows since the last with a pitch. */
  readonly sincePitch: number
}

/** Duration of a window in milliseconds. */
const windowMs = 10

/** Minimum run of loud windows; a click of up to 20 ms neither begins nor prolongs an utterance. */
const shortestRun = 3

/** Number of windows after a pitch that still count as voiced: a rough voice shows its pitch only now and then. */
const pitchLasts = 25

/** The decision before the first window. */
export const undecided: VoiceDecision = { phase: 'silent', evidence: 0, run: 0, sincePitch: Infinity }

/**
 * Decides about one more window. A gap within a word reduces the evidence for speech a little; a voice resets the
 * evidence for silence.
 */
const decide = (
  before: VoiceDecision,
  isLoud: boolean,
  isPitched: boolean,
  options: VoiceActivityOptions,
): VoiceDecision => {
  const { phase, evidence } = before
  const run = isLoud ? before.run + 1 : 0
  const sincePitch = isPitched ? 0 : before.sincePitch + 1
  if (phase === 'speaking') {
    const grown = run >= shortestRun ? 0 : evidence + 1
    const stops = grown * windowMs >= options.stopMs
    return stops ? undecided : { phase, evidence: grown, run, sincePitch }
  }
  // A hiss may precede a vowel, as in "stop", but is no speech by itself.
  const most = sincePitch <= pitchLasts ? Infinity : Math.max(evidence, options.startMs / 2 / windowMs)
  const grown = isLoud ? Math.min(most, evidence + 1) : Math.max(0, evidence - 2)
  const starts = grown * windowMs >= options.startMs && run >= shortestRun && sincePitch <= pitchLasts
  return { phase: starts ? 'speaking' : phase, evidence: starts ? 0 : grown, run, sincePitch }
}

/** A start or stop of speech. */
export interface VoiceActivityEvent {
  readonly type: 'started' | 'stopped'
  /** Sample index of the decision. */
  readonly atSample: number
}

/** State of a voice activity detector. */
export interface VoiceActivity extends VoiceDecision {
  readonly floor: NoiseFloor
  readonly samples: number
  /** Energy of the current window. */
  readonly energy: number
  /** High-pass filter: its last input and output. */
  readonly input: number
  readonly output: number
  /** Last 40 ms at a quarter of the rate, and the partial sum of the next of these samples. */
  readonly ring: readonly number[]
  readonly partial: number
}

/** Samples of a window, which is long enough for one period of a low voice, and short enough for prompt decisions. */
const windowSamples = (windowMs * sampleRate) / 1_000

/** One pole at about 90 Hz, against mains hum and offsets. */
const highPass = 0.977

/** Level above the noise floor at which a voice begins, and at which it continues, in decibels. */
const riseDb = 12
const holdDb = 8
/** Minimum level of speech, in decibels below full scale. */
const faintestDb = -48

/** State of a detector before the first sample. */
export const initialVoiceActivity: VoiceActivity = {
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
 * Advances the detector by PCM16 at 24 000 Hz. A voice is louder than the noise floor and has a pitch; once it has
 * begun, its energy alone decides. Decisions are made by windows of 10 ms in sample time, so that neither the size nor
 * the arrival time of the chunks matters.
 */
export const stepVoiceActivity = (
  before: VoiceActivity,
  pcm: Int16Array,
  options: VoiceActivityOptions,
): { readonly state: VoiceActivity; readonly events: readonly VoiceActivityEvent[] } => {
  let { floor, samples, energy, input, output, partial } = before
  let decision: VoiceDecision = before
  // An array: a new Float32Array for each frame would have its memory outside the heap, which costs more.
  const ring = before.ring.slice()
  const events: VoiceActivityEvent[] = []
  // Counters and groups in place of divisions: this loop runs 24 000 times per second and call.
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
