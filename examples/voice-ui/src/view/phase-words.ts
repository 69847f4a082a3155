import type { CallSnapshot, Phase } from '@vatel/machine'
import { microphoneTrouble, speakerTrouble } from './device-words.ts'

const words: Readonly<Record<Phase, string>> = {
  connecting: 'Connecting',
  listening: 'Listening',
  agentSpeaking: 'The agent speaks',
  interrupted: 'Interrupted',
  toolPending: 'Looking something up',
  ended: 'No call',
}

/** A call without its devices does not listen, and is not heard. */
const listeningWords = (snapshot: CallSnapshot): string => {
  const trouble = microphoneTrouble(snapshot) ?? speakerTrouble(snapshot)
  if (trouble !== undefined) return trouble.title
  if (snapshot.hasTag('user-speaking')) return 'You speak'
  return snapshot.hasTag('thinking') ? 'Thinking' : words.listening
}

/** Returns the text of the lamp, in the words of a user. */
export const phaseWords = (snapshot: CallSnapshot, phase: Phase): string => {
  if (snapshot.matches('ended')) return 'Call ended'
  if (snapshot.hasTag('line-suspect')) return 'The connection may be lost'
  if (snapshot.matches({ active: { sound: 'paused' } })) return 'On hold'
  if (phase === 'toolPending' && snapshot.hasTag('needs-approval')) return 'Waiting for your answer'
  return phase === 'listening' ? listeningWords(snapshot) : words[phase]
}
