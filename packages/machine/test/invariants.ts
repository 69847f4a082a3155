import type { CommandName } from '../src/events.ts'
import { phaseOf, phases } from '../src/phase.ts'
import type { CallTag } from '../src/call-setup.ts'
import { settle } from './simulated-time.ts'
import type { SimulatedCall } from './simulated-call.ts'
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

/** Returns the tags that disagree with the commands that are possible. */
const wrongTags = ({ actor }: SimulatedCall): readonly string[] => {
  const snapshot = actor.getSnapshot()
  const mayDecide = (['approve', 'decline'] as const).map((type) =>
    snapshot.context.tools.some(({ toolCallId }) => snapshot.can({ type, toolCallId })),
  )
  return [
    ...buttons
      .filter(([type, tag]) => snapshot.can({ type }) !== snapshot.hasTag(tag))
      .map(([, tag]) => `${tag} is wrong`),
    ...(mayDecide.every((may) => may === snapshot.hasTag('needs-approval'))
      ? []
      : ['needs-approval is wrong']),
  ]
}

/** Captures a frame with the newest microphone, and returns the kind of sound that the platform gets. */
const arrived = async ({
  microphones,
  got,
  user,
}: SimulatedCall): Promise<'nothing' | 'voice' | 'silence'> => {
  got.audio = ''
  microphones.at(-1)?.capture(user === 'speaking' ? (vowel[0] ?? room) : room)
  await settle()
  return got.audio === '' ? 'nothing' : /^A+=*$/.test(got.audio) ? 'silence' : 'voice'
}

const leftRunning = ({ actor, clock, microphones, socket, speaker }: SimulatedCall): readonly string[] =>
  Object.entries({
    actors: Object.keys(actor.getSnapshot().children).length,
    microphones: microphones.filter(({ state }) => state !== 'closed').length,
    sockets: (socket()?.state ?? 'closed') === 'closed' ? 0 : 1,
    'listeners of the speaker': speaker.listeners,
    timers: clock.countTimers(),
  }).flatMap(([what, count]) => (count === 0 ? [] : [`${count} ${what} left running`]))

/** Returns the tool calls without exactly one output; on a broken connection none can be sent. */
const wrongOutputs = ({ actor, got, socket }: SimulatedCall): readonly string[] =>
  actor.getSnapshot().context.tools.flatMap(({ toolCallId, status }) => {
    const count = got.answered.filter((id) => id === toolCallId).length
    const isPending = status === 'pending' || status === 'asking'
    const least = isPending || (status === 'cancelled' && socket()?.state === 'closed') ? 0 : 1
    const isRight = count >= least && count <= (isPending ? 0 : 1)
    return isRight ? [] : [`${count} outputs of the tool ${toolCallId}, which is ${status}`]
  })

/** Returns the invariants that do not hold after a step, in a walk whose calls have ended `ends` times. */
export const brokenInvariants = async (call: SimulatedCall, ends: number): Promise<readonly string[]> => {
  const snapshot = call.actor.getSnapshot()
  const reported = call.emitted.filter(({ type }) => type === 'call.ended').length
  const isOn = snapshot.matches('active') && call.microphones.length > 0
  const due = isOn ? (snapshot.hasTag('can-talk') ? 'voice' : 'silence') : 'nothing'
  const heard = await arrived(call)
  return [
    ...(phases.includes(phaseOf(snapshot)) ? [] : ['no phase']),
    ...(reported === ends ? [] : [`${reported} ends reported, of ${ends}`]),
    ...(heard === due ? [] : [`the platform gets ${heard}, not ${due}`]),
    ...wrongTags(call),
    ...wrongOutputs(call),
    ...(snapshot.matches('idle') || snapshot.matches('ended') ? leftRunning(call) : []),
  ]
}
