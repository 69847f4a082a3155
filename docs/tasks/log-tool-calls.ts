// Log every tool call, with its outcome.
// See packages/core/SKILL.md, docs/guides/tools.md
import { type CallConnection, runTools, type Tools } from '@vatel/core'

export const runAndLog = (call: CallConnection, tools: Tools) =>
  runTools(call, tools, {
    onEvent: (event) => {
      if (event.type === 'started') console.log('started', event.call.toolName, event.call.toolCallId)
      if (event.type === 'settled') console.log(event.outcome.type, event.outcome.toolCallId, event.sent)
    },
  })
