import {
  AbortedError,
  InvalidArgumentError,
  ConnectionLostError,
  RefusedError,
  SessionOverError,
  TimeoutError,
  type EndReason,
} from '@vatel/core'
import { reasonOf } from './end-reason.ts'

const late = new TimeoutError('request', 10_000)
const wrong = new InvalidArgumentError('token', 'must not be empty')

describe('why a call did not begin', () => {
  it.each<readonly [string, Error, EndReason]>([
    ['somebody stopped it', new AbortedError(), { type: 'hung-up' }],
    ['the line broke', new ConnectionLostError(1006, 'gone'), { type: 'lost', code: 1006, reason: 'gone' }],
    ['the platform refused it', new RefusedError(401, 'no'), { type: 'refused', status: 401, message: 'no' }],
    ['the platform ended it first', new SessionOverError(), { type: 'session-ended' }],
    ['nobody answered', new TimeoutError('connecting', 10_000), { type: 'timed-out', stage: 'connecting' }],
    ['no session began', new TimeoutError('starting', 10_000), { type: 'timed-out', stage: 'starting' }],
    ['the request for a token took too long', late, { type: 'failed', error: late }],
    ['an option was wrong', wrong, { type: 'failed', error: wrong }],
  ])('is told as it is when %s', (_, error, reason) => {
    expect(reasonOf(error)).toEqual(reason)
  })

  it('is a ConnectFailedError when it is no failure of core', () => {
    expect(reasonOf('no network')).toMatchObject({
      type: 'failed',
      error: { _tag: 'ConnectFailedError', cause: 'no network' },
    })
  })
})
