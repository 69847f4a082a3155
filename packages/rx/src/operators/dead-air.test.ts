import type { PlaybackEvent } from '@vatel/core'
import { EMPTY } from 'rxjs'
import { simulate } from '../../test/simulate.ts'
import { serverMessages } from '../testing/server-messages.ts'
import { playback } from '../../test/fake-speaker.ts'
import type { CallMessage } from '../call.ts'
import { deadAir } from './dead-air.ts'

const messages: Record<string, CallMessage> = {
  o: serverMessages.started(),
  e: serverMessages.speechStarted(true),
  s: serverMessages.speechStarted(),
  t: serverMessages.speechStopped,
}
const events: Record<string, PlaybackEvent> = { p: playback('started', '1'), d: playback('drained', '1') }

const began = { type: 'began', silentMs: 4 }
const ended = (silentMs: number) => ({ type: 'ended', silentMs })

/** Checks the dead air after 4 ms of silence, from diagrams of the messages and the playback. */
const check = (
  lines: { readonly messages: string; readonly heard: string; readonly expected: string },
  values: Record<string, unknown>,
  {
    until,
    subscribed = `^${'-'.repeat(lines.messages.length - 2)}!`,
  }: { until?: string; subscribed?: string } = {},
) =>
  simulate(({ clock, hot, expectObservable, expectSubscriptions }) => {
    const messages$ = hot<CallMessage>(lines.messages, messages)
    const heard$ = hot<PlaybackEvent>(lines.heard, events)
    expectObservable(deadAir(heard$, { afterMs: 4, clock })({ messages$ }), until).toBe(
      lines.expected,
      values,
    )
    expectSubscriptions(messages$.subscriptions).toBe([subscribed, subscribed])
    expectSubscriptions(heard$.subscriptions).toBe(subscribed)
  })

describe('deadAir', () => {
  it.each<[string, unknown]>([
    ['options', null],
    ['afterMS', { afterMS: 1 }],
  ])('refuses options that cannot be used by the name %s', (field, options) => {
    expect(() => deadAir(EMPTY, options as object)).toThrow(expect.objectContaining({ field }) as Error)
  })

  it('begins after silence of both sides, and ends with a voice', () => {
    check(
      {
        messages: '-o----------s-t----|',
        heard: '   --p-d--------------|',
        expected: '--------b---e-----b(f|)',
      },
      { b: began, e: ended(8), f: ended(5) },
    )
  })

  it('counts from the first message on', () => {
    check(
      {
        messages: '------o------|',
        heard: '   -------------|',
        expected: '----------b--(e|)',
      },
      { b: began, e: ended(7) },
    )
  })

  it('ignores an emulated start of speech', () => {
    check({ messages: 'o-e---|', heard: '------|', expected: '----b-(e|)' }, { b: began, e: ended(6) })
  })

  it('ignores silence after the call, and short silence in it', () => {
    check({ messages: 'o--s--t--|', heard: '---------|', expected: '---------|' }, {})
  })

  it('unsubscribes from messages and playback, and leaves no timer, when it is unsubscribed', () => {
    check(
      { messages: 'o--------|', heard: '---------|', expected: '---' },
      {},
      { until: '^-!', subscribed: '^-!' },
    )
  })
})
