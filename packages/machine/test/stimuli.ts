import { BadMessage, emptyLatency } from '@vatel/core'
import type { CallEvent, CommandName } from '../src/events.ts'
import type { Line } from '../src/line/line.ts'
import type { CallSnapshot } from '../src/call-machine.ts'
import { says } from './messages.ts'
import type { Stage } from './stage.ts'

/** Something that can happen: the event by which the machine hears of it, and how it comes about. */
export interface Stimulus {
  readonly event: CallEvent
  /** Where it can happen at all; everywhere unless given. */
  readonly where?: (snapshot: CallSnapshot) => boolean
  readonly act: (stage: Stage) => void
  /** Time that it takes, in milliseconds. */
  readonly ms?: number
}

/** How long everything is that the agent says. */
const goodbyeMs = 40

const command = (type: CommandName): Stimulus => ({
  event: { type },
  act: ({ actor }) => actor.send({ type }),
})

const said =
  (message: ReturnType<typeof says.audio>): Stimulus['act'] =>
  ({ puppet }) =>
    puppet()?.say(message)

const isPaused = (snapshot: CallSnapshot): boolean => snapshot.matches({ active: { sound: 'paused' } })
const isHeard = (snapshot: CallSnapshot): boolean => snapshot.hasTag('agent-audible')
const isOn = (snapshot: CallSnapshot): boolean => snapshot.matches('active')
const turn = (stage: Stage): string => `turn-${stage.turns}`
const tool = (stage: Stage): string => `tool-${stage.tools}`

const begin = (stage: Stage): void => {
  stage.turns += 1
  stage.puppet()?.say(says.audio(goodbyeMs, turn(stage)))
  stage.speaker.tell('started', turn(stage))
}

/** An interruption may overtake audio that was already on its way. */
const sayLate = (stage: Stage): void => {
  if (stage.turns > 0) stage.puppet()?.say(says.audio(20, turn(stage)))
}

const callTool = (stage: Stage): void => {
  const id = tool(stage)
  const data = { toolCallId: id, toolName: 'wait', arguments: [{ name: 'id', value: id }] }
  stage.puppet()?.say({ type: 'tool_call', data })
}

/** A line is what the actors share; the statechart only carries it. */
const noLine = { sessionId: 'call' } as Line
const over = (unheardMs: number) => ({ type: 'over', reason: { type: 'session-ended' }, unheardMs }) as const
const settled = { type: 'result', toolCallId: 'a', toolName: 'wait', output: '' } as const

/** Everything that can happen to a call. */
export const stimuli: Readonly<Record<string, Stimulus>> = {
  call: command('call'),
  hangUp: command('hangUp'),
  mute: command('mute'),
  unmute: command('unmute'),
  interrupt: {
    event: { type: 'interrupt' },
    act: (stage) => {
      stage.actor.send({ type: 'interrupt' })
      sayLate(stage)
    },
  },
  pause: command('pause'),
  resume: command('resume'),
  retry: command('retry'),
  begins: {
    event: { type: 'opened', line: noLine },
    where: (snapshot) => snapshot.matches('connecting'),
    act: ({ puppet }) => {
      puppet()?.open()
      puppet()?.say({ type: 'session_started', data: { id: 'call' } })
    },
  },
  breaks: {
    event: { type: 'over', reason: { type: 'lost', code: 1006, reason: '' }, unheardMs: 0 },
    where: (snapshot) => isOn(snapshot) || snapshot.matches('connecting'),
    act: ({ puppet }) => puppet()?.cut(),
  },
  ends: {
    event: over(0),
    where: isOn,
    act: (stage) => {
      stage.speaker.tell('drained', turn(stage))
      stage.puppet()?.say(says.ended)
    },
  },
  'says goodbye and ends': {
    event: over(goodbyeMs),
    where: (snapshot) => isOn(snapshot) && !isPaused(snapshot),
    act: (stage) => {
      stage.turns += 1
      stage.puppet()?.say(says.audio(goodbyeMs, turn(stage), true))
      stage.puppet()?.say(says.ended)
    },
  },
  'the user begins to speak': {
    event: { type: 'speech_started', data: { emulated: false } },
    act: said(says.voice()),
  },
  'a start is emulated': {
    event: { type: 'speech_started', data: { emulated: true } },
    act: said(says.voice(true)),
  },
  'the user falls silent': { event: { type: 'speech_stopped', data: {} }, act: said(says.silence) },
  'the user is understood': {
    event: { type: 'input_audio_transcript', data: { transcript: 'Yes.', is_final: true } },
    act: said(says.heard('Yes.')),
  },
  'the platform is interrupted': {
    event: { type: 'interruption', data: {} },
    act: (stage) => {
      stage.puppet()?.say(says.interruption)
      sayLate(stage)
    },
  },
  'a tool is called': {
    event: { type: 'tool_call', data: { toolCallId: 'a', toolName: 'wait', arguments: [] } },
    act: (stage) => {
      if (!stage.actor.getSnapshot().hasTag('tool-pending')) stage.tools += 1
      callTool(stage)
    },
  },
  'another tool is called': {
    event: { type: 'tool_call', data: { toolCallId: 'b', toolName: 'wait', arguments: [] } },
    where: (snapshot) => snapshot.hasTag('tool-pending'),
    act: (stage) => {
      stage.tools += 1
      callTool(stage)
    },
  },
  'a tool is done': {
    event: { type: 'toolSettled', outcome: settled },
    where: (snapshot) => snapshot.hasTag('tool-pending'),
    act: (stage) => stage.runs.get(tool(stage))?.('done'),
  },
  'the agent pauses for breath': {
    event: { type: 'soundStopped' },
    where: isHeard,
    act: (stage) => stage.speaker.tell('underrun', turn(stage)),
  },
  'the agent is heard': {
    event: { type: 'soundBegan' },
    where: (snapshot) => !isPaused(snapshot),
    act: begin,
  },
  'the agent is cut off': {
    event: { type: 'soundCut' },
    where: isHeard,
    act: (stage) => {
      stage.speaker.tell('started', turn(stage))
      stage.speaker.tell('flushed', turn(stage))
    },
  },
  'the agent is silent for long': {
    event: { type: 'agentDone' },
    where: isHeard,
    act: (stage) => {
      stage.speaker.tell('started', turn(stage))
      stage.speaker.tell('drained', turn(stage))
    },
    ms: 400,
  },
  'a newer platform speaks': {
    event: { type: 'unknownMessage', message: { type: 'unknown', wireType: 'novelty', data: {} } },
    where: isOn,
    act: ({ puppet }) => puppet()?.say({ type: 'novelty', data: {} }),
  },
  'a bad message comes': {
    event: { type: 'trouble', error: new BadMessage('response_text', ['text: expected string'], 0) },
    where: isOn,
    act: ({ puppet }) => puppet()?.say({ type: 'response_text', data: {} }),
  },
  'words come': {
    event: { type: 'conversation', transcript: [], latency: emptyLatency },
    where: isOn,
    act: (stage) => stage.puppet()?.say(says.text('Hello.', `text-${stage.turns}`)),
  },
}
