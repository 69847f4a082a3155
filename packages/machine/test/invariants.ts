import type { CommandName } from '../src/events.ts'
import { phaseOf, phases } from '../src/phase.ts'
import type { CallTag } from '../src/call-setup.ts'
import { settle } from './simulated-time.ts'
import type { Stage } from './stage.ts'
import { room, vowel } from './voice.ts'

const buttons = Object.entries({
  call: 'can-call',
  retry: 'can-retry',
  hangUp: 'can-hang-up',
  mute: 'can-mute',
  unmute: 'can-unmute',
  pause: 'can-pause',
  resume: 'can-resume',
} as const satisfies Partial<Record<CommandName, CallTag>>) as readonly (readonly [CommandName, CallTag])[]

/** A button that goes by its tag never sends what would be ignored, nor is it dead where it would do something. */
const lyingButtons = ({ actor }: Stage): readonly string[] => {
  const snapshot = actor.getSnapshot()
  const mayDecide = (['approve', 'decline'] as const).map((type) =>
    snapshot.context.tools.some(({ toolCallId }) => snapshot.can({ type, toolCallId })),
  )
  return [
    ...buttons
      .filter(([type, tag]) => snapshot.can({ type }) !== snapshot.hasTag(tag))
      .map(([, tag]) => `${tag} lies`),
    ...(mayDecide.every((may) => may === snapshot.hasTag('needs-approval')) ? [] : ['needs-approval lies']),
  ]
}

/** Speaks into the newest microphone and says what the platform got of it. */
const arrived = async ({ microphones, got, user }: Stage): Promise<'nothing' | 'voice' | 'silence'> => {
  got.audio = ''
  microphones.at(-1)?.hear(user === 'speaking' ? (vowel[0] ?? room) : room)
  await settle()
  return got.audio === '' ? 'nothing' : /^A+=*$/.test(got.audio) ? 'silence' : 'voice'
}

const leftRunning = ({ actor, clock, microphones, line, speaker }: Stage): readonly string[] =>
  Object.entries({
    actors: Object.keys(actor.getSnapshot().children).length,
    microphones: microphones.filter(({ state }) => state !== 'closed').length,
    lines: (line()?.state ?? 'closed') === 'closed' ? 0 : 1,
    'listeners of the speaker': speaker.listeners,
    timers: clock.countTimers(),
  }).flatMap(([what, count]) => (count === 0 ? [] : [`${count} ${what} left running`]))

/** Exactly one output is owed to each tool call; but nobody can answer on a line that is broken. */
const wrongOutputs = ({ actor, got, line }: Stage): readonly string[] =>
  actor.getSnapshot().context.tools.flatMap(({ toolCallId, status }) => {
    const count = got.answered.filter((id) => id === toolCallId).length
    const isPending = status === 'pending' || status === 'asking'
    const least = isPending || (status === 'cancelled' && line()?.state === 'closed') ? 0 : 1
    const isRight = count >= least && count <= (isPending ? 0 : 1)
    return isRight ? [] : [`${count} outputs of the tool ${toolCallId}, which is ${status}`]
  })

/** What is not true and should be, after any step of any path, in a walk whose call has ended so often. */
export const brokenPromises = async (stage: Stage, ends: number): Promise<readonly string[]> => {
  const snapshot = stage.actor.getSnapshot()
  const told = stage.emitted.filter(({ type }) => type === 'call.ended').length
  const isOn = snapshot.matches('active') && stage.microphones.length > 0
  const due = isOn ? (snapshot.hasTag('can-talk') ? 'voice' : 'silence') : 'nothing'
  const heard = await arrived(stage)
  return [
    ...(phases.includes(phaseOf(snapshot)) ? [] : ['no phase']),
    ...(told === ends ? [] : [`${told} ends told, of ${ends}`]),
    ...(heard === due ? [] : [`the platform gets ${heard}, not ${due}`]),
    ...lyingButtons(stage),
    ...wrongOutputs(stage),
    ...(snapshot.matches('idle') || snapshot.matches('ended') ? leftRunning(stage) : []),
  ]
}
