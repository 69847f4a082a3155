import type { ServerMessage } from '@vatel/core'
import type { Faults } from './faults.ts'

type Fields = Readonly<Record<string, unknown>>

const without = (data: Fields, ...names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(data).filter(([name]) => !names.includes(name)))

const envelope = (message: ServerMessage, faults: Faults): Fields => {
  const { type, data } = message
  if (type === 'tool_call' && faults.snakeCaseTools === true)
    return {
      type,
      data: { tool_call_id: data.toolCallId, tool_name: data.toolName, arguments: data.arguments },
    }
  if (faults.missingFlags !== true) return { type, data }
  const kept = without(data, 'is_final', 'emulated')
  return Object.keys(kept).length === 0 ? { type } : { type, data: kept }
}

/** Messages that no client knows how to read, sent when the session starts and after each thing the user says. */
const strange = (message: ServerMessage, faults: Faults): readonly string[] => {
  if (message.type !== 'session_started' && message.type !== 'speech_stopped') return []
  return [
    ...(faults.unknownType === true
      ? [JSON.stringify({ type: 'pipeline_metrics', data: { processor: 'stt', ttfb_ms: 84 } })]
      : []),
    ...(faults.malformedJson === true ? ['{"type":"response_text","data":{"turn_id":'] : []),
  ]
}

/** Writes a message as the platform does, with whatever faults ask to be wrong in it; strange texts may follow it. */
export const wireTexts = (message: ServerMessage, faults: Faults): readonly string[] => [
  JSON.stringify(envelope(message, faults)),
  ...strange(message, faults),
]
