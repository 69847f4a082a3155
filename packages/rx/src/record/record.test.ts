import {
  InvalidMessageError,
  type CallState,
  type ClientMessage,
  type EndReason,
  encodeAudio,
  UnreachableError,
} from '@vatel/core'
import { map } from 'rxjs'
import { type Simulation, simulate } from '../../test/simulate.ts'
import { pcm, serverMessages } from '../testing/server-messages.ts'
import type { CallMessage } from '../call.ts'
import { record, type RecordOptions } from './record.ts'
import { fnv1a } from './record.ts'

const startedAt = new Date('2026-01-02T03:04:05.678Z')
const parsed = map((line: string): unknown => JSON.parse(line))
const header = { record: 'vatel-call', version: 1, startedAt: '2026-01-02T03:04:05.678Z' }

const hotCall = ({ hot }: Simulation, message: CallMessage, sent: ClientMessage, end: EndReason) => ({
  state$: hot<CallState>('     -s-------|', { s: 'live' }),
  messages$: hot<CallMessage>('---a-----|', { a: message }),
  sent$: hot<ClientMessage>('  -----b---|', { b: sent }),
  invalid$: hot<InvalidMessageError>(' -------x-|', {
    x: new InvalidMessageError('tool_call', ['toolName: expected string'], 9),
  }),
  end$: hot<EndReason>('       ---------(e|)', { e: end }),
})

const hello: ClientMessage = { type: 'input_audio', data: { audio: encodeAudio(pcm(3, 4)) } }
const ended: EndReason = { type: 'session-ended' }

/** Records a call with one message in each direction. */
const linesOf = (message: CallMessage, sent: ClientMessage, end: EndReason, options: RecordOptions = {}) => {
  let lines: readonly string[] = []
  simulate((simulation) => {
    const { clock, flush } = simulation
    record({ clock, startedAt, ...options })(hotCall(simulation, message, sent, end)).subscribe((line) => {
      lines = [...lines, line]
    })
    flush()
  })
  return lines
}

describe('record', () => {
  it.each([
    [{ audoi: 'all' }, 'audoi: must be left out: there are only audio, clock, startedAt'],
    [{ audio: 'lenght' }, "audio: must be 'all', 'hash' or 'length'"],
  ])('refuses %j', (options, message) => {
    expect(() => record(options as RecordOptions)).toThrow(
      expect.objectContaining({ _tag: 'InvalidArgumentError', message }) as Error,
    )
  })

  it('writes a header, messages in both directions with their times, invalid messages, states, and the end', () => {
    simulate((simulation) => {
      const { clock, expectObservable, expectSubscriptions } = simulation
      const message = serverMessages.text('1', 'Hello')
      const call = hotCall(simulation, message, hello, ended)
      const lines$ = record({ audio: 'all', clock, startedAt })(call).pipe(parsed)
      expectObservable(lines$).toBe(' hs-a-b-x-(e|)', {
        h: header,
        s: { atMs: 1, state: 'live' },
        a: { atMs: 3, dir: 'in', message },
        b: { atMs: 5, dir: 'out', message: hello },
        x: { atMs: 7, invalid: { type: 'tool_call', issues: ['toolName: expected string'], length: 9 } },
        e: { atMs: 9, end: ended },
      })
      for (const { subscriptions } of Object.values(call))
        expectSubscriptions(subscriptions).toBe('^--------!')
    })
  })

  it('unsubscribes from the call when it is unsubscribed', () => {
    simulate((simulation) => {
      const { clock, expectObservable, expectSubscriptions } = simulation
      const call = hotCall(simulation, serverMessages.interruption, hello, ended)
      expectObservable(record({ clock, startedAt })(call).pipe(parsed), '^-!').toBe('hs', {
        h: header,
        s: { atMs: 1, state: 'live' },
      })
      for (const { subscriptions } of Object.values(call)) expectSubscriptions(subscriptions).toBe('^-!')
    })
  })

  it.each([
    ['hash', { samples: 4, fnv1a: '6889f5a2' }],
    ['length', { samples: 4 }],
  ] as const)('keeps the %s of audio', (audio, mark) => {
    const lines = linesOf(serverMessages.audio('1', pcm(3, 4)), hello, ended, { audio })
    const entries = lines.map((line): unknown => JSON.parse(line))
    expect(entries).toContainEqual(
      expect.objectContaining({
        dir: 'out',
        message: { type: 'input_audio', data: { audio: '' } },
        audio: mark,
      }),
    )
    expect(entries).toContainEqual(expect.objectContaining({ dir: 'in', audio: mark }))
  })

  it('writes a failure with its name and message', () => {
    const error = new UnreachableError('wss://example.org', 'not-sent', 'ECONNREFUSED')
    const last = linesOf(serverMessages.interruption, hello, { type: 'failed', error }).at(-1) ?? ''
    expect(JSON.parse(last)).toEqual({
      atMs: 9,
      end: { type: 'failed', error: { _tag: 'UnreachableError', message: error.message } },
    })
  })

  it('redacts credentials in every part of a line', () => {
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl'
    const lines = linesOf(
      serverMessages.toolCall('t1', 'login', {
        password: 'canary-1',
        note: `use ${jwt}`,
        api_key: 'canary-2',
      }),
      {
        type: 'tool_call_output',
        data: { toolCallId: 't1', output: '{"access_token": "canary-3", "ok": true}' },
      },
      { type: 'refused', status: 401, message: 'Bearer canary-4 is not known' },
      { audio: 'all' },
    ).join('\n')
    expect(lines).not.toMatch(/canary|eyJ/)
    expect(lines).toContain('ok')
  })
})

describe('fnv1a', () => {
  it.each([
    ['', '811c9dc5'],
    ['a', 'e40c292c'],
    ['foobar', 'bf9cf968'],
  ])('returns the hash of the draft for %j', (text, hash) => {
    expect(fnv1a(text)).toBe(hash)
  })
})
