import {
  AbortedError,
  assertOptions,
  ConnectionLostError,
  InvalidArgumentError,
  InvalidMessageError,
  InvalidResponseError,
  isVatelError,
  RedirectedError,
  RefusedError,
  SessionOverError,
  SlowConsumerError,
  TimeoutError,
  UnreachableError,
} from './errors.ts'
import { unreachable } from './net/failure.ts'

const errors = [
  new AbortedError('enough'),
  new InvalidResponseError(['id: expected string, got a number']),
  new InvalidArgumentError('id', 'must be a non-empty string'),
  new InvalidMessageError('tool_call', ['toolName: expected string'], 99),
  new ConnectionLostError(1006, ''),
  new RedirectedError(302, 'https://example.org'),
  new RefusedError(429, 'too many', 1_000),
  new SessionOverError(),
  new SlowConsumerError(1_501),
  new TimeoutError('connecting', 10_000, 'not-sent'),
  new UnreachableError('https://example.org', 'unknown', 'ECONNRESET'),
]

describe('text from outside in an error', () => {
  const hostile = 'a\u001b]52;c;eA==\u0007\u009b\u202e\u2066\n'
  const hostileErrors = [
    new RefusedError(403, hostile),
    new ConnectionLostError(4_000, hostile),
    new InvalidMessageError(hostile, [hostile], 1),
    new InvalidResponseError([hostile]),
    new InvalidArgumentError(hostile, hostile),
    new RedirectedError(302, hostile),
    new UnreachableError(hostile, 'unknown', hostile),
  ]
  it.each(hostileErrors.map((error) => [error._tag, error] as const))(
    'is harmless for a terminal in the message of %s',
    (_tag, error) => {
      expect(error.message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e\u2066]/)
      expect(error.message).toContain('a\\u001b]52;c;eA==\\u0007\\u009b\\u202e\\u2066\\u000a')
    },
  )

  it('is harmless for a terminal in the cause of UnreachableError', () => {
    const { cause } = unreachable({ text: 'altnames: a\u001b]52;c;eA==\u0007\u009b\u202e' }, 'https://h', [])
    expect((cause as Error).message).toBe('altnames: a\\u001b]52;c;eA==\\u0007\\u009b\\u202e')
  })
})

describe('every error', () => {
  it.each(errors.map((error) => [error._tag, error] as const))(
    '%s is named by its tag and known by it',
    (tag, error) => {
      expect(error.name).toBe(tag)
      expect(isVatelError(error)).toBe(true)
      expect(typeof error.retryable).toBe('boolean')
    },
  )

  it.each(errors.map((error) => [error._tag, error] as const))(
    '%s keeps its fields and its sentence in JSON',
    (_tag, error) => {
      expect(JSON.parse(JSON.stringify(error))).toMatchObject({ _tag: error._tag, message: error.message })
    },
  )

  it('says that a session may have begun where that is unknown', () => {
    const found = [new ConnectionLostError(1006, ''), new SessionOverError(), new SlowConsumerError(1_501)]
    expect(found.map(({ delivery: outcome }) => outcome)).toEqual(['unknown', 'unknown', 'unknown'])
  })

  it('reads as a sentence that says what to do', () => {
    expect(errors.map(({ message }) => message)).toEqual([
      'stopped by the caller',
      "the platform's answer is not as documented: id: expected string, got a number",
      'id: must be a non-empty string',
      'bad tool_call: toolName: expected string',
      'the connection was lost (1006): open a new call with a fresh token',
      'the platform redirected to https://example.org, which is not followed: check the base URL',
      'the platform refused with 429 (too many): slow down and try again later',
      'the platform ended the session before it started: open a new call with a fresh token',
      "1501 messages wait unread: read them faster, or listen with on('message')",
      'connecting took longer than 10000 ms: open a new call with a fresh token',
      'cannot reach https://example.org (ECONNRESET): check the base URL and the network; the request may have been carried out',
    ])
  })
})

describe('assertOptions', () => {
  const check = (options: unknown) =>
    assertOptions<{ most?: number; withinMs?: number }>(options as object, { most: true, withinMs: true })

  it('passes known options, and an unknown one that is undefined', () => {
    check({ most: 1, withinMs: undefined, other: undefined })
  })

  it.each([
    [{ most: 1, withinMS: 5 }, 'withinMS', 'withinMS: must be left out: there are only most, withinMs'],
    [{ toString: 1 }, 'toString', 'toString: must be left out: there are only most, withinMs'],
    [5, 'options', 'options: must be an object'],
    [null, 'options', 'options: must be an object'],
  ])('refuses %j', (options, field, message) => {
    expect(() => check(options)).toThrow(
      expect.objectContaining({ _tag: 'InvalidArgumentError', field, message }) as Error,
    )
  })
})

describe('isVatelError', () => {
  it.each([new Error('x'), { _tag: 'ConnectionLostError', retryable: true }, 'ConnectionLostError', null])(
    'knows that %p is none',
    (value) => {
      expect(isVatelError(value)).toBe(false)
    },
  )
})
