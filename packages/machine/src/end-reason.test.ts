import { Aborted, BadInput, Lost, Refused, SessionOver, TimedOut, type EndReason } from '@vatel/core'
import { reasonOf } from './end-reason.ts'

const late = new TimedOut('request', 10_000)
const wrong = new BadInput('token', 'must not be empty')

describe('why a call did not begin', () => {
  it.each<readonly [string, Error, EndReason]>([
    ['somebody stopped it', new Aborted(), { type: 'hung-up' }],
    ['the line broke', new Lost(1006, 'gone'), { type: 'lost', code: 1006, reason: 'gone' }],
    ['the platform refused it', new Refused(401, 'no'), { type: 'refused', status: 401, message: 'no' }],
    ['the platform ended it first', new SessionOver(), { type: 'session-ended' }],
    ['nobody answered', new TimedOut('opening', 10_000), { type: 'timed-out', stage: 'opening' }],
    ['no session began', new TimedOut('starting', 10_000), { type: 'timed-out', stage: 'starting' }],
    ['the request for a token took too long', late, { type: 'failed', error: late }],
    ['an option was wrong', wrong, { type: 'failed', error: wrong }],
  ])('is told as it is when %s', (_, error, reason) => {
    expect(reasonOf(error)).toEqual(reason)
  })

  it('is a ConnectFailed when it is no failure of core', () => {
    expect(reasonOf('no network')).toMatchObject({
      type: 'failed',
      error: { _tag: 'ConnectFailed', cause: 'no network' },
    })
  })
})
