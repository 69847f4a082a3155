/** How many samples at 24 000 Hz become one here: 6 000 Hz are plenty for the pitch of a voice. */
const decimation = 4

/** The last 40 ms, at 6 000 Hz: three periods of the lowest voice. */
const memorySamples = 240

/** Voices have from 80 to 400 periods a second; in samples at 6 000 Hz. */
const shortestLag = 15
const longestLag = 75

/** The normalised autocorrelation above which sound has a pitch: noise reaches 0.3 by chance, vowels 0.6 and more. */
const pitched = 0.5

/**
 * Tells whether the last 40 ms repeat themselves at a pitch that a voice can have. `ring` is the memory and `at` the
 * place of its oldest sample.
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

/** The level of the background, found as the quietest moment of the last two seconds. */
export interface NoiseFloor {
  /** The floor, in decibels below full scale. */
  readonly db: number
  /** The quietest moment of each past block, oldest first. */
  readonly blocks: readonly number[]
  /** The quietest moment of the block that is being filled. */
  readonly blockDb: number
  /** How many windows that block has so far. */
  readonly filled: number
}

const windowsPerBlock = 25
const blockCount = 8
const quietestDb = -72
const loudestDb = -30

const clamp = (db: number): number => Math.min(loudestDb, Math.max(quietestDb, db))

/** A floor that has heard nothing yet. */
export const silentFloor: NoiseFloor = { db: quietestDb, blocks: [], blockDb: Infinity, filled: 0 }

/**
 * Takes in the level of one more window. The floor falls at once and rises when the whole two seconds were louder, so
 * that speech, which has a pause in every two seconds, does not lift it and a fan does.
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

/** When a voice counts as speech, and when as silence. */
export interface VoiceActivityOptions {
  /** How long a voice must sound before it counts, in milliseconds. */
  readonly startMs: number
  /** How long it must be quiet before the utterance is over, in milliseconds. */
  readonly stopMs: number
}

/** What is decided about a voice so far. */
interface VoiceDecision {
  readonly phase: 'silent' | 'speaking'
  /** Windows in favour of leaving the phase. */
  readonly evidence: number
  /** Loud windows in a row. */
  readonly run: number
  /** Windows since the last that had a pitch. */
  readonly sincePitch: number
}

/** Every window of sound that is decided about lasts so long. */
const windowMs = 10

/** A click of up to 20 ms neither begins an utterance nor prolongs one. */
const shortestRun = 3

/** A rough voice shows its pitch only now and then; what is loud within 250 ms of it is speech, noise for longer is not. */
const pitchLasts = 25

/** Nothing was heard yet. */
export const undecided: VoiceDecision = { phase: 'silent', evidence: 0, run: 0, sincePitch: Infinity }

/**
 * Decides about one more window. A gap inside a word takes back a little of the evidence for speech; a voice takes back
 * all of that for silence.
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
  // A hiss may lead up to a vowel, as in "stop", but is no speech of its own.
  const most = sincePitch <= pitchLasts ? Infinity : Math.max(evidence, options.startMs / 2 / windowMs)
  const grown = isLoud ? Math.min(most, evidence + 1) : Math.max(0, evidence - 2)
  const starts = grown * windowMs >= options.startMs && run >= shortestRun && sincePitch <= pitchLasts
  return { phase: starts ? 'speaking' : phase, evidence: starts ? 0 : grown, run, sincePitch }
}

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
