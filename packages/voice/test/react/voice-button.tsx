import { useVoiceCall } from '@vatel/voice/react'

export const VoiceButton = () => {
  const call = useVoiceCall({ token: '/api/session-token' })
  return (
    <>
      <button onClick={call.toggle}>{call.can.stop ? 'Hang up' : 'Talk to us'}</button>
      <output>{call.end?.text ?? call.phase}</output>
    </>
  )
}
