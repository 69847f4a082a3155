// Let the user choose a microphone.
// See packages/voice/SKILL.md
import { createVoiceCall } from '@vatel/voice'

export const call = createVoiceCall({ token: '/api/session-token' })
const menu = document.querySelector('select')
menu?.addEventListener('change', () => {
  call.setMicrophone(menu.value).catch((error: unknown) => alert(String(error)))
})
let shown = call.getSnapshot().devices
call.subscribe(({ devices, microphone }) => {
  if (devices === shown) return
  shown = devices
  menu?.replaceChildren(
    ...devices.microphones.map(
      ({ deviceId, label }) => new Option(label, deviceId, false, deviceId === microphone.deviceId),
    ),
  )
})
