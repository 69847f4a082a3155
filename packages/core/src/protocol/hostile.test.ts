import { inspect } from 'node:util'
import * as E from 'fp-ts/Either'
import { decodeServerMessage } from './decode.ts'
import { serverData, type ServerMessageType } from './server-message.ts'

const types = Object.keys(serverData) as ServerMessageType[]

/** A message of each type, with a place for one more thing in its payload. */
const payloads: { readonly [K in ServerMessageType]: Record<string, unknown> } = {
  session_started: { id: 'c' },
  response_audio: { turn_id: 't', audio: 'AAAA', is_final: false },
  response_text: { turn_id: 't', text: 'words', is_final: true },
  input_audio_transcript: { transcript: 'words', is_final: true },
  speech_started: { emulated: false },
  speech_stopped: {},
  interruption: {},
  tool_call: { toolCallId: '1', toolName: 'x', arguments: [{ name: 'a', value: 1 }] },
  session_ended: {},
}

const accepted = (text: string) => {
  const result = decodeServerMessage(text)
  if (E.isLeft(result)) throw result.left
  return result.right
}
const complaints = (text: string) => {
  const result = decodeServerMessage(text)
  return E.isLeft(result) ? result.left.issues : []
}
const nested = (levels: number, open = '[', close = ']') => open.repeat(levels) + close.repeat(levels)

/** Every field that a message can hold, each with a hole for JSON. */
const holes: readonly (readonly [string, (json: string) => string])[] = [
  ['the message', (json) => json],
  ['type', (json) => `{"type":${json}}`],
  ['an unknown type', (json) => `{"type":"later","data":${json}}`],
  ['the envelope', (json) => `{"type":"interruption","more":${json}}`],
  ...types.map((type): [string, (json: string) => string] => [
    `data of ${type}`,
    (json) => `{"type":"${type}","data":${json}}`,
  ]),
  ...types.flatMap((type) =>
    ['more', ...Object.keys(payloads[type])].map((field): [string, (json: string) => string] => [
      `${field} of ${type}`,
      (json) =>
        JSON.stringify({ type, data: { ...payloads[type], [field]: 'hole' } }).replace('"hole"', () => json),
    ]),
  ),
  [
    'the value of an argument',
    (json) =>
      `{"type":"tool_call","data":{"toolCallId":"1","toolName":"x","arguments":[{"name":"a","value":${json}}]}}`,
  ],
]

/** What was accepted can be logged, cloned and recorded without a RangeError. */
const readSafely = (text: string) => {
  const result = decodeServerMessage(text)
  if (E.isLeft(result)) inspect(result.left, { depth: Infinity, showHidden: true })
  else expect(JSON.stringify(structuredClone(result.right)).length).toBeLessThan(1_000)
}

describe('a message nested too deep', () => {
  it.each(holes)('is not taken over in %s, and what is accepted may be written again', (_name, fill) => {
    for (const levels of [10, 90, 99, 100, 101, 1_000, 5_000]) {
      readSafely(fill(nested(levels)))
      readSafely(fill(nested(levels, '{"a":', '}').replace('}', '1}')))
    }
  })

  it('is not taken over with half a million levels either', () => {
    const deepest = nested(500_000)
    for (const [name, fill] of holes)
      if (['the message', 'an unknown type', 'the value of an argument'].includes(name))
        readSafely(fill(deepest))
  })

  it('says so, and keeps the text of an unknown type to itself', () => {
    const deep = complaints(`{"type":"tool_call","data":{"toolCallId":"1","toolName":"","x":${nested(200)}}}`)
    expect(deep).toEqual(['nested deeper than 100 levels'])
    const unknown = decodeServerMessage(`{"type":"secret","data":${nested(200)}}`)
    expect(JSON.stringify(unknown)).not.toContain('secret')
  })

  it('is found beside a long text as well', () => {
    const long = { turn_id: 't', text: 'words '.repeat(9_999), more: 'hole' }
    const text = JSON.stringify({ type: 'response_text', data: long }).replace('"hole"', nested(101))
    expect(complaints(text)).toEqual(['nested deeper than 100 levels'])
  })

  it('is none with ninety levels', () => {
    expect(complaints(`{"type":"interruption","data":{"more":${nested(90)}}}`)).toEqual([])
  })
})

