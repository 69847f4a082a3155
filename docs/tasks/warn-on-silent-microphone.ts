// Warn the user when the microphone gives no sound.
// See packages/voice/SKILL.md
import { createVoiceCall } from '@vatel/voice'

declare const showWarning: (text: string) => void

export const call = createVoiceCall({ token: '/api/session-token' })
call.subscribe(({ problems }) => {
  const problem = problems.find(({ type }) => type.startsWith('microphone-'))
  showWarning(problem?.text ?? '')
})
