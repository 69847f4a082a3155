import { BadMessage, emptyLatency } from '@vatel/core'
import type { CallSnapshot } from '../src/call-machine.ts'
import type { CallEvent, CommandName } from '../src/events.ts'
import type { Line } from '../src/line/line.ts'
import { askingOf } from '../src/tool-progress.ts'
import { says } from './messages.ts'
import { drain, turnOf } from './simulated-acts.ts'
import type { Stage } from './stage.ts'

/** Something that can happen: the event by which the machine hears of it, and how it comes about. */
export interface Stimulus {
  readonly event: CallEvent
  /** Where it can happen at all; everywhere unless given. */
  readonly where?: (snapshot: CallSnapshot) => boolean
  /** Brings it about wherever it can happen; what the platform says is said in its name. */
  readonly act: (stage: Stage) => void
  /** Time that it takes, in milliseconds. */
  readonly ms?: number
}

/** How long everything is that is said in the agent's name. */
const goodbyeMs = 40

const command = (type: CommandName): Stimulus => ({
  event: { type },
  act: ({ actor }) => actor.send({ type }),
})

const said =
  (message: ReturnType<typeof says.audio> | object): Stimulus['act'] =>
  (stage) =>
    stage.line()?.say(message)

const isOn = (snapshot: CallSnapshot): boolean => snapshot.matches('active')
const isHeard = (snapshot: CallSnapshot): boolean => snapshot.hasTag('agent-audible')
const isPaused = (snapshot: CallSnapshot): boolean => snapshot.matches({ active: { sound: 'paused' } })
const hasTool = (snapshot: CallSnapshot): boolean => snapshot.hasTag('tool-pending')
const asks = (snapshot: CallSnapshot): boolean => snapshot.hasTag('needs-approval')
const canBeHeard = (snapshot: CallSnapshot): boolean =>
  !isPaused(snapshot) && (!isOn(snapshot) || snapshot.matches({ active: { output: 'running' } }))

const newTurn = (stage: Stage): string => {
  stage.turns += 1
  return `turn-${stage.turns}`
}

const begin = (stage: Stage): void => {
  const turnId = newTurn(stage)
  stage.line()?.say(says.audio(goodbyeMs, turnId))
  stage.speaker.tell('started', turnId)
}

/** An interruption may overtake audio that was already on its way. */
const thenSayLate = (stage: Stage, silence: () => void): void => {
  stage.writtenAtCut = stage.speaker.written.length
  silence()
  if (stage.speaker.written.length > 0) stage.line()?.say(says.audio(20, turnOf(stage)))
}

const callTool = (stage: Stage, toolName: 'wait' | 'ask'): void => {
  stage.tools += 1
  const id = `tool-${stage.tools}`
  const data = { toolCallId: id, toolName, arguments: [{ name: 'id', value: id }] }
  stage.line()?.say({ type: 'tool_call', data })
}

const repeatTool = (stage: Stage): void => {
  const data = stage.actor.getSnapshot().context.tools.at(-1)
  if (data !== undefined) stage.line()?.say({ type: 'tool_call', data })
}

const finishTools = ({ runs }: Stage): void => {
  for (const finish of runs.values()) finish('done')
  runs.clear()
}

const decide =
  (type: 'approve' | 'decline'): Stimulus['act'] =>
  ({ actor }) => {
    for (const { toolCallId } of askingOf(actor.getSnapshot().context)) actor.send({ type, toolCallId })
  }

/** A line is what the actors share; the statechart only carries it. */
const noLine = { sessionId: 'call' } as Line
const over = (unheardMs: number) => ({ type: 'over', reason: { type: 'session-ended' }, unheardMs }) as const
const called = (toolCallId: string, toolName: string): CallEvent => ({
  type: 'tool_call',
  data: { toolCallId, toolName, arguments: [] },
})
const settled = { type: 'result', toolCallId: 'a', toolName: 'wait', output: '' } as const
const wrongText = new BadMessage('response_text', ['text: expected string'], 0)

