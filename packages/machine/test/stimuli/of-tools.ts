import { initialLatency, initialTranscriptState } from '@vatel/core'
import type { CallSnapshot } from '../../src/call-machine.ts'
import type { CallEvent } from '../../src/events.ts'
import type { SimulatedCall } from '../simulated-call.ts'
import { asks, isAtRest, type Stimulus } from './stimulus.ts'

const hasTool = (snapshot: CallSnapshot): boolean => snapshot.hasTag('tool-pending')

const callTool = (call: SimulatedCall, toolName: 'wait' | 'ask' | 'late'): void => {
  call.tools += 1
  const id = `tool-${call.tools}`
  const data = { toolCallId: id, toolName, arguments: [{ name: 'id', value: id }] }
  call.socket()?.receive({ type: 'tool_call', data })
}

const repeatTool = (call: SimulatedCall): void => {
  const data = call.actor.getSnapshot().context.tools.at(-1)
  if (data !== undefined) call.socket()?.receive({ type: 'tool_call', data })
}

const finishTools = ({ runs }: SimulatedCall): void => {
  for (const finish of runs.values()) finish('done')
  runs.clear()
}

const called = (toolCallId: string, toolName: string): CallEvent => ({
  type: 'tool_call',
  data: { toolCallId, toolName, arguments: [] },
})
const settled = { type: 'result', toolCallId: 'a' } as const

/** Tool calls, and their results. */
export const ofTools: Readonly<Record<string, Stimulus>> = {
  'a tool is called': {
    event: called('a', 'wait'),
    where: (snapshot) => !hasTool(snapshot),
    act: (call) => callTool(call, 'wait'),
  },
  'the same tool is called': {
    // Core's controller knows the call: nothing changes.
    event: {
      type: 'conversation.changed',
      view: { transcript: initialTranscriptState, latency: initialLatency },
    },
    where: (snapshot) => snapshot.context.tools.some(({ toolCallId }) => toolCallId === 'a'),
    act: repeatTool,
  },
  'another tool is called': { event: called('b', 'wait'), where: hasTool, act: (s) => callTool(s, 'wait') },
  'a tool is late': {
    event: called('l', 'late'),
    where: isAtRest,
    act: (call) => callTool(call, 'late'),
    ms: 1,
  },
  'a tool asks': {
    event: called('q', 'ask'),
    where: (snapshot) => !asks(snapshot),
    act: (call) => callTool(call, 'ask'),
  },
  'a tool is done': {
    event: { type: 'tool.settled', outcome: settled },
    where: (snapshot) => snapshot.context.tools.some(({ status }) => status === 'pending'),
    act: finishTools,
  },
}
