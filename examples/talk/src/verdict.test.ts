import { TimeoutError, UnreachableError } from '@vatel/core'
import { CannotStart } from './failures.ts'
import type { CallResult } from './run-call.ts'
import { judge } from './verdict.ts'

const result = (change: Partial<CallResult> = {}): CallResult => ({
  transcript: [],
  reactions: [],
  staleTurns: new Set(),
  end: { type: 'session-ended' },
  hasBegun: true,
  failures: [],
  ...change,
})

const expected = { utterances: ['Hi.'], lines: [], toolNames: [], endsItself: true }

describe('judge', () => {
  it('accepts a call without a scenario that ended in an orderly way', () => {
    expect(judge(result())).toEqual([])
    expect(judge(result({ end: { type: 'hung-up' } }))).toEqual([])
  })

  it('compares with the scenario if there is one', () => {
    expect(judge(result(), expected)).toEqual(['the user\'s "Hi." was not transcribed'])
  })

  it('reports how the call broke', () => {
    expect(judge(result({ end: { type: 'lost', code: 1006, reason: '' } }))).toEqual([
      'the call broke: connection lost (1006)',
    ])
  })

  it('reports local failures', () => {
    expect(judge(result({ failures: ['the microphone stopped'] }))).toEqual(['the microphone stopped'])
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
  ])('reports in one sentence why a call that %s never began', (_, end, sentence) => {
    const verdict = () => judge(result({ hasBegun: false, end }), expected)
    expect(verdict).toThrow(CannotStart)
    expect(verdict).toThrow(sentence)
  })

  it('compares a call that the user ended before it began', () => {
    expect(judge(result({ hasBegun: false, end: { type: 'hung-up' } }), expected)).not.toEqual([])
  })
})
