import * as fc from 'fast-check'
import type { serverData } from '../../src/index.ts'

/** What a JSON message looks like before it is text. */
interface Wire {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Keys and ids that mean something to an object, a promise, an array or an emitter. */
export const nastyKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'then',
  'toJSON',
  'length',
  '0',
  '-1',
  '',
  'message',
  'error',
  'type',
  'data',
] as const

const key = fc.constantFrom(...nastyKeys)
/** Any 16 bits, lone surrogates included. */
const unit = fc.nat(0xff_ff).map((code) => String.fromCharCode(code))
const text = fc.oneof(fc.string({ maxLength: 12 }), key, fc.string({ unit, maxLength: 4 }))
const value = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(null, true, 0, -0, 1e308, 2 ** 53, '', 'NaN', [], {}) },
  { weight: 4, arbitrary: text },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
)
const argument = fc.record(
  {
    name: text,
    type: text,
    dataType: fc.constantFrom('string', 'number', 'boolean'),
    description: text,
    required: fc.boolean(),
    value,
  },
  { requiredKeys: ['name'] },
)
const data = {
  session_started: fc.record({ id: text }),
  response_audio: fc.record({
    turn_id: text,
    audio: fc.base64String({ maxLength: 16 }),
    is_final: fc.boolean(),
  }),
  response_text: fc.record({ turn_id: text, text, is_final: fc.boolean() }),
  input_audio_transcript: fc.record(
    { transcript: text, is_final: fc.boolean(), turn_id: text },
    { requiredKeys: ['transcript', 'is_final'] },
  ),
  speech_started: fc.record({ emulated: fc.boolean() }),
  speech_stopped: fc.constant({}),
  interruption: fc.constant({}),
  tool_call: fc.record({
    toolCallId: text.filter((id) => id !== ''),
    toolName: text,
    arguments: fc.array(argument, { maxLength: 3 }),
  }),
  session_ended: fc.constant({}),
} satisfies Record<keyof typeof serverData, fc.Arbitrary<Wire['data']>>

/** Messages as the platform documents them. */
export const validMessage: fc.Arbitrary<Wire> = fc.oneof(
  ...Object.entries(data).map(([type, payload]) =>
    (payload as fc.Arbitrary<Wire['data']>).map((it) => ({ type, data: it })),
  ),
)

const own = (target: object, name: string, it: unknown): object =>
  Object.defineProperty({ ...target }, name, {
    value: it,
    enumerable: true,
    configurable: true,
    writable: true,
  })

const without = (target: object, place: number): object => {
  const names = Object.keys(target)
  return Object.fromEntries(Object.entries(target).filter(([name]) => name !== names[place % names.length]))
}

/** One field more, one less, or another value in one. */
const bend = (target: object, way: 'add' | 'drop' | 'change', name: string, place: number, it: unknown) => {
  if (way === 'add') return own(target, name, it)
  if (way === 'drop') return without(target, place)
  const names = Object.keys(target)
  return own(target, names[place % Math.max(1, names.length)] ?? name, it)
}

const way = fc.constantFrom('add', 'drop', 'change')

/** Messages in which one field of the payload or of the envelope is not as documented, or is new. */
const bentMessage = fc
  .tuple(validMessage, fc.boolean(), way, key, fc.nat(8), value)
  .map(([message, inPayload, how, name, place, it]) =>
    inPayload
      ? { type: message.type, data: bend(message.data, how, name, place, it) }
      : bend(message, how, name, place, it),
  )

/** Text with a piece of it taken out, doubled or replaced. */
const cutText = fc
  .tuple(validMessage, fc.nat(200), fc.nat(12), fc.oneof(fc.constant(''), text))
  .map(([message, at, length, instead]) => {
    const whole = JSON.stringify(message)
    const start = at % whole.length
    return whole.slice(0, start) + instead + whole.slice(start + length)
  })

const bytes = fc.uint8Array({ maxLength: 64 }).map((it) => new TextDecoder().decode(it))

/** Whatever may stand in a text frame: from a message of the platform to noise. */
export const serverText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: validMessage.map((message) => JSON.stringify(message)) },
  { weight: 5, arbitrary: bentMessage.map((message) => JSON.stringify(message)) },
  { weight: 4, arbitrary: cutText },
  { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.tuple(key, value).map(([type, it]) => JSON.stringify({ type, data: it })) },
  { weight: 1, arbitrary: bytes },
)
