import type { PlaybackEvent } from '@vatel/core'
import { EMPTY } from 'rxjs'
import { simulate } from '../../test/simulate.ts'
import { serverMessages } from '../testing/server-messages.ts'
import { playback } from '../../test/fake-speaker.ts'
import type { CallMessage } from '../call.ts'
import { bargeIn, type BargeInAction } from './barge-in.ts'

const messages: Record<string, CallMessage> = {
  s: serverMessages.speechStarted(),
  e: serverMessages.speechStarted(true),
  t: serverMessages.speechStopped,
  i: serverMessages.interruption,
}
const events: Record<string, PlaybackEvent> = {
  p: playback('started', '1'),
  d: playback('drained', '1'),
  f: playback('flushed', '1'),
  n: playback('started', '2'),
}
const actions: Record<string, BargeInAction> = {
  d: { type: 'duck', gain: 0.2 },
  r: { type: 'restore', gain: 1 },
  f: { type: 'flush', gain: 1 },
}

/** Checks the actions, from diagrams of the messages and the playback. */
const check = (
  lines: { readonly messages: string; readonly heard: string; readonly expected: string },
  policy: { readonly minSpeechMs?: number; readonly until?: string; readonly subscribed?: string } = {},
) =>
  simulate(({ clock, hot, expectObservable, expectSubscriptions }) => {
    const messages$ = hot<CallMessage>(lines.messages, messages)
    const heard$ = hot<PlaybackEvent>(lines.heard, events)
    const { until, subscribed = `^${'-'.repeat(lines.messages.length - 2)}!` } = policy
    const { minSpeechMs = 0 } = policy
    const actions$ = bargeIn(heard$, { falseAlarmMs: 3, minSpeechMs, clock })({ messages$ })
    expectObservable(actions$, until).toBe(lines.expected, actions)
    expectSubscriptions(messages$.subscriptions).toBe([subscribed, subscribed])
    expectSubscriptions(heard$.subscriptions).toBe(subscribed)
  })

describe('bargeIn', () => {
  it.each<[string, unknown]>([
    ['options', null],
    ['afterMS', { afterMS: 1 }],
  ])('refuses options that cannot be used by the name %s', (field, options) => {
    expect(() => bargeIn(EMPTY, options as object)).toThrow(expect.objectContaining({ field }) as Error)
  })

  it('ducks, restores after a false alarm, and flushes on an interruption', () => {
    check({
      messages: '--s--t-------s-i--|',
      heard: '   p--------------f--|',
      expected: '--d-----r----d-f--|',
    })
  })

  it('does not duck an agent that is not audible', () => {
    check({
      messages: '-s--t--------|',
      heard: '   -------------|',
      expected: '-------------|',
    })
  })

  it('ducks an agent whose next turn sounds before the end of the last one is reported', () => {
    check({
      messages: '-----s---|',
      heard: '   -p-nd----|',
      expected: '-----d---(r|)',
    })
  })

  it('ignores an emulated start of speech', () => {
    check({
      messages: '-e--t--------|',
      heard: '   p------------|',
      expected: '-------------|',
    })
  })

  it('ignores speech shorter than minSpeechMs', () => {
    check(
      {
        messages: '-st---s----t----|',
        heard: '   p---------------|',
        expected: '--------d-----r-|',
      },
      { minSpeechMs: 2 },
    )
  })

  it('restores when the agent finishes while the user still speaks', () => {
    check({
      messages: '--s---------|',
      heard: '   p----d------|',
      expected: '--d--r------|',
    })
  })

  it('restores when the call ends while the agent is turned down', () => {
    check({
      messages: '--s---|',
      heard: '   p-----|',
      expected: '--d---(r|)',
    })
  })

  it('unsubscribes from messages and playback, and leaves no timer, when it is unsubscribed', () => {
    check(
      {
        messages: '--s--t-------|',
        heard: '   p------------|',
        expected: '--d',
      },
      { until: '^-----!', subscribed: '^-----!' },
    )
  })
})
