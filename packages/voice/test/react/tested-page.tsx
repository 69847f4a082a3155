import { simulatePlatform } from '@vatel/simulator'
import type { TokenSource } from '@vatel/voice'
import { useVoiceCall } from '@vatel/voice/react'
import { createRoot } from 'react-dom/client'

const VoiceButton = ({ token }: { readonly token: TokenSource }) => {
  const call = useVoiceCall({ token })
  return (
    <>
      <button onClick={call.toggle}>{call.can.stop ? 'Hang up' : 'Talk'}</button>
      <output>{call.end?.text ?? call.phase}</output>
    </>
  )
}

const root = document.body.appendChild(document.createElement('main'))
createRoot(root).render(<VoiceButton token={simulatePlatform()} />)
