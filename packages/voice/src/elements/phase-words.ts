import type { VoiceCallSnapshot } from '../snapshot.ts'
import type { ProblemType } from '../user-texts.ts'

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

const words: Readonly<Record<Mood, string>> = {
  idle: 'Ready',
  connecting: 'Connecting…',
  listening: 'Listening',
  thinking: 'Thinking…',
  speaking: 'Speaking',
  interrupted: 'Listening',
  suspect: 'Line may be lost',
  ended: 'Call ended',
}

/** A call that cannot hear the user does not listen, and one without sound is not heard. */
const deviceWords: Readonly<Partial<Record<ProblemType, string>>> = {
  'microphone-lost': 'Microphone disconnected',
  'microphone-silent': 'Microphone is silent',
  'microphone-muted-by-system': 'Microphone is muted',
  'speaker-lost': 'Speaker disconnected',
  'needs-gesture': 'Waiting for a click',
  'sound-interrupted': 'Sound is in use',
}

const isAsking = ({ tools }: VoiceCallSnapshot): boolean => tools.some(({ status }) => status === 'asking')

/** Returns the phase of a call in words for people. */
export const phaseText = (snapshot: VoiceCallSnapshot | undefined): string => {
  const mood = moodOf(snapshot)
  if (snapshot === undefined) return words.idle
  if (snapshot.isPaused) return 'On hold'
  if (isAsking(snapshot)) return 'Waiting for your decision'
  if (snapshot.phase === 'toolPending' && mood === 'thinking') return 'Working on it…'
  if (mood !== 'listening') return words[mood]
  if (snapshot.microphone.isMuted) return 'You are muted'
  const [device] = snapshot.problems.flatMap(({ type }) => deviceWords[type] ?? [])
  return device ?? words.listening
}

/** Names of the speakers. */
export const speakerNames = { user: 'You', agent: 'Agent', tool: 'Tool' } as const

/** Returns true while the platform takes part in a call. */
const isConnected = ({ phase }: VoiceCallSnapshot): boolean =>
  phase !== 'idle' && phase !== 'connecting' && phase !== 'ended'

/**
 * Returns the words for a change that a screen reader announces; undefined for a change that the user hears, such as the
 * beginning of an answer.
 */
export const announcedChange = (
  before: VoiceCallSnapshot | undefined,
  now: VoiceCallSnapshot,
): string | undefined => {
  if (before === undefined) return undefined
  if (now.end !== null) return before.end === null ? `${words.ended}. ${now.end.text}` : undefined
  if (now.phase === 'connecting') return before.phase === 'connecting' ? undefined : words.connecting
  if (!isConnected(now)) return undefined
  if (!isConnected(before)) return 'Connected'
  if (now.isPaused !== before.isPaused) return now.isPaused ? 'On hold' : 'The call goes on'
  const { isMuted } = now.microphone
  if (isMuted !== before.microphone.isMuted) return isMuted ? 'You are muted' : 'You are no longer muted'
  if (isAsking(now)) return isAsking(before) ? undefined : 'Waiting for your decision'
  const isWorking = now.phase === 'toolPending'
  return isWorking && (before.phase !== 'toolPending' || isAsking(before)) ? 'Working on it…' : undefined
}
