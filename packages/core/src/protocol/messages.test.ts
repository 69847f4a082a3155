import * as E from 'fp-ts/Either'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clientData, decodeServerMessage, serverData } from './messages.ts'

interface Sample {
  readonly type: string
  readonly data: Record<string, unknown>
}

const samples = [
  ...readFileSync(join(__dirname, '../../../../PROTOCOL.md'), 'utf8').matchAll(/```json\n([^`]*)```/g),
].map(([, json]) => JSON.parse(json ?? '') as Sample)

const decode = (message: unknown) => decodeServerMessage(JSON.stringify(message))
const accepted = (message: unknown) => {
  const result = decode(message)
  if (E.isLeft(result)) throw result.left
  return result.right
}
const complaints = (text: string) => {
  const result = decodeServerMessage(text)
  return E.isLeft(result) ? result.left.issues : []
}

describe('PROTOCOL.md', () => {
  it('has a sample of each message', () => {
    expect(samples.map(({ type }) => type).sort()).toEqual(
      [...Object.keys(serverData), ...Object.keys(clientData)].sort(),
    )
  })

  it.each(samples.filter(({ type }) => type in serverData))(
    '$type is accepted as it is written',
    (sample) => {
      expect(accepted(sample)).toEqual(sample)
    },
  )

  it.each(samples.filter(({ type }) => type in clientData))(
    '$type is what the codec says',
    ({ type, data }) => {
      expect(clientData[type as keyof typeof clientData].is(data)).toBe(true)
    },
  )
})

describe('decodeServerMessage', () => {
  afterEach(() => {
    delete (Object.prototype as { legacy?: unknown }).legacy
  })

  it.each([1, 'x', {}, { a: {} }, () => 1])(
    'decodes the same when Object.prototype has an enumerable property (%p)',
    (legacy) => {
      const messages = samples
        .filter(({ type }) => type in serverData)
        .map((sample) => JSON.stringify(sample))
      const long = JSON.stringify({
        type: 'tool_call',
        data: { toolCallId: '1', toolName: 'x', more: Array(300).fill({}) },
      })
      const all = [...messages, long, '{"type":"new","data":{}}', '{"type":"tool_call","data":{}}']
      const expected = all.map((text) => JSON.stringify(decodeServerMessage(text)))
      Object.assign(Object.prototype, { legacy })
      expect(all.map((text) => JSON.stringify(decodeServerMessage(text)))).toEqual(expected)
    },
  )

  it('returns an InvalidMessageError when decoding itself throws', () => {
    const parse = jest.spyOn(Object, 'hasOwn').mockImplementation(() => {
      throw new TypeError('Object.hasOwn is not a function')
    })
    expect(complaints('{"type":"tool_call","data":{}}')).toEqual(['cannot be decoded'])
    parse.mockRestore()
  })

  it('leaves out arguments without a name', () => {
    const list = [{ name: 'seats', value: 2 }, { value: 'x' }, { name: null, value: 1 }]
    const data = { toolCallId: '1', toolName: 'book', arguments: list }
    expect(accepted({ type: 'tool_call', data })).toMatchObject({
      data: { arguments: [{ name: 'seats', value: 2 }] },
    })
  })

  it.each(['speech_stopped', 'interruption', 'session_ended'])(
    'reads a payload of %s that is no object as empty',
    (type) => {
      for (const data of [undefined, null, [], 'x', 7, false])
        expect(accepted({ type, data })).toEqual({ type, data: {} })
    },
  )

  it('reads an absent payload of speech_started as a voice', () => {
    expect(accepted({ type: 'speech_started' })).toEqual({
      type: 'speech_started',
      data: { emulated: false },
    })
  })

  it('keeps fields that it does not know', () => {
    expect(accepted({ type: 'interruption', data: { turn_id: 't1' } })).toEqual({
      type: 'interruption',
      data: { turn_id: 't1' },
    })
  })

  it('reads the other spelling of tool ids', () => {
    expect(
      accepted({ type: 'tool_call', data: { tool_call_id: '1', tool_name: 'x', arguments: [] } }),
    ).toMatchObject({
      data: { toolCallId: '1', toolName: 'x' },
    })
  })

  it('reads a tool call without arguments', () => {
    expect(accepted({ type: 'tool_call', data: { toolCallId: '1', toolName: 'x' } })).toMatchObject({
      data: { arguments: [] },
    })
  })

  it('reads what an argument leaves out with null as left out, but for its value', () => {
    const argument = { type: null, dataType: null, description: null, required: null, name: 'a', value: null }
    expect(
      accepted({ type: 'tool_call', data: { toolCallId: '1', toolName: 'x', arguments: [argument] } }),
    ).toMatchObject({ data: { arguments: [{ name: 'a', value: null }] } })
  })

  it.each([
    ['response_text', { turn_id: 't', text: 'a' }, 'is_final', true],
    ['input_audio_transcript', { transcript: 'a' }, 'is_final', true],
    ['response_audio', { turn_id: 't', audio: '' }, 'is_final', false],
    ['speech_started', {}, 'emulated', false],
  ])('fills in what an older %s leaves out', (type, data, field, value) => {
    expect(accepted({ type, data })).toMatchObject({ data: { [field]: value } })
    expect(accepted({ type, data: { ...data, [field]: null } })).toMatchObject({ data: { [field]: value } })
  })

  it('returns an unknown type with all that came with it', () => {
    expect(accepted({ type: 'mood_changed', data: { mood: 'good' } })).toEqual({
      type: 'unknown',
      wireType: 'mood_changed',
      data: { mood: 'good' },
    })
  })

  it.each(['__proto__', 'constructor', 'toString', 'then', 'hasOwnProperty'])(
    'takes %s for an unknown type',
    (type) => {
      expect(accepted({ type, data: {} })).toMatchObject({ type: 'unknown', wireType: type })
    },
  )

  it.each([
    ['session_started', { id: 7 }, 'id: expected string, got a number'],
    ['response_audio', { turn_id: 't', is_final: true }, 'audio: expected string, got nothing'],
    ['response_text', { turn_id: 't', text: null }, 'text: expected string, got null'],
    ['response_text', undefined, 'data: expected an object, got nothing'],
    ['input_audio_transcript', { transcript: [] }, 'transcript: expected string, got a list'],
    ['speech_started', { emulated: 'yes' }, 'emulated: expected boolean, got a string'],
    [
      'tool_call',
      { toolName: 'x', arguments: [] },
      'toolCallId: expected string of 1 to 256 characters, got nothing',
    ],
    [
      'tool_call',
      { toolCallId: '', toolName: 'x', arguments: [] },
      'toolCallId: expected string of 1 to 256 characters, got an empty string',
    ],
    [
      'tool_call',
      { toolCallId: '1', toolName: 'x', arguments: [{ name: 'a' }, { name: 1 }] },
      'arguments.1.name: expected string, got a number',
    ],
    [
      'tool_call',
      { toolCallId: 'i'.repeat(257), toolName: 'x', arguments: [] },
      'toolCallId: expected string of 1 to 256 characters, got a string',
    ],
  ])('names the field that is wrong in %s', (type, data, complaint) => {
    expect(complaints(JSON.stringify({ type, data }))).toEqual([complaint])
  })

  it.each([
    ['', 'not JSON'],
    ['{"type":', 'not JSON'],
    ['null', 'expected an object with type and data'],
    ['[]', 'expected an object with type and data'],
    ['{}', 'type: expected string'],
    ['{"type":3}', 'type: expected string'],
  ])('says what is wrong with %s', (text, complaint) => {
    expect(complaints(text)).toEqual([complaint])
  })

  it('never quotes what came', () => {
    const secret = 'attention-secret'
    const result = decode({ type: 'session_started', data: { id: { secret } } })
    expect(
      E.isLeft(result) && JSON.stringify([result.left, result.left.message, result.left.stack]),
    ).not.toContain(secret)
  })
})
