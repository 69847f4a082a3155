import type { WebMicrophone } from '@vatel/audio/web'
import type { Scenario } from '@vatel/simulator'
import type { VoiceCallSnapshot } from '@vatel/voice'
import { createRecordedUser, sentencesOf } from './recorded-user.ts'

/** Silence of the agent before the guest answers, in milliseconds. */
const answerAfterMs = 900
/** Characters of an answer that the guest hears before he interrupts it. */
const interruptAfter = 60

/** A recorded caller in the place of the microphone: he answers when the agent is silent, and interrupts as scripted. */
export interface Guest {
  readonly openMicrophone: () => WebMicrophone
  /** Says the next sentence now, also while the agent speaks. */
  readonly say: () => void
  /** Follows the call, and answers. */
  readonly follow: (snapshot: VoiceCallSnapshot) => void
}

/** Creates a guest from the recording and the turns of a scenario. */
export const createGuest = (wav: Uint8Array, turns: Scenario['turns']): Guest => {
  const user = createRecordedUser(sentencesOf(wav))
  let timer: ReturnType<typeof setTimeout> | undefined
  let before = ''
  // The last turn may not end the call: then nobody speaks, as a guest who has said everything.
  const say = (): void => {
    clearTimeout(timer)
    if (user.next() < turns.length) user.say()
  }
  return {
    openMicrophone: user.open,
    say,
    follow: ({ phase, isThinking, transcript, end }) => {
      const last = transcript.at(-1)
      const heard = last?.who === 'agent' ? last.heardText.length : 0
      const isInterruption = turns[user.next()]?.bargesIn === true
      if (isInterruption && phase === 'agentSpeaking' && heard > interruptAfter) say()
      const now = `${phase} ${isThinking} ${transcript.length}`
      if (now === before) return
      before = now
      clearTimeout(timer)
      const isMyTurn = phase === 'listening' && !isThinking && last?.who === 'agent' && end === null
      if (isMyTurn && !user.isSpeaking()) timer = setTimeout(say, answerAfterMs)
    },
  }
}
