import { TimeoutError, UnreachableError } from '@vatel/core'
import { CannotStart } from './failures.ts'
import type { CallResult } from './run-call.ts'
import { judge } from './verdict.ts'

const result = (change: Partial<CallResult> = {}): CallResult => ({
  transcript: [],
  silencings: [],
  staleTurns: new Set(),
  end: { type: 'session-ended' },
  hasBegun: true,
  troubles: [],
  ...change,
})

const expected = { utterances: ['Hi.'], lines: [], toolNames: [], endsItself: true }

describe('judge', () => {
  it('finds nothing wrong in a call without a script that ended in an orderly way', () => {
    expect(judge(result())).toEqual([])
    expect(judge(result({ end: { type: 'hung-up' } }))).toEqual([])
  })

  it('compares with the script where there is one', () => {
    expect(judge(result(), expected)).toEqual(['the user\'s "Hi." was not transcribed'])
  })

  it('says how the call broke', () => {
    expect(judge(result({ end: { type: 'lost', code: 1006, reason: '' } }))).toEqual([
      'the call broke: connection lost (1006)',
    ])
  })

  it('says what broke on this side', () => {
    expect(judge(result({ troubles: ['the microphone stopped'] }))).toEqual(['the microphone stopped'])
  })

  it.each<[string, CallResult['end'], RegExp]>([
    [
      'refused',
      { type: 'refused', status: 401, message: 'bad token' },
      /refused with 401 \(bad token\): check the API key/,
    ],
    [
      'failed',
      { type: 'failed', error: new UnreachableError('http://x', 'not-sent') },
      /cannot reach http:\/\/x/,
    ],
    ['failed', { type: 'failed', error: new TimeoutError('request', 30_000) }, /request took longer/],
    ['timed out', { type: 'timed-out', stage: 'starting' }, /timed out while starting/],
    ['lost', { type: 'lost', code: 1011, reason: '' }, /connection lost \(1011\)/],
    ['ended', { type: 'session-ended' }, /ended by the platform/],
  ])('says in one sentence why a call that %s never began', (_, end, sentence) => {
    const verdict = () => judge(result({ hasBegun: false, end }), expected)
    expect(verdict).toThrow(CannotStart)
    expect(verdict).toThrow(sentence)
  })

  it('takes a call that the user gave up before it began for one that did not go as it should', () => {
    expect(judge(result({ hasBegun: false, end: { type: 'hung-up' } }), expected)).not.toEqual([])
  })
})
