import type { VoiceCallSnapshot } from '../snapshot.ts'
import type { ElementTexts } from '../texts.ts'
import { endText, type ProblemType } from '../user-texts.ts'

/** Look of the visualizer: the phases that a person can tell apart. */
export type Mood =
  'idle' | 'connecting' | 'listening' | 'thinking' | 'speaking' | 'interrupted' | 'suspect' | 'ended'

/** Returns the mood of a call. */
export const moodOf = (snapshot: VoiceCallSnapshot | undefined): Mood => {
  if (snapshot === undefined) return 'idle'
  const { phase, isThinking, problems } = snapshot
  if (phase === 'idle' || phase === 'connecting' || phase === 'ended') return phase
  if (snapshot.isPaused || problems.some(({ type }) => type === 'line-suspect')) return 'suspect'
  if (phase === 'agentSpeaking') return 'speaking'
  if (phase === 'interrupted') return 'interrupted'
  return phase === 'toolPending' || isThinking ? 'thinking' : 'listening'
}

/** A call that cannot hear the user does not listen, and one without sound is not heard. */
const deviceProblems = [
  'microphone-lost',
  'microphone-silent',
  'microphone-muted-by-system',
  'speaker-lost',
  'needs-gesture',
  'sound-interrupted',
] as const satisfies readonly ProblemType[]

const isAsking = ({ tools }: VoiceCallSnapshot): boolean => tools.some(({ status }) => status === 'asking')

/** Returns the phase of a call in words for people. */
export const phaseText = (snapshot: VoiceCallSnapshot | undefined, texts: ElementTexts): string => {
  const mood = moodOf(snapshot)
  if (snapshot === undefined) return texts['phase-idle']
  if (snapshot.isPaused) return texts['phase-paused']
  if (isAsking(snapshot)) return texts['phase-asking']
  if (snapshot.phase === 'toolPending' && mood === 'thinking') return texts['phase-working']
  if (mood === 'listening' && snapshot.microphone.isMuted) return texts['phase-muted']
  const device = snapshot.problems
    .map(({ type }) => deviceProblems.find((each) => each === type))
    .find(Boolean)
  return texts[`phase-${mood === 'listening' ? (device ?? mood) : mood}`]
}

/** Returns true while the platform takes part in a call. */
export const isConnected = ({ phase }: VoiceCallSnapshot): boolean =>
  phase !== 'idle' && phase !== 'connecting' && phase !== 'ended'

/**
 * Returns the words for a change that a screen reader announces; undefined for a change that the user hears, such as the
 * beginning of an answer.
 */
export const announcedChange = (
  before: VoiceCallSnapshot | undefined,
  now: VoiceCallSnapshot,
  texts: ElementTexts,
): string | undefined => {
  if (before === undefined) return undefined
  if (now.end !== null)
    return before.end === null ? `${texts['phase-ended']}. ${endText(now.end.reason, texts)}` : undefined
  if (now.phase === 'connecting') return before.phase === 'connecting' ? undefined : texts['phase-connecting']
  if (!isConnected(now)) return undefined
  if (!isConnected(before)) return texts['now-connected']
  if (now.isPaused !== before.isPaused) return texts[now.isPaused ? 'phase-paused' : 'now-resumed']
  const { isMuted } = now.microphone
  if (isMuted !== before.microphone.isMuted) return texts[isMuted ? 'phase-muted' : 'now-unmuted']
  if (isAsking(now)) return isAsking(before) ? undefined : texts['phase-asking']
  const isWorking = now.phase === 'toolPending'
  return isWorking && (before.phase !== 'toolPending' || isAsking(before))
    ? texts['phase-working']
    : undefined
}
