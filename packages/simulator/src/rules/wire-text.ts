import type { ServerMessage } from '@vatel/core'
import type { Faults } from './faults.ts'
import type { Fields } from './is-fields.ts'
import { strangeTexts } from './strange-texts.ts'

const signals: readonly string[] = ['speech_stopped', 'interruption', 'session_ended']

/** What a newer platform might add to whatever it sends. */
const extra = { trace: { id: 'b7ad6b7169203331', sampled: true }, confidence: 0.93 }

/** The arguments of a tool, in which faults may ask for other words or more of them. */
const argumentsOf = (given: readonly object[], { unknownEnum, extraFields }: Faults): readonly object[] =>
  given.map((argument) => ({
    ...argument,
    ...(unknownEnum === true ? { type: 'inferred', dataType: 'geo_point' } : {}),
    ...(extraFields === true ? extra : {}),
  }))

const payload = (message: ServerMessage, faults: Faults): Fields => {
  const more = faults.extraFields === true ? extra : {}
  if (message.type === 'tool_call') {
    const { toolCallId, toolName } = message.data
    const ids =
      faults.snakeCaseTools === true
        ? { tool_call_id: toolCallId, tool_name: toolName }
        : { toolCallId, toolName }
    return { ...ids, arguments: argumentsOf(message.data.arguments, faults), ...more }
  }
  // Nearly all messages are sound, and nearly none of them is to be changed.
  if (faults.missingFlags !== true)
    return faults.extraFields === true ? { ...message.data, ...more } : message.data
  const kept = Object.entries(message.data).filter(([name]) => name !== 'is_final' && name !== 'emulated')
  return { ...Object.fromEntries(kept), ...more }
}

const envelope = (message: ServerMessage, faults: Faults): Fields => {
  const { type } = message
  const more = faults.extraFields === true ? { sent_by: 'gateway-7' } : {}
  if (faults.missingData !== undefined && signals.includes(type))
    return faults.missingData === 'null' ? { type, data: null, ...more } : { type, ...more }
  return { type, data: payload(message, faults), ...more }
}

const copies = ({ type }: ServerMessage, { sessionStarted, duplicateToolCall }: Faults): number => {
  if (type === 'session_started') return sessionStarted === 'never' ? 0 : sessionStarted === 'twice' ? 2 : 1
  return type === 'tool_call' && duplicateToolCall === true ? 2 : 1
}

/**
 * Writes a message as the platform does, with whatever faults ask to be wrong in it. Strange texts follow when the
 * session starts and after each thing the user says.
 */
export const wireTexts = (message: ServerMessage, faults: Faults): readonly string[] => {
  const text = JSON.stringify(envelope(message, faults))
  const isStrangeMoment = message.type === 'session_started' || message.type === 'speech_stopped'
  return [
    ...Array<string>(copies(message, faults)).fill(text),
    ...(isStrangeMoment ? strangeTexts(faults) : []),
  ]
}
