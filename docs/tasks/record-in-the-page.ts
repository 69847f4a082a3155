// Record a voice call in the page, and let the user save it as a WAV file.
// See packages/voice/SKILL.md
import { createVoiceCall, recordCall } from '@vatel/voice'

const call = createVoiceCall({ token: '/api/session-token' })

export const callAndSave = async (): Promise<void> => {
  const recording = recordCall(call)
  call.start()
  await recording.save('call.wav')
}
