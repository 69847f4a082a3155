import {
  InvalidArgumentError,
  RefusedError,
  SlowConsumerError,
  TimeoutError,
  UnreachableError,
} from '../errors.ts'
import {
  ConnectFailedError,
  type EndClass,
  endReasonOf,
  type EndReason,
  errorOfEnd,
  explainEnd,
  reasonOfClose,
} from './end-reason.ts'

const lost = (code: number): EndReason => ({ type: 'lost', code, reason: '' })
const refused = (status: number): EndReason => ({ type: 'refused', status, message: '' })

const expected: Readonly<Record<EndClass, { readonly codes: number[]; readonly statuses: number[] }>> = {
  ended: { codes: [1000], statuses: [] },
  lost: { codes: [1001, 1005, 1006, 1011, 1012, 1013, 1014, 1015], statuses: [] },
  protocol: { codes: [1002, 1003, 1004, 1007, 1009, 1010, 1016, 2999], statuses: [] },
  auth: { codes: [1008, 3000, 3003, 4401, 4403], statuses: [401, 403] },
  busy: { codes: [], statuses: [429, 503] },
  server: { codes: [3001, 4000, 4400, 4402, 4500, 4999], statuses: [200, 301, 400, 404, 500, 502, 504] },
  client: { codes: [], statuses: [] },
}

describe('reasonOfClose', () => {
  it('makes the reason of the platform harmless for a terminal', () => {
    expect(reasonOfClose(4_000, 'bye\u001b]52;c;eA==\u0007\u202e', 'token', true)).toEqual({
      type: 'lost',
      code: 4_000,
      reason: 'bye\\u001b]52;c;eA==\\u0007\\u202e',
    })
  })
})

describe('explainEnd', () => {
  const rows = Object.entries(expected)

  it.each(rows.flatMap(([name, { codes }]) => codes.map((code) => [code, name] as const)))(
    'classifies close code %d as %s, and only what was lost is retryable',
    (code, name) => {
      expect(explainEnd(lost(code))).toEqual({ class: name, retryable: name === 'lost' })
    },
  )

  it.each(rows.flatMap(([name, { statuses }]) => statuses.map((status) => [status, name] as const)))(
    'classifies status %d as %s, and agrees with the error about retryable',
    (status, name) => {
      expect(explainEnd(refused(status))).toEqual({
        class: name,
        retryable: new RefusedError(status, '').retryable,
      })
    },
  )

  it('returns how long the platform asks to wait', () => {
    expect(explainEnd({ type: 'refused', status: 503, message: '', retryAfterMs: 7_000 })).toEqual({
      class: 'busy',
      retryable: true,
      retryAfterMs: 7_000,
    })
  })

  it.each([
    ['hung-up', { type: 'hung-up' }, 'ended', false],
    ['session-ended', { type: 'session-ended' }, 'ended', false],
    ['session-ended before its start', { type: 'session-ended', beforeStart: true }, 'ended', true],
    ['timed-out', { type: 'timed-out', stage: 'starting' }, 'lost', true],
    ['unreachable', { type: 'failed', error: new UnreachableError('wss://a', 'not-sent') }, 'lost', true],
    ['a slow reader', { type: 'failed', error: new SlowConsumerError(1_501) }, 'client', false],
  ] as const)('explains %s', (_name, reason, name, retryable) => {
    expect(explainEnd(reason)).toEqual({ class: name, retryable })
  })
})

describe('errorOfEnd and endReasonOf', () => {
  const reasons: readonly EndReason[] = [
    { type: 'hung-up' },
    { type: 'session-ended', beforeStart: true },
    { type: 'refused', status: 429, message: 'too many calls', retryAfterMs: 7_000 },
    { type: 'refused', status: 401, message: '' },
    { type: 'lost', code: 1006, reason: '' },
    { type: 'lost', code: 4001, reason: 'gone' },
    { type: 'timed-out', stage: 'connecting' },
    { type: 'timed-out', stage: 'starting' },
    { type: 'failed', error: new SlowConsumerError(1_501) },
    { type: 'failed', error: new UnreachableError('wss://a', 'not-sent') },
    // A failed `connect`: its cause may pass. A certificate does not.
    { type: 'failed', error: new ConnectFailedError(new Error('no network')) },
    {
      type: 'failed',
      error: new UnreachableError('wss://a', 'not-sent', 'CERT_HAS_EXPIRED', undefined, 'renew it'),
    },
  ]

  it.each(reasons.map((reason) => [reason.type, reason] as const))(
    'are opposites for %s, and the error agrees about retryable',
    (_type, reason) => {
      const error = errorOfEnd(reason)
      expect(endReasonOf(error)).toEqual(reason)
      expect(error.retryable).toBe(explainEnd(reason).retryable)
    },
  )

  it.each([400, 401, 403, 404, 408, 409, 425, 429, 500, 501, 502, 503, 504, 505])(
    'agree about retryable for status %d',
    (status) => {
      const reason: EndReason = { type: 'refused', status, message: '' }
      expect(explainEnd(reason).retryable).toBe(errorOfEnd(reason).retryable)
    },
  )

  it('keep the reason of an aborted signal as the cause', () => {
    const cause = new Error('enough')
    expect(errorOfEnd({ type: 'hung-up' }, cause)).toMatchObject({ _tag: 'AbortedError', cause })
  })

  it('read an error of another copy of the package by its tag', () => {
    const error = Object.assign(new Error('x'), {
      _tag: 'RefusedError',
      retryable: true,
      status: 503,
      reason: '',
    })
    expect(endReasonOf(error)).toEqual({ type: 'refused', status: 503, message: '' })
  })

  it('take the reason from an error that carries one', () => {
    const reason = { type: 'lost', code: 1006, reason: '' }
    const error = Object.assign(new SlowConsumerError(1), { _tag: 'CallFailedError', reason })
    expect(endReasonOf(error)).toEqual(reason)
  })

  it('take errors of a request, and values that are no errors of this package, as failed', () => {
    const late = new TimeoutError('request', 10)
    expect(endReasonOf(late)).toEqual({ type: 'failed', error: late })
    const wrong = new InvalidArgumentError('agent_id', 'must be a string')
    expect(endReasonOf(wrong)).toEqual({ type: 'failed', error: wrong })
    for (const thrown of [new TypeError('x'), undefined, 'no'])
      expect(endReasonOf(thrown)).toMatchObject({
        type: 'failed',
        error: { _tag: 'ConnectFailedError', cause: thrown },
      })
  })
})
