import type { ScriptedTurn } from '@vatel/simulator'
import { lineMs } from './scripted-agent.ts'
import { settle } from './simulated-time.ts'
import type { Stage } from './stage.ts'
import { room, vowel } from './voice.ts'

/** How long after the voice its transcript is final, and the answer begins, in milliseconds. */
const answerMs = 130

/** How long after its last words an agent that is done ends the call, in milliseconds. */
const endMs = lineMs + 700

/** A second of silence, which ends an utterance. */
const framesOfSilence = 55

const hasTag = ({ actor }: Stage, tag: Parameters<ReturnType<typeof actor.getSnapshot>['hasTag']>[0]) =>
  actor.getSnapshot().hasTag(tag)

const arrive = async ({ clock, lagMs }: Stage): Promise<void> => {
  await settle()
  await clock.tickAsync(lagMs)
}

/** An agent that is heard goes on being heard while time passes. */
const pass = async (stage: Stage, ms: number): Promise<void> => {
  if (hasTag(stage, 'agent-audible')) stage.speaker.tell('started', turnOf(stage))
  await stage.clock.tickAsync(ms + stage.lagMs)
}

const speak = async (stage: Stage): Promise<void> => {
  stage.user = 'speaking'
  for (const frame of vowel) stage.microphones.at(-1)?.hear(frame)
  await arrive(stage)
}

const fallSilent = async (stage: Stage): Promise<void> => {
  stage.user = 'silent'
  for (let frame = 0; frame < framesOfSilence; frame += 1) stage.microphones.at(-1)?.hear(room)
  await arrive(stage)
  await pass(stage, answerMs)
}

/** Waits until the simulator takes agent and user for silent. */
const quieten = async (stage: Stage): Promise<void> => {
  if (stage.user === 'speaking') await fallSilent(stage)
  await pass(stage, lineMs + 50)
}

const utter = async (stage: Stage, answer: Omit<ScriptedTurn, 'user'> = {}): Promise<void> => {
  await quieten(stage)
  stage.agent.answerWith(answer)
  await speak(stage)
  await fallSilent(stage)
  stage.agent.answerWith({})
}

const callOf = (stage: Stage, name: 'wait' | 'ask'): NonNullable<ScriptedTurn['call']> => {
  stage.tools += 1
  const argument = { name: 'id', dataType: 'string', value: `tool-${stage.tools}` }
  return { tool: name, arguments: [argument], answers: [], otherwise: 'nothing' }
}

/** The turn that was written to the speaker last. */
export const turnOf = ({ speaker, turns }: Stage): string => speaker.written.at(-1)?.turnId ?? `turn-${turns}`

/** Everything that was written has been heard. */
export const drain = ({ speaker }: Stage): void => {
  for (const turnId of new Set(speaker.written.map((piece) => piece.turnId))) speaker.tell('drained', turnId)
}

/** Whether the simulator's own rules can be made to act: it hears the user, who is silent so far. */
const canUtter = (stage: Stage): boolean => {
  const snapshot = stage.actor.getSnapshot()
  return (
    snapshot.hasTag('can-talk') &&
    !snapshot.hasTag('user-speaking') &&
    !snapshot.matches({ active: { floor: 'interrupted' } })
  )
}
const isHeard = (stage: Stage): boolean => hasTag(stage, 'agent-audible')

/** What the simulator's agent and its ears do by their own rules, where they can. */
export interface SimulatedAct {
  readonly where: (stage: Stage) => boolean
  readonly act: (stage: Stage) => Promise<void>
}

/** Stimuli that the simulator brings about itself: by a voice that it hears, and by what its agent answers. */
export const simulatedActs: Readonly<Record<string, SimulatedAct>> = {
  'the user begins to speak': {
    where: canUtter,
    act: async (stage) => {
      await quieten(stage)
      await speak(stage)
    },
  },
  'the user falls silent': {
    where: (stage) => stage.user === 'speaking' && hasTag(stage, 'can-talk'),
    act: fallSilent,
  },
  'the platform is interrupted': {
    where: (stage) => canUtter(stage) && isHeard(stage),
    act: async (stage) => {
      await utter(stage, { say: 'line' })
      stage.speaker.tell('started', turnOf(stage))
      await speak(stage)
      stage.writtenAtCut = stage.speaker.written.length
      await pass(stage, lineMs)
    },
  },
  'the agent is heard': {
    where: (stage) => canUtter(stage) && !isHeard(stage),
    act: async (stage) => {
      await utter(stage, { say: 'line' })
      stage.speaker.tell('started', turnOf(stage))
      await pass(stage, lineMs)
    },
  },
  'a tool is called': {
    where: (stage) => canUtter(stage) && !hasTag(stage, 'tool-pending'),
    act: (stage) => utter(stage, { call: callOf(stage, 'wait') }),
  },
  'a tool asks': {
    where: canUtter,
    act: (stage) => utter(stage, { call: callOf(stage, 'ask') }),
  },
  ends: {
    where: canUtter,
    act: async (stage) => {
      await utter(stage, { say: 'line', end: true })
      stage.speaker.tell('started', turnOf(stage))
      await pass(stage, lineMs)
      drain(stage)
      await stage.clock.tickAsync(endMs + stage.lagMs)
    },
  },
  'says goodbye and ends': {
    where: canUtter,
    act: async (stage) => {
      await utter(stage, { say: 'line', end: true })
      await pass(stage, lineMs + endMs)
    },
  },
}
