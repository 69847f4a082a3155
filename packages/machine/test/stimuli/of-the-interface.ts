import type { CommandName } from '../../src/events.ts'
import { askingOf } from '../../src/tool-progress.ts'
import { asks, thenSayLate, type Stimulus } from './stimulus.ts'

const command = (type: CommandName): Stimulus => ({
  event: { type },
  act: ({ actor }) => actor.send({ type }),
})

const decide =
  (type: 'approve' | 'decline'): Stimulus['act'] =>
  ({ actor }) => {
    for (const { toolCallId } of askingOf(actor.getSnapshot().context)) actor.send({ type, toolCallId })
  }

/** What the user does by the interface. */
export const ofTheInterface: Readonly<Record<string, Stimulus>> = {
  call: command('call'),
  hangUp: command('hangUp'),
  mute: command('mute'),
  unmute: command('unmute'),
  interrupt: {
    event: { type: 'interrupt' },
    act: (stage) => thenSayLate(stage, () => stage.actor.send({ type: 'interrupt' })),
  },
  pause: {
    event: { type: 'pause' },
    act: (stage) => thenSayLate(stage, () => stage.actor.send({ type: 'pause' })),
  },
  resume: command('resume'),
  retry: command('retry'),
  approve: { event: { type: 'approve', toolCallId: 'q' }, where: asks, act: decide('approve') },
  decline: { event: { type: 'decline', toolCallId: 'q' }, where: asks, act: decide('decline') },
}
