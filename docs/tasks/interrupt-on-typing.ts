// Stop the agent when the user types.
// See packages/voice/SKILL.md
import { createVoiceCall } from '@vatel/voice'

export const call = createVoiceCall({ token: '/api/session-token' })
const field = document.querySelector('textarea')
field?.addEventListener('input', call.interrupt)