describe('a message of more than 1 MiB', () => {
  const ofLength = (length: number) => {
    const around = JSON.stringify({ type: 'session_started', data: { id: '' } }).length
    return JSON.stringify({ type: 'session_started', data: { id: 'x'.repeat(length - around) } })
  }

  it('is not parsed', () => {
    expect(complaints(ofLength(1_048_576))).toEqual([])
    const parse = jest.spyOn(JSON, 'parse')
    expect(complaints(ofLength(1_048_577))).toEqual(['longer than 1048576 characters'])
    expect(parse).not.toHaveBeenCalled()
    parse.mockRestore()
  })
})

describe('names that mean something to objects', () => {
  it.each([
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'then',
    'toJSON',
    '0',
    'length',
  ])('%s is a field like any other, in payload and envelope', (name) => {
    for (const type of types) {
      const data = JSON.stringify(payloads[type])
      const more = `${JSON.stringify(name)}:{"polluted":true}`
      const inner = data === '{}' ? `{${more}}` : data.replace('{', `{${more},`)
      const message = accepted(`{${more},"type":"${type}","data":${inner}}`)
      expect(Object.getOwnPropertyDescriptor(message.data, name)?.value).toEqual({ polluted: true })
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('gives what has a then as it is to whoever awaits it', async () => {
    const message = accepted('{"type":"interruption","data":{"then":"x"},"then":{"then":1}}')
    await expect(Promise.resolve(message)).resolves.toBe(message)
    await expect(Promise.resolve(message.data)).resolves.toBe(message.data)
  })
})

describe('numbers and strings at their limits', () => {
  it.each([
    '\ud800',
    '\udfff',
    'a\ud83d',
    '\u0000',
    '\ufeff',
    '\u2028',
    '__proto__',
    '',
    'é'.repeat(500_000),
  ])('come through unchanged (%#)', (text) => {
    expect(accepted(JSON.stringify({ type: 'session_started', data: { id: text } }))).toEqual({
      type: 'session_started',
      data: { id: text },
    })
    expect(
      accepted(JSON.stringify({ type: 'response_text', data: { turn_id: text, text, is_final: false } }))
        .data,
    ).toEqual({ turn_id: text, text, is_final: false })
  })

  it.each(['0', '-0', '1e308', '9007199254740993', '1e400', '-1e400'])(
    '%s is the number that JSON.parse gives as an argument, and no text',
    (number) => {
      const message = accepted(
        `{"type":"tool_call","data":{"toolCallId":"1","toolName":"x","arguments":[{"name":"a","value":${number}}]}}`,
      )
      expect(message).toMatchObject({ data: { arguments: [{ value: JSON.parse(number) as number }] } })
      expect(complaints(`{"type":"session_started","data":{"id":${number}}}`)).toEqual([
        'id: expected string, got a number',
      ])
    },
  )

  it.each(['NaN', 'Infinity', 'undefined', '01', "'x'", '{"type":"x",}', '\ufeff{"type":"x"}'])(
    '%j is not JSON',
    (text) => {
      expect(complaints(text)).toEqual(['not JSON'])
    },
  )
})

describe('a platform that has grown', () => {
  const grown = { more: { of: ['everything', { deep: [1] }] }, turn_id: 't', seq: 7, ts: null }

  it.each(types)('%s may have fields that nobody knows, and keeps them', (type) => {
    const data = { ...payloads[type], ...grown }
    const message = accepted(JSON.stringify({ type, data, seq: 7, meta: grown }))
    expect(message).toEqual({ type, data, seq: 7, meta: grown })
  })

  it.each(['turn_started', 'error', 'message', 'unknown', 'tool_call_cancelled', 'input_audio'])(
    '%s is a type that nobody knows',
    (type) => {
      expect(accepted(JSON.stringify({ type, data: grown }))).toEqual({
        type: 'unknown',
        wireType: type,
        data: grown,
      })
      expect(accepted(JSON.stringify({ type }))).toMatchObject({ type: 'unknown', wireType: type })
    },
  )

  it.each([
    [{ tool_call_id: '1', tool_name: 'x' }],
    [{ toolCallId: '1', tool_name: 'x' }],
    [{ toolCallId: '1', toolName: 'x', tool_call_id: '1', tool_name: 'x' }],
  ])('a tool call may spell its ids as in %j', (ids) => {
    expect(accepted(JSON.stringify({ type: 'tool_call', data: { ...ids, arguments: [] } }))).toMatchObject({
      data: { toolCallId: '1', toolName: 'x', arguments: [] },
    })
  })

  it('may leave out, or set to null, every flag that came later', () => {
    for (const flag of [undefined, null]) {
      const text = JSON.stringify({
        type: 'input_audio_transcript',
        data: { transcript: 'a', is_final: flag, turn_id: flag },
      })
      expect(accepted(text).data).toEqual({ transcript: 'a', is_final: true })
    }
  })
})
