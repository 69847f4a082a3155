import { addDue, type Due } from '../agenda.ts'
import { fillIn, lineSaying, type ScriptLine } from '../scenario/loaded-scenario.ts'
import type { ScriptedTurn } from '../scenario/scenario.ts'
import { seededHex } from '../seeded.ts'
import { startSilenceTimer, beginTurn } from './agent-turn.ts'
import type { CallAction, CallEnding, CallModel, CallOutput, CallStep } from './call-model.ts'

/** Delay of the first message after `session_started`. */
const openingMs = 200

/** Replaces the placeholders of a line. A line without placeholders keeps its recording. */
const withVariables = ({ setup, settings }: CallModel, line: ScriptLine): ScriptLine => {
  const text = fillIn(line.text, settings.variables)
  return text === line.text ? line : lineSaying(setup.scenario, text)
}

const lineNamed = (state: CallModel, name: string): ScriptLine | undefined => {
  const line = state.setup.scenario.lines.get(name)
  return line && withVariables(state, line)
}

/** First line of the agent: `first_message` of the settings, else the scenario's opening; none if it is empty. */
const openingLine = (state: CallModel): ScriptLine | undefined => {
  const { scenario } = state.setup
  const { first_message, variables } = state.settings
  if (first_message === undefined) return lineNamed(state, scenario.scenario.opening)
  return first_message === '' ? undefined : lineSaying(scenario, fillIn(first_message, variables))
}

/** Actions scheduled at the start of a call. */
const firstThings = (
  { settings }: CallModel,
  line: ScriptLine | undefined,
  nowMs: number,
): readonly Due<CallAction>[] => {
  const lastsSecs = settings.timeout_settings?.default_timeout ?? 0
  return [
    ...(line === undefined
      ? []
      : [{ atMs: nowMs + openingMs, action: { type: 'speak-first', line } as const }]),
    ...(lastsSecs > 0
      ? [{ atMs: nowMs + lastsSecs * 1_000, action: { type: 'call-timeout' } as const }]
      : []),
  ]
}

/** Starts the session and schedules the first message. An agent without one waits for the user. */
export const beginConversation = (before: CallModel, nowMs: number): CallStep => {
  const line = openingLine(before)
  const state: CallModel = { ...before, phase: 'live', agenda: firstThings(before, line, nowMs) }
  return {
    state: line === undefined ? startSilenceTimer(state, nowMs) : state,
    out: [{ atMs: nowMs, action: { type: 'session_started', data: { id: before.setup.id } } }],
  }
}

/** Begins the first message; a voice can interrupt it during `first_message_interruption_time`. */
export const speakFirst = (state: CallModel, line: ScriptLine, atMs: number): CallStep => {
  const { first_message_interruption_time: openSecs = Infinity } = state.settings
  return beginTurn(state, line, undefined, atMs, atMs + openSecs * 1_000)
}

const endingOf = ({ end }: ScriptedTurn): CallEnding | undefined => (end === true ? 'agent' : undefined)

/** Begins a line of the scenario by its name, which the scenario's codec has checked. */
const speak = (state: CallModel, name: string, ends: CallEnding | undefined, atMs: number): CallStep => {
  const line = lineNamed(state, name)
  return line === undefined ? { state, out: [] } : beginTurn(state, line, ends, atMs)
}

const newToolCallId = ({ setup, ids }: CallModel): string => `call_${seededHex(16, setup.id, 'tool', ids)}`

/** Builds a call of the scenario's first tool, or of an invented one. */
export const lastToolCall = (state: CallModel): CallOutput => {
  const { turns } = state.setup.scenario.scenario
  const { tool = 'take_note', arguments: filled = [] } = turns.find(({ call }) => call)?.call ?? {}
  return {
    type: 'tool_call',
    data: { toolCallId: newToolCallId(state), toolName: tool, arguments: filled },
  }
}

