import { addDue } from './agenda.ts'
import { beginTurn } from './agent-voice.ts'
import type { CallEnding, CallOutput } from './call-output.ts'
import type { CallModel, CallStep } from './call-state.ts'
import type { ScriptedTurn } from './scenario.ts'
import { seededHex } from './seeded-id.ts'

const endingOf = ({ end }: ScriptedTurn): CallEnding | undefined => (end === true ? 'agent' : undefined)

/** Begins a line of the scenario, which has been checked to have it. */
const speak = (state: CallModel, name: string, ends: CallEnding | undefined, atMs: number): CallStep => {
  const line = state.setup.script.lines.get(name)
  return line === undefined ? { state, out: [] } : beginTurn(state, line, ends, atMs)
}

const newToolCallId = ({ setup, ids }: CallModel): string => `call_${seededHex(16, setup.id, 'tool', ids)}`

/** Asks for the first tool of the scenario, or for one that it does not have. */
export const lastToolCall = (state: CallModel): CallOutput => {
  const { turns } = state.setup.script.scenario
  const { tool = 'take_note', arguments: filled = [] } = turns.find(({ call }) => call)?.call ?? {}
  return {
    type: 'tool_call',
    data: { toolCallId: newToolCallId(state), toolName: tool, arguments: filled },
  }
}

/** Answers what the user said: with a line, or by asking for a tool. */
export const reply = (state: CallModel, turn: ScriptedTurn, atMs: number): CallStep => {
  const { prompt = '' } = state.settings
  const prompted = turn.prompted?.find(({ matches }) => new RegExp(matches, 'i').test(prompt))
  const { say = prompted?.say, call } = turn
  if (say !== undefined) return speak(state, prompted?.say ?? say, endingOf(turn), atMs)
  if (call === undefined) return { state, out: [] }
  const toolCallId = newToolCallId(state)
  return {
    state: { ...state, ids: state.ids + 1, agent: { type: 'awaiting-tool', toolCallId, turn } },
    out: [
      {
        atMs,
        action: { type: 'tool_call', data: { toolCallId, toolName: call.tool, arguments: call.arguments } },
      },
    ],
  }
}

/**
 * Takes a tool's output, and thinks about what to say to it. An id that is not asked for, or no longer, is passed over;
 * while the user speaks the agent keeps the answer to itself.
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
  const line = setup.script.lines.get(answer?.say ?? call.otherwise)
  if (line === undefined) return { state: listening, out: [] }
  const agenda = addDue(state.agenda, [
    {
      atMs: nowMs + setup.script.scenario.thinkMs,
      action: { type: 'speak', line, ends: endingOf(agent.turn) },
    },
  ])
  return { state: { ...listening, agenda }, out: [] }
}
