/** When a voice counts as speech, and when as silence. */
export interface VoiceActivityOptions {
  /** How long a voice must sound before it counts, in milliseconds. */
  readonly startMs: number
  /** How long it must be quiet before the utterance is over, in milliseconds. */
  readonly stopMs: number
}

/** What is decided about a voice so far. */
export interface VoiceDecision {
  readonly phase: 'silent' | 'speaking'
  /** Windows in favour of leaving the phase. */
  readonly evidence: number
  /** Loud windows in a row. */
  readonly run: number
  /** Windows since the last that had a pitch. */
  readonly sincePitch: number
}

/** Every window of sound that is decided about lasts so long. */
export const windowMs = 10

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
export const decide = (
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