/** Answers the user's utterance with a line or a tool call. */
export const reply = (state: CallModel, turn: ScriptedTurn, atMs: number): CallStep => {
  const { variables } = state.settings
  const prompt = fillIn(state.settings.prompt ?? '', variables)
  const prompted = turn.prompted?.find(({ matches }) => new RegExp(matches, 'i').test(prompt))
  const { say = prompted?.say, call } = turn
  if (say !== undefined) return speak(state, prompted?.say ?? say, endingOf(turn), atMs)
  if (call === undefined) return { state, out: [] }
  const toolCallId = newToolCallId(state)
  const filled = call.arguments.map((argument) =>
    typeof argument.value === 'string' ? { ...argument, value: fillIn(argument.value, variables) } : argument,
  )
  return {
    state: { ...state, ids: state.ids + 1, agent: { type: 'awaiting-tool', toolCallId, turn } },
    out: [
      {
        atMs,
        action: { type: 'tool_call', data: { toolCallId, toolName: call.tool, arguments: filled } },
      },
    ],
  }
}

/**
 * Takes a tool's output and schedules the answer. Unknown and outdated ids are ignored. If the user is speaking, the
 * answer is dropped.
 */
export const takeToolOutput = (
  state: CallModel,
  toolCallId: string,
  output: string,
  nowMs: number,
): CallStep => {
  const { agent, user, setup } = state
  if (agent.type !== 'awaiting-tool' || agent.toolCallId !== toolCallId) return { state, out: [] }
  const { call } = agent.turn
  const listening: CallModel = { ...state, agent: { type: 'listening' } }
  if (call === undefined || user.type !== 'silent') return { state: listening, out: [] }
  const answer = call.answers.find(({ matches }) => new RegExp(matches, 'i').test(output))
  const line = lineNamed(state, answer?.say ?? call.otherwise)
  if (line === undefined) return { state: listening, out: [] }
  const agenda = addDue(state.agenda, [
    {
      atMs: nowMs + setup.scenario.scenario.thinkMs,
      action: { type: 'speak', line, ends: endingOf(agent.turn) },
    },
  ])
  return { state: { ...listening, agenda }, out: [] }
}

type Action = 'end_call' | 'transfer_call' | (string & {})

/** Ends or transfers the call, after the transfer message if there is one. */
const act = (state: CallModel, action: Action | undefined, ending: CallEnding, atMs: number): CallStep => {
  const { transfer_message = '' } = state.settings.timeout_settings ?? {}
  const isTransfer = action === 'transfer_call'
  if (isTransfer && transfer_message !== '')
    return beginTurn(
      state,
      lineSaying(state.setup.scenario, fillIn(transfer_message, state.settings.variables)),
      'transfer',
      atMs,
    )
  const agenda = addDue(state.agenda, [
    { atMs, action: { type: 'end', ending: isTransfer ? 'transfer' : ending } },
  ])
  return { state: { ...state, agenda }, out: [] }
}

/** Asks whether the user is still there; ends the call at the last silence that the settings allow. */
export const handleSilence = (before: CallModel, atMs: number): CallStep => {
  const { setup, settings, silences } = before
  const { silence_counter = 1, silence_timeout_action } = settings.timeout_settings ?? {}
  const state = { ...before, silences: silences + 1 }
  if (state.silences >= silence_counter) return act(state, silence_timeout_action, 'silence', atMs)
  const { silence: name } = setup.scenario.scenario
  const line = name === undefined ? undefined : lineNamed(before, name)
  return line === undefined
    ? { state: startSilenceTimer(state, atMs), out: [] }
    : beginTurn(state, line, undefined, atMs)
}

/** Handles the maximum duration of a call; speech in progress is cancelled. */
export const handleCallTimeout = (state: CallModel, atMs: number): CallStep => {
  const agenda = state.agenda.filter(({ action }) => action.type !== 'speech')
  return act({ ...state, agenda }, state.settings.timeout_settings?.timeout_action, 'time', atMs)
}
