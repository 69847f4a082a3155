import type { CommandName } from '../src/events.ts'
import { phaseOf, phases } from '../src/phase.ts'
import type { CallTag } from '../src/tags.ts'
import { soundOf } from './messages.ts'
import type { Stage } from './stage.ts'

const promises = {
  call: 'can-call',
  retry: 'can-retry',
  hangUp: 'can-hang-up',
  mute: 'can-mute',
  unmute: 'can-unmute',
  pause: 'can-pause',
  resume: 'can-resume',
} as const satisfies Partial<Record<CommandName, CallTag>>

/** A button that goes by its tag never sends what would be ignored, nor is it dead where it would do something. */
const expectTags = ({ actor }: Stage): void => {
  const snapshot = actor.getSnapshot()
  const commands = Object.keys(promises) as (keyof typeof promises)[]
  expect(commands.filter((type) => snapshot.can({ type }))).toEqual(
    commands.filter((type) => snapshot.hasTag(promises[type])),
  )
}

const outputsOf = ({ puppets }: Stage, toolCallId: string) =>
  puppets.flatMap(({ received }) => received).filter(({ data }) => data['toolCallId'] === toolCallId)

/** Speaks into the newest microphone and says what the platform got of it. */
const arrived = ({ microphones, puppet }: Stage): 'nothing' | 'voice' | 'silence' => {
  const before = puppet()?.received.length ?? 0
  microphones.at(-1)?.hear(soundOf(20))
  const frame = puppet()?.received[before]
  if (frame === undefined) return 'nothing'
  return /^A+=*$/.test(frame.data['audio'] ?? '') ? 'silence' : 'voice'
}

const expectNothingRunning = ({ actor, clock, microphones, puppet, speaker }: Stage): void => {
  expect(actor.getSnapshot().children).toEqual({})
  expect(microphones.filter(({ state }) => state !== 'closed')).toEqual([])
  expect(puppet()?.state ?? 'closed').toBe('closed')
  expect(speaker.listeners).toBe(0)
  expect(clock.countTimers()).toBe(0)
}

const expectTools = (stage: Stage): void => {
  const snapshot = stage.actor.getSnapshot()
  for (const { toolCallId, status } of snapshot.context.tools) {
    const outputs = outputsOf(stage, toolCallId).length
    // Nobody can answer on a line that is broken; everywhere else exactly one output is owed.
    const owed =
      status === 'pending' || (status === 'cancelled' && stage.puppet()?.state === 'closed') ? 0 : 1
    expect(outputs).toBeGreaterThanOrEqual(owed)
    expect(outputs).toBeLessThanOrEqual(1)
    if (status === 'pending') expect(outputs).toBe(0)
  }
}

/** What is true after every step of every path. */
export const expectTruth = (stage: Stage, ends: number): void => {
  const snapshot = stage.actor.getSnapshot()
  expect(phases).toContain(phaseOf(snapshot))
  expect(stage.emitted.filter(({ type }) => type === 'ended')).toHaveLength(ends)
  expectTags(stage)
  expectTools(stage)
  if (snapshot.matches('idle') || snapshot.matches('ended')) expectNothingRunning(stage)
  if (!snapshot.matches('active') || stage.microphones.length === 0) {
    expect(arrived(stage)).toBe('nothing')
    return
  }
  expect(arrived(stage)).toBe(snapshot.hasTag('can-talk') ? 'voice' : 'silence')
}
