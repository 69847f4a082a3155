import { runTool, type Clock, type ServerData, type Tools } from '@vatel/core'
import { fromCallback } from 'xstate'
import { clockOf } from '../clock.ts'
import type { ToolEvent } from '../events.ts'
import { inputKeptOut, restored, type Restored } from './input-kept-out.ts'

/** One tool call. */
export interface ToolCallInput {
  readonly call: ServerData<'tool_call'>
  readonly tools: Tools
  readonly sessionId: string
  readonly clock: Clock | undefined
}

/** What the machine tells a tool call: what the user said to its question, or that the user interrupts the agent. */
export interface ToolOrder {
  readonly type: 'approve' | 'decline' | 'interruption'
}

/**
 * Runs a tool and tells its one outcome; one that wants approval asks first. Stopped before the outcome, it cancels the
 * tool and tells nothing.
 */
export const toolCall = inputKeptOut(
  fromCallback<ToolOrder, ToolCallInput | Restored>(({ input, self, sendBack, receive }) => {
    if (input === restored) return undefined
    const tell = (event: ToolEvent) => sendBack(event)
    const { call, tools, sessionId, clock = clockOf(self) } = input
    const { toolCallId, toolName } = call
    const stop = new AbortController()
    let state: 'running' | 'stopped' | 'done' = 'running'
    let decide: ((approved: boolean) => void) | undefined

    const approve = () =>
      new Promise<boolean>((resolve) => {
        decide = resolve
        tell({ type: 'toolAsks', toolCallId })
      })
    void runTool(tools, call, { signal: stop.signal, clock, sessionId, approve }).then((outcome) => {
      if (state === 'stopped') return
      state = 'done'
      tell({ type: 'toolSettled', outcome })
    })
    receive(({ type }) => {
      if (type !== 'interruption') decide?.(type === 'approve')
      else if (tools[toolName]?.onInterruption === 'abort') stop.abort()
    })
    return () => {
      if (state === 'done') return
      state = 'stopped'
      stop.abort()
    }
  }),
)
