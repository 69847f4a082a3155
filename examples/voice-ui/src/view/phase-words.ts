import type { CallSnapshot, Phase } from '@vatel/machine'

const words: Readonly<Record<Phase, string>> = {
  connecting: 'Connecting',
  listening: 'Listening',
  agentSpeaking: 'The agent speaks',
  interrupted: 'Interrupted',
  toolPending: 'Looking something up',
  ended: 'No call',
}

/** Returns the text of the lamp, in the words of a user. */
export const phaseWords = (snapshot: CallSnapshot, phase: Phase): string => {
  if (snapshot.matches('ended')) return 'Call ended'
  if (snapshot.hasTag('line-suspect')) return 'The connection may be lost'
  if (snapshot.matches({ active: { sound: 'paused' } })) return 'On hold'
  if (phase === 'toolPending' && snapshot.hasTag('needs-approval')) return 'Waiting for your answer'
  if (phase === 'listening' && snapshot.hasTag('user-speaking')) return 'You speak'
  return words[phase]
}
