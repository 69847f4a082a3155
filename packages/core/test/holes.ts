import { serverData, type ServerMessageType } from '../src/protocol/messages.ts'

/** A payload for each type of message, with every field that it needs. */
export const payloads: { readonly [K in ServerMessageType]: Readonly<Record<string, unknown>> } = {
  session_started: { id: 'c' },
  response_audio: { turn_id: 't', audio: 'AAAA', is_final: false },
  response_text: { turn_id: 't', text: 'words', is_final: true },
  input_audio_transcript: { transcript: 'words', is_final: true, turn_id: 't' },
  speech_started: { emulated: false },
  speech_stopped: {},
  interruption: {},
  tool_call: { toolCallId: '1', toolName: 'x', arguments: [{ name: 'a', value: 1 }] },
  session_ended: {},
}

const types = Object.keys(serverData) as ServerMessageType[]
const argumentFields = ['name', 'type', 'dataType', 'description', 'required', 'value', 'more'] as const

const filled = (message: object, json: string) => JSON.stringify(message).replace('"hole"', () => json)

/** Every place of a message where JSON can stand, by name, each with a function that puts it there. */
export const holes: readonly (readonly [name: string, fill: (json: string) => string])[] = [
  ['the message', (json) => json],
  ['type', (json) => `{"type":${json}}`],
  ['an unknown type', (json) => `{"type":"later","data":${json}}`],
  ['the envelope', (json) => `{"type":"interruption","more":${json}}`],
  ...types.flatMap((type): [string, (json: string) => string][] => [
    [`data of ${type}`, (json) => `{"type":"${type}","data":${json}}`],
    ...['more', ...Object.keys(payloads[type])].map((field): [string, (json: string) => string] => [
      `${field} of ${type}`,
      (json) => filled({ type, data: { ...payloads[type], [field]: 'hole' } }, json),
    ]),
  ]),
  ...argumentFields.map((field): [string, (json: string) => string] => [
    `${field} of an argument`,
    (json) =>
      filled(
        { type: 'tool_call', data: { ...payloads.tool_call, arguments: [{ name: 'a', [field]: 'hole' }] } },
        json,
      ),
  ]),
]

/** JSON of so many levels, of lists or of objects. */
export const nested = (levels: number, open = '[', close = ']'): string =>
  open.repeat(levels) + (open.endsWith(':') ? '1' : '') + close.repeat(levels)
