import { openCall } from '@vatel/core'
import { callMachine, phaseOf } from '@vatel/machine'
import { createActor } from 'xstate'

/** Connects a call button and a label with the statechart of a call. */
export const showCall = (button: HTMLButtonElement, label: HTMLElement, mintToken: () => Promise<string>) => {
  const call = createActor(callMachine, {
    input: { connect: async () => openCall({ token: await mintToken() }) },
  })
  call.subscribe((snapshot) => {
    label.textContent = phaseOf(snapshot)
    button.textContent = snapshot.hasTag('can-hang-up') ? 'Hang up' : 'Call'
  })
  button.onclick = () => {
    call.send({ type: call.getSnapshot().hasTag('can-hang-up') ? 'hangUp' : 'call' })
  }
  return call.start()
}
