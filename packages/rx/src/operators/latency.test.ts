import type { Latency, PlaybackEvent } from '@vatel/core'
import { map } from 'rxjs'
import { gather } from '../../test/gather.ts'
import { simulate } from '../../test/simulate.ts'
import { serverMessages } from '../testing/server-messages.ts'
import { createFakeConnection } from '../../../core/test/fake-connection.ts'
import { playback, createFakeSpeaker } from '../../test/fake-speaker.ts'
import { settle } from '../../test/settle.ts'
import type { CallMessage } from '../call.ts'
import { callOf } from '../call.ts'
import { latency } from './latency.ts'
import { playInto } from './agent-audio.ts'

const brief = map(({ turns, bargeIns }: Latency) => [
  ...turns.map(
    ({ firstByteMs, firstSoundMs: firstSoundMs }) => `${String(firstByteMs)}/${String(firstSoundMs ?? '?')}`,
  ),
  ...bargeIns.map(({ silenceMs }) => `silent ${String(silenceMs)}`),
])

describe('latency', () => {
  it('measures first byte, first sound, and the silence after an interruption', () => {
    simulate(({ clock, hot, expectObservable, expectSubscriptions }) => {
      const messages$ = hot<CallMessage>(' -s--a-----i--|', {
        s: serverMessages.speechStopped,
        a: serverMessages.audio('1'),
        i: serverMessages.interruption,
      })
      const heard$ = hot<PlaybackEvent>('   ------p----f--|', {
        p: playback('started', '1'),
        f: playback('flushed', '1'),
      })
      const expected = '                   01--2-3---45--|'
      const subscribed = '                 ^------------!'
      expectObservable(latency(heard$, { clock })({ messages$ }).pipe(brief)).toBe(expected, {
        0: [],
        1: [],
        2: ['3/?'],
        3: ['3/5'],
        4: ['3/5'],
        5: ['3/5', 'silent 1'],
      })
      expectSubscriptions(messages$.subscriptions).toBe(subscribed)
      expectSubscriptions(heard$.subscriptions).toBe('  ^-------------!')
    })
  })

  it('measures the dead air of a tool call, until the agent is heard', () => {
    simulate(({ clock, hot, expectObservable }) => {
      const messages$ = hot<CallMessage>('-t----a---|', {
        t: serverMessages.toolCall('call-1', 'wait'),
        a: serverMessages.audio('1'),
      })
      const heard$ = hot<PlaybackEvent>(' --------p-|', { p: playback('started', '1') })
      const deadAirs$ = latency(heard$, { clock })({ messages$ }).pipe(map(({ deadAirs }) => deadAirs))
      expectObservable(deadAirs$).toBe('  01----2-3-|', { 0: undefined, 1: undefined, 2: undefined, 3: [7] })
    })
  })

  it('replays the present value to late subscribers', () => {
    simulate(({ clock, hot, expectObservable, expectSubscriptions }) => {
      const messages$ = hot<CallMessage>('-s-a---|', {
        s: serverMessages.speechStopped,
        a: serverMessages.audio('1'),
      })
      const timed$ = latency(undefined, { clock })({ messages$ }).pipe(brief)
      const values = { 0: [], 1: [], 2: ['2/?'] }
      expectObservable(timed$).toBe('           01-2---|', values)
      expectObservable(timed$, '-----^').toBe(' -----2-|', values)
      expectSubscriptions(messages$.subscriptions).toBe('^------!')
    })
  })

  it('sees an interruption before the silence that it causes, in any order of subscription', async () => {
    const connection = createFakeConnection()
    const call = callOf(connection)
    const heard$ = playInto(createFakeSpeaker([playback('flushed', '1')]))(call)
    heard$.subscribe()
    const timed = gather(latency(heard$)(call).pipe(brief))
    await settle()
    connection.receive(serverMessages.audio('1'), serverMessages.interruption)
    expect(timed.at(-1)).toEqual([expect.stringMatching(/^silent /)])
    connection.close()
    await settle()
  })
})
