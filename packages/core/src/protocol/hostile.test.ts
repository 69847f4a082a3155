import * as E from 'fp-ts/Either'
import { prototypes } from '../../test/fuzz/reading.ts'
import { holes, nested, payloads } from '../../test/holes.ts'
import { logAll } from '../../test/log-all.ts'
import { decodeServerMessage, serverData, type ServerMessage, type ServerMessageType } from './messages.ts'

const types = Object.keys(serverData) as ServerMessageType[]

const accepted = (text: string) => {
  const result = decodeServerMessage(text)
  if (E.isLeft(result)) throw result.left
  return result.right
}
const complaints = (text: string) => {
  const result = decodeServerMessage(text)
  return E.isLeft(result) ? result.left.issues : []
}
/** What is accepted can be logged, cloned and recorded, and so can the report of what is not. */
const readSafely = (text: string) => {
  const result = decodeServerMessage(text)
  expect(logAll(E.isLeft(result) ? result.left : result.right).length).toBeLessThan(100_000)
}

const { parse } = JSON
afterEach(() => {
  JSON.parse = parse
})
/** Lengths of the texts that are parsed from now on. A spy would keep each value, some half a million levels deep. */
const lengthsOfParsed = () => {
  const lengths: number[] = []
  JSON.parse = (text: string, ...rest) => {
    lengths.push(text.length)
    return parse(text, ...rest) as unknown
  }
  return lengths
}

describe('a message nested too deep', () => {
  /** As deep as is harmless and as deep as the stack is, and half a million: a message of 1 MiB has no more. */
  const depths = [10, 90, 99, 100, 101, 1_000, 5_000, 10_000, 100_000, 500_000]

  it.each(holes)('is not taken over in %s, and what is accepted may be written again', (_name, fill) => {
    const lengths = lengthsOfParsed()
    for (const levels of depths) {
      readSafely(fill(nested(levels)))
      readSafely(fill(nested(levels, '{"a":', '}')))
    }
    // A megabyte is parsed in a tenth of a second: no message is parsed twice, and none that is longer at all.
    expect(lengths.length).toBeLessThanOrEqual(2 * depths.length)
    for (const length of lengths) expect(length).toBeLessThanOrEqual(1_048_576)
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
    const lengths = lengthsOfParsed()
    expect(complaints(ofLength(1_048_577))).toEqual(['longer than 1048576 characters'])
    expect(lengths).toEqual([])
  })
})

describe('a message that is wrong in half a million places', () => {
  it.each(['0', 'null', '[]', '{"name":1}'])('is reported in a few words, with arguments of %s', (wrong) => {
    const count = Math.floor(1_048_000 / (wrong.length + 1))
    const list = Array<string>(count).fill(wrong).join()
    const result = decodeServerMessage(
      `{"type":"tool_call","data":{"toolCallId":"1","toolName":"x","arguments":[${list}]}}`,
    )
    if (E.isRight(result)) throw new Error('accepted')
    expect(result.left.issues.length).toBeGreaterThan(0)
    expect(result.left.message.length).toBeLessThan(5_000)
  })
})

describe('names that mean something to objects', () => {
  const polluted = '{"polluted":true}'
  const own = (object: unknown, name: string) =>
    Object.getOwnPropertyDescriptor(object, name)?.value as unknown

  it.each([
    ['__proto__', polluted],
    ['constructor', polluted],
    ['constructor', `{"prototype":${polluted}}`],
    ['prototype', polluted],
    ['toString', polluted],
    ['valueOf', polluted],
    ['hasOwnProperty', polluted],
    ['then', polluted],
    ['toJSON', polluted],
    ['0', polluted],
    ['-1', polluted],
    ['4294967295', polluted],
    ['length', polluted],
    ['', polluted],
  ])('%j is a field like any other in payload, envelope and arguments, with %s', (name, value) => {
    const before = prototypes()
    const more = `${JSON.stringify(name)}:${value}`
    const added = (object: object) => JSON.stringify(object).replace('{', `{${more},`).replace(',}', '}')
    for (const type of types) {
      const message = accepted(`{${more},"type":"${type}","data":${added(payloads[type])}}`)
      for (const object of [message, message.data]) {
        expect(own(object, name)).toEqual(JSON.parse(value))
        expect(Object.getPrototypeOf(object)).toBe(Object.prototype)
      }
    }
    const argument = added({ name: 'a', value: 1 })
    const call = accepted(
      `{"type":"tool_call","data":{"toolCallId":"1","toolName":"x","arguments":[${argument}]}}`,
    ) as ServerMessage<'tool_call'>
    expect(own(call.data.arguments[0], name)).toEqual(JSON.parse(value))
    const unknown = accepted(`{${more},"type":"later","data":${added({})}}`)
    expect(own(unknown.data, name)).toEqual(JSON.parse(value))
    expect(prototypes()).toBe(before)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(([] as unknown as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('fill in no field from a prototype', () => {
    for (const type of types)
      for (const field of Object.keys(payloads[type])) {
        const { [field]: value, ...rest } = payloads[type]
        const inherited = `{"__proto__":${JSON.stringify({ [field]: value })},${JSON.stringify(rest).slice(1)}`
        const result = decodeServerMessage(`{"type":"${type}","data":${inherited.replace(',}', '}')}}`)
        const bare = decodeServerMessage(JSON.stringify({ type, data: rest }))
        expect(result._tag).toBe(bare._tag)
        if (E.isRight(result) && E.isRight(bare))
          expect(result.right.data).toMatchObject(bare.right.data as object)
      }
  })

  it('returns what has a then as it is to callers that await it', async () => {
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

  it.each(types)('%s may have unknown fields, and keeps them', (type) => {
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
