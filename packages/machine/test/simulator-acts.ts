import type { ScriptedTurn } from '@vatel/simulator'
import { lineMs } from './scripted-agent.ts'
import { settle } from './simulated-time.ts'
import type { SimulatedCall } from './simulated-call.ts'
import { room, vowel } from './voice.ts'

/** Time from the end of the voice to its final transcript and the answer, in milliseconds. */
const answerMs = 130

/** Time from the agent's last words to the end of the call, in milliseconds. */
const endMs = lineMs + 700

/** A second of silence, which ends an utterance. */
const framesOfSilence = 55

const hasTag = (
  { actor }: SimulatedCall,
  tag: Parameters<ReturnType<typeof actor.getSnapshot>['hasTag']>[0],
) => actor.getSnapshot().hasTag(tag)

const arrive = async ({ clock, lagMs }: SimulatedCall): Promise<void> => {
  await settle()
  await clock.tickAsync(lagMs)
}

/** Lets time pass; an agent that is heard stays heard. */
const pass = async (call: SimulatedCall, ms: number): Promise<void> => {
  if (hasTag(call, 'agent-audible')) call.speaker.report('started', turnOf(call))
  await call.clock.tickAsync(ms + call.lagMs)
}

const speak = async (call: SimulatedCall): Promise<void> => {
  call.user = 'speaking'
  for (const frame of vowel) call.microphones.at(-1)?.capture(frame)
  await arrive(call)
}

const fallSilent = async (call: SimulatedCall): Promise<void> => {
  call.user = 'silent'
  for (let frame = 0; frame < framesOfSilence; frame += 1) call.microphones.at(-1)?.capture(room)
  await arrive(call)
  await pass(call, answerMs)
}

/** Waits until agent and user are silent for the simulator. */
const quieten = async (call: SimulatedCall): Promise<void> => {
  if (call.user === 'speaking') await fallSilent(call)
  await pass(call, lineMs + 50)
}

const utter = async (call: SimulatedCall, answer: Omit<ScriptedTurn, 'user'> = {}): Promise<void> => {
  await quieten(call)
  call.agent.answerWith(answer)
  await speak(call)
  await fallSilent(call)
  call.agent.answerWith({})
}

const callOf = (call: SimulatedCall, name: 'wait' | 'ask'): NonNullable<ScriptedTurn['call']> => {
  call.tools += 1
  const argument = { name: 'id', dataType: 'string', value: `tool-${call.tools}` }
  return { tool: name, arguments: [argument], answers: [], otherwise: 'nothing' }
}

/** The turn that was written to the speaker last. */
export const turnOf = ({ speaker, turns }: SimulatedCall): string =>
  speaker.written.at(-1)?.turnId ?? `turn-${turns}`

/** Reports that everything written has been heard. */
export const drain = ({ speaker }: SimulatedCall): void => {
  for (const turnId of new Set(speaker.written.map((piece) => piece.turnId)))
    speaker.report('drained', turnId)
}

/** Tests whether the user can begin an utterance that the simulator detects. */
const canUtter = (call: SimulatedCall): boolean => {
  const snapshot = call.actor.getSnapshot()
  return (
    snapshot.hasTag('can-talk') &&
    !snapshot.hasTag('user-speaking') &&
    !snapshot.matches({ active: { floor: 'interrupted' } })
  )
}
/** The simulator's agent calls a tool after an utterance, and the machine thinks then: only from rest that is another place. */
const canCallTool = (call: SimulatedCall): boolean =>
  canUtter(call) && !call.actor.getSnapshot().matches({ active: { floor: { listening: 'quiet' } } })
const isHeard = (call: SimulatedCall): boolean => hasTag(call, 'agent-audible')

/** A stimulus that the simulator's rules cause, where they can. */
export interface SimulatorAct {
  readonly where: (call: SimulatedCall) => boolean
  readonly act: (call: SimulatedCall) => Promise<void>
}

/** Stimuli that the simulator causes itself: by a voice that it detects, and by the answers of its agent. */
export const simulatorActs: Readonly<Record<string, SimulatorAct>> = {
  'the user begins to speak': {
    where: canUtter,
    act: async (call) => {
      await quieten(call)
      await speak(call)
    },
  },
  'the user falls silent': {
    where: (call) => call.user === 'speaking' && hasTag(call, 'can-talk'),
    act: fallSilent,
  },
  'the platform is interrupted': {
    where: (call) => canUtter(call) && isHeard(call),
    act: async (call) => {
      await utter(call, { say: 'line' })
      call.speaker.report('started', turnOf(call))
      await speak(call)
      call.writtenAtCut = call.speaker.written.length
      await pass(call, lineMs)
    },
  },
  'the agent is heard': {
    where: (call) => canUtter(call) && !isHeard(call),
    act: async (call) => {
      await utter(call, { say: 'line' })
      call.speaker.report('started', turnOf(call))
      await pass(call, lineMs)
    },
  },
  'a tool is called': {
    where: (call) => canCallTool(call) && !hasTag(call, 'tool-pending'),
    act: (call) => utter(call, { call: callOf(call, 'wait') }),
  },
  'a tool asks': {
    where: canCallTool,
    act: (call) => utter(call, { call: callOf(call, 'ask') }),
  },
  ends: {
    where: canUtter,
    act: async (call) => {
      await utter(call, { say: 'line', end: true })
      call.speaker.report('started', turnOf(call))
      await pass(call, lineMs)
      drain(call)
      await call.clock.tickAsync(endMs + call.lagMs)
    },
  },
  'message goodbye and ends': {
    where: canUtter,
    act: async (call) => {
      await utter(call, { say: 'line', end: true })
      await pass(call, lineMs + endMs)
    },
  },
}
