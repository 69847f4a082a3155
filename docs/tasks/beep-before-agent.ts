// Play a beep before the agent speaks.
// See packages/voice/SKILL.md
import { createVoiceCall } from '@vatel/voice'

const sound = new AudioContext()

const beep = (): void => {
  const tone = new OscillatorNode(sound, { frequency: 880 })
  tone.connect(new GainNode(sound, { gain: 0.1 })).connect(sound.destination)
  tone.start()
  tone.stop(sound.currentTime + 0.12)
}

const call = createVoiceCall({ token: '/api/session-token' })
let wasThinking = false
call.subscribe(({ isThinking }) => {
  if (isThinking && !wasThinking) beep()
  wasThinking = isThinking
})

/** Handler of a click: a browser lets a page sound only then. */
export const start = (): void => {
  void sound.resume()
  call.start()
}
