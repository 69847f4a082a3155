import { useVoiceCall } from '@vatel/voice/react'

export const VoiceButton = () => {
  const call = useVoiceCall({ token: '/api/session-token' })
  return <button onClick={call.toggle}>{call.can.stop ? `Hang up (${call.phase})` : 'Talk to us'}</button>
}
