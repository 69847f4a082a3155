import { Subject } from 'rxjs'
import { gather } from '../../test/gather.ts'
import { simulate } from '../../test/simulate.ts'
import { pcm, serverMessages } from '../testing/server-messages.ts'
import type { CallMessage } from '../call.ts'
import { agentAudio } from './agent-audio.ts'

const heard = (turnId: string, level: number) => ({ turnId, pcm: pcm(level), isFinal: false })

describe('agentAudio', () => {
  it('leaves out cancelled turns until the user has finished speaking', () => {
    simulate(({ hot, expectObservable, expectSubscriptions }) => {
      const messages$ = hot<CallMessage>('a-b-i-b-s-c-x-d-|', {
        a: serverMessages.audio('1', pcm(1)),
        b: serverMessages.audio('1', pcm(2)),
        i: serverMessages.interruption,
        s: serverMessages.speechStopped,
        c: serverMessages.audio('2', pcm(3)),
        x: serverMessages.audio('2', 'no base64'),
        d: serverMessages.audio('2', pcm(4)),
      })
      const expected = '                 a-b-------c---d-|'
      const subscribed = '               ^---------------!'
      const report = jest.fn()
      const values = { a: heard('1', 1), b: heard('1', 2), c: heard('2', 3), d: heard('2', 4) }
      expectObservable(agentAudio()({ messages$, reportInvalid: report })).toBe(expected, values)
      expectSubscriptions(messages$.subscriptions).toBe(subscribed)
    })
  })

  it('reports audio that is not base64 with its field and length', () => {
    const messages$ = new Subject<CallMessage>()
    const reportInvalid = jest.fn()
    agentAudio()({ messages$, reportInvalid }).subscribe()
    messages$.next(serverMessages.audio('1', 'no base64'))
    expect(reportInvalid).toHaveBeenCalledWith(
      expect.objectContaining({ _tag: 'InvalidMessageError', type: 'response_audio', length: 9 }),
    )
  })

  it('completes a sample that a chunk cuts in two with the next chunk of the turn', () => {
    const messages$ = new Subject<CallMessage>()
    const reportInvalid = jest.fn()
    const samples: number[] = []
    agentAudio()({ messages$, reportInvalid }).subscribe(({ pcm: piece }) => samples.push(...piece))
    const bytes = new Uint8Array(Int16Array.of(1_000, -2_000, 3_000, -4_000).buffer)
    const say = (turnId: string, from: number, to: number) =>
      messages$.next(serverMessages.audio(turnId, Buffer.from(bytes.subarray(from, to)).toString('base64')))
    say('1', 0, 3)
    say('2', 0, 2)
    say('1', 3, 4)
    say('1', 4, 7)
    messages$.next(serverMessages.interruption)
    messages$.next(serverMessages.speechStopped)
    say('1', 4, 8)
    expect(samples).toEqual([1_000, 1_000, -2_000, 3_000, 3_000, -4_000])
    expect(reportInvalid).not.toHaveBeenCalled()
  })

  it('emits the end of an utterance when its audio is not base64', () => {
    const messages$ = new Subject<CallMessage>()
    const seen = gather(agentAudio()({ messages$, reportInvalid: jest.fn() }))
    messages$.next(serverMessages.audio('1', 'no base64', true))
    expect(seen).toEqual([{ turnId: '1', pcm: new Int16Array(), isFinal: true }])
  })

  it('plays a turn id again after the user has spoken', () => {
    simulate(({ hot, expectObservable, expectSubscriptions }) => {
      const messages$ = hot<CallMessage>('a-i-t-a-|', {
        a: serverMessages.audio('1'),
        i: serverMessages.interruption,
        t: serverMessages.user('wait'),
      })
      expectObservable(agentAudio()({ messages$, reportInvalid: jest.fn() })).toBe('a-----a-|', {
        a: heard('1', 1),
      })
      expectSubscriptions(messages$.subscriptions).toBe('^-------!')
    })
  })

  it('unsubscribes from the messages when it is unsubscribed', () => {
    simulate(({ hot, expectObservable, expectSubscriptions }) => {
      const messages$ = hot<CallMessage>('a-a-a-|', { a: serverMessages.audio('1') })
      expectObservable(agentAudio()({ messages$, reportInvalid: jest.fn() }), '^--!').toBe('a-a', {
        a: heard('1', 1),
      })
      expectSubscriptions(messages$.subscriptions).toBe('^--!')
    })
  })
})
