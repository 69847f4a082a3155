import type { MicrophoneState } from '@vatel/core'
import { inputEvents } from '../../src/device-events.ts'
import { isAtRest, isSuspect, type Stimulus } from './stimulus.ts'

const becomes = (state: MicrophoneState): Stimulus => ({
  event: { type: inputEvents[state] },
  where: (snapshot) => isAtRest(snapshot) && !isSuspect(snapshot),
  act: (call) => call.microphones.at(-1)?.setState(state),
})

/** Events of the microphone. */
export const ofTheMicrophone: Readonly<Record<string, Stimulus>> = {
  'the microphone captures': becomes('live'),
  'the microphone captures only zeros': becomes('silent'),
  'the microphone is muted at the device': becomes('muted'),
  'the system mutes the microphone': becomes('muted-by-system'),
  'the browser wants a gesture for the microphone': becomes('needs-gesture'),
  'the system takes the microphone': becomes('interrupted'),
  'the microphone is unplugged': becomes('lost'),
}
