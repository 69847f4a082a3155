import { initialLatency } from '@vatel/core'
import type { CallSnapshot } from '../../src/call-machine.ts'
import type { CallEvent } from '../../src/events.ts'
import type { Stage } from '../stage.ts'
import { asks, type Stimulus } from './stimulus.ts'

const hasTool = (snapshot: CallSnapshot): boolean => snapshot.hasTag('tool-pending')

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

const called = (toolCallId: string, toolName: string): CallEvent => ({
  type: 'tool_call',
  data: { toolCallId, toolName, arguments: [] },
})
const settled = { type: 'result', toolCallId: 'a' } as const

/** What the agent asks of tools, and what they give. */
export const ofTools: Readonly<Record<string, Stimulus>> = {
  'a tool is called': {
    event: called('a', 'wait'),
    where: (snapshot) => !hasTool(snapshot),
    act: (stage) => callTool(stage, 'wait'),
  },
  'the same tool is called': {
    // Core's controller knows the call already, and nothing enters the machine but an unchanged conversation.
    event: { type: 'conversation.changed', view: { transcript: [], latency: initialLatency } },
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
    event: { type: 'tool.settled', outcome: settled },
    where: (snapshot) => snapshot.context.tools.some(({ status }) => status === 'pending'),
    act: finishTools,
  },
}
