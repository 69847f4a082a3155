import { answerToolCall, type Clock, type ServerData, type Tools } from '@vatel/core'
import { fromCallback, type EventObject } from 'xstate'
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

/** Runs a tool and tells its one outcome; stopped before that, it cancels the tool and tells nothing. */
export const toolCall = inputKeptOut(
  fromCallback<EventObject, ToolCallInput | Restored>(({ input, self, sendBack }) => {
    if (input === restored) return undefined
    const { call, tools, sessionId, clock = clockOf(self) } = input
    const stop = new AbortController()
    void answerToolCall(tools, call, { signal: stop.signal, clock, sessionId }).then((outcome) => {
      const event: ToolEvent = { type: 'toolSettled', outcome }
      if (!stop.signal.aborted) sendBack(event)
    })
    return () => stop.abort()
  }),
)