const commands: Readonly<Record<string, Stimulus>> = {
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

const ofTheLine: Readonly<Record<string, Stimulus>> = {
  begins: {
    event: { type: 'opened', line: noLine },
    where: (snapshot) => snapshot.matches('connecting'),
    act: (stage) => {
      stage.speaker.become('running')
      stage.door()?.resolve('welcome')
    },
  },
  'is refused': {
    event: { type: 'over', reason: { type: 'refused', status: 401, message: '' }, unheardMs: 0 },
    where: (snapshot) => snapshot.matches('connecting'),
    act: (stage) => stage.door()?.resolve('unwelcome'),
  },
  breaks: {
    event: { type: 'over', reason: { type: 'lost', code: 1006, reason: '' }, unheardMs: 0 },
    where: isOn,
    act: (stage) => stage.line()?.cut(),
  },
  ends: {
    event: over(0),
    where: isOn,
    act: (stage) => {
      drain(stage)
      stage.line()?.say(says.ended)
    },
  },
  'says goodbye and ends': {
    event: over(goodbyeMs),
    where: (snapshot) => isOn(snapshot) && !isPaused(snapshot),
    act: (stage) => {
      stage.line()?.say(says.audio(goodbyeMs, newTurn(stage), true))
      stage.line()?.say(says.ended)
    },
  },
}

const ofThePlatform: Readonly<Record<string, Stimulus>> = {
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
    act: (stage) => thenSayLate(stage, () => stage.line()?.say(says.interruption)),
  },
  'a newer platform speaks': {
    event: { type: 'unknownMessage', message: { type: 'unknown', wireType: 'novelty', data: {} } },
    where: isOn,
    act: said({ type: 'novelty', data: {} }),
  },
  'a bad message comes': {
    event: { type: 'trouble', error: wrongText },
    where: isOn,
    act: said({ type: 'response_text', data: {} }),
  },
  'words come': {
    event: { type: 'conversation', told: { transcript: [], latency: emptyLatency } },
    where: isOn,
    act: (stage) => stage.line()?.say(says.text('Hello.', `text-${stage.turns}`)),
  },
}

const ofTools: Readonly<Record<string, Stimulus>> = {
  'a tool is called': {
    event: called('a', 'wait'),
    where: (snapshot) => !hasTool(snapshot),
    act: (stage) => callTool(stage, 'wait'),
  },
  'the same tool is called': {
    event: called('a', 'wait'),
    where: (snapshot) => snapshot.context.tools.some(({ toolCallId }) => toolCallId === 'a'),
    act: repeatTool,
  },
  'another tool is called': { event: called('b', 'wait'), where: hasTool, act: (s) => callTool(s, 'wait') },
  'a tool asks': {
    event: called('q', 'ask'),
    where: (snapshot) => !asks(snapshot),
    act: (stage) => callTool(stage, 'ask'),
  },
  'a tool is done': {
    event: { type: 'toolSettled', outcome: settled },
    where: (snapshot) => snapshot.context.tools.some(({ status }) => status === 'pending'),
    act: finishTools,
  },
}

const ofTheSpeaker: Readonly<Record<string, Stimulus>> = {
  'the agent pauses for breath': {
    event: { type: 'soundStopped' },
    where: isHeard,
    act: (stage) => stage.speaker.tell('underrun', turnOf(stage)),
  },
  'the agent is heard': { event: { type: 'soundBegan' }, where: canBeHeard, act: begin },
  'the agent is cut off': {
    event: { type: 'soundCut' },
    where: isHeard,
    act: (stage) => {
      stage.speaker.tell('started', turnOf(stage))
      stage.speaker.tell('flushed', turnOf(stage))
    },
  },
  'the agent is silent for long': {
    event: { type: 'agentDone' },
    where: isHeard,
    act: (stage) => {
      stage.speaker.tell('started', turnOf(stage))
      stage.speaker.tell('drained', turnOf(stage))
    },
    ms: 400,
  },
  'the browser wants a gesture': {
    event: { type: 'outputNeedsGesture' },
    act: (stage) => stage.speaker.become('needs-gesture'),
  },
  'the system takes the sound': {
    event: { type: 'outputInterrupted' },
    act: (stage) => stage.speaker.become('interrupted'),
  },
  'the sound is free': { event: { type: 'outputRuns' }, act: (stage) => stage.speaker.become('running') },
}

/** Everything that can happen to a call. */
export const stimuli: Readonly<Record<string, Stimulus>> = {
  ...commands,
  ...ofTheLine,
  ...ofThePlatform,
  ...ofTools,
  ...ofTheSpeaker,
}
