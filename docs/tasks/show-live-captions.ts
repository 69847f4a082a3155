// Show what is said as captions.
// See packages/voice/SKILL.md, docs/guides/captions.md
import { createVoiceCall } from '@vatel/voice/elements'

const call = createVoiceCall({ token: '/api/session-token' })
const captions = document.createElement('vatel-captions')
captions.call = call
document.body.append(captions)
