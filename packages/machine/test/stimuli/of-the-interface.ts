import type { CommandName } from '../../src/events.ts'
import { selectPendingTools } from '../../src/selectors.ts'
import { asks, silenceWithLateAudio, type Stimulus } from './stimulus.ts'

const command = (type: CommandName): Stimulus => ({
  event: { type },
  act: ({ actor }) => actor.send({ type }),
})

const decide =
  (type: 'approve' | 'decline'): Stimulus['act'] =>
  ({ actor }) => {
    for (const { status, toolCallId } of selectPendingTools(actor.getSnapshot()))
      if (status === 'asking') actor.send({ type, toolCallId })
  }

/** Commands of the interface. */
export const ofTheInterface: Readonly<Record<string, Stimulus>> = {
  call: command('call'),
  hangUp: command('hangUp'),
  mute: command('mute'),
  unmute: command('unmute'),
  interrupt: {
    event: { type: 'interrupt' },
    act: (call) => silenceWithLateAudio(call, () => call.actor.send({ type: 'interrupt' })),
  },
  pause: {
    event: { type: 'pause' },
    act: (call) => silenceWithLateAudio(call, () => call.actor.send({ type: 'pause' })),
  },
  resume: command('resume'),
  retry: command('retry'),
  approve: { event: { type: 'approve', toolCallId: 'q' }, where: asks, act: decide('approve') },
  decline: { event: { type: 'decline', toolCallId: 'q' }, where: asks, act: decide('decline') },
}
