import { SlowConsumerError, UnreachableError } from '../errors.ts'
import type { EndReason } from './end-reason.ts'
import { type EndClass, explainEnd } from './explain-end.ts'

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

describe('explainEnd', () => {
  const rows = Object.entries(expected)

  it.each(rows.flatMap(([name, { codes }]) => codes.map((code) => [code, name] as const)))(
    'knows close code %d as %s, and restarts only what was lost',
    (code, name) => {
      expect(explainEnd(lost(code))).toEqual({ class: name, retryable: name === 'lost' })
    },
  )

  it.each(rows.flatMap(([name, { statuses }]) => statuses.map((status) => [status, name] as const)))(
    'knows status %d as %s, and restarts only what may pass',
    (status, name) => {
      expect(explainEnd(refused(status))).toEqual({
        class: name,
        retryable: status === 429 || status >= 500,
      })
    },
  )

  it('passes on how long the platform asks to wait', () => {
    expect(explainEnd({ type: 'refused', status: 503, message: '', retryAfterMs: 7_000 })).toEqual({
      class: 'busy',
      retryable: true,
      retryAfterMs: 7_000,
    })
  })

  it.each([
    ['hung-up', { type: 'hung-up' }, 'ended', false],
    ['session-ended', { type: 'session-ended' }, 'ended', false],
    ['timed-out', { type: 'timed-out', stage: 'starting' }, 'lost', true],
    ['unreachable', { type: 'failed', error: new UnreachableError('wss://a', 'not-sent') }, 'lost', true],
    ['a slow reader', { type: 'failed', error: new SlowConsumerError(1_501) }, 'client', false],
  ] as const)('explains %s', (_name, reason, name, retryable) => {
    expect(explainEnd(reason)).toEqual({ class: name, retryable })
  })
})
