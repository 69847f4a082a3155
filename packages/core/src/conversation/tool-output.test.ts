import { errorOf, resultOf } from './tool-output.ts'

const refused = (value: unknown) => {
  try {
    return resultOf(value).output
  } catch (error) {
    return (error as Error).message
  }
}

describe('resultOf', () => {
  it.each<[string, unknown]>([
    ['Map', new Map([['seats', 2]])],
    ['Set', new Set([1])],
    ['Response', new Response('{"seats":2}')],
    ['Headers', new Headers({ a: 'b' })],
    [
      'Generator',
      (function* () {
        yield 1
      })(),
    ],
    ['AsyncGenerator', (async function* () {})()],
    ['Promise', Promise.resolve(1)],
    ['RegExp', /a/],
    ['Uint8Array', new Uint8Array([1, 2])],
    ['ArrayBuffer', new ArrayBuffer(2)],
    ['WeakMap', new WeakMap()],
    [
      'Booking',
      new (class Booking {
        readonly #seats = 2
        get seats() {
          return this.#seats
        }
      })(),
    ],
    ['function', () => 'seats'],
    ['symbol', Symbol('seats')],
  ])('refuses a value of type %s, also as a part of another', (type, value) => {
    const message = `the tool returned a value of type ${type}, which has no JSON form: return text, an array or a plain object`
    expect(refused(value)).toBe(message)
    if (typeof value === 'object') expect(refused({ deep: [value] })).toBe(message)
  })

  it.each<[string, unknown, string]>([
    ['a BigInt', 10n, '10'],
    ['a BigInt in an object', { seats: 10n }, '{"seats":"10"}'],
    ['a date', new Date(0), '"1970-01-01T00:00:00.000Z"'],
    ['an object without a prototype', Object.assign(Object.create(null) as object, { a: 1 }), '{"a":1}'],
    [
      'an instance with fields',
      new (class Booking {
        readonly seats = 2
      })(),
      '{"seats":2}',
    ],
    ['an empty object', {}, '{}'],
    ['an empty list', [], '[]'],
    ['null', null, 'null'],
    [
      'an error in a list',
      [{ status: 'rejected', reason: new Error('full') }],
      '[{"status":"rejected","reason":"full"}]',
    ],
    ['an object with toJSON', { toJSON: () => ({ b: 2 }) }, '{"b":2}'],
  ])('writes %s', (_name, value, output) => {
    expect(resultOf(value)).toEqual({ type: 'result', output })
  })

  it('reports a returned error as an error', () => {
    expect(resultOf(new Error('no seats left'))).toEqual({
      type: 'error',
      output: '{"error":"no seats left"}',
    })
  })
})

describe('errorOf', () => {
  it.each<[string, unknown, string]>([
    ['an object with a message', { message: 'no seats left', code: 'E42' }, 'no seats left'],
    ['an object without a message', { code: 'E42' }, '{"code":"E42"}'],
    ['a Response', new Response('no'), 'the tool threw a value of type Response'],
    ['text', 'no seats', 'no seats'],
  ])('takes the message of %s', (_name, thrown, error) => {
    expect(errorOf(thrown)).toEqual({ type: 'error', output: JSON.stringify({ error }) })
  })
})
