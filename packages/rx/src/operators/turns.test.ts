import type { ClientMessage, PlaybackEvent } from '@vatel/core'
import { map, Subject } from 'rxjs'
import { simulate } from '../../test/simulate.ts'
import { pcm, serverMessages } from '../testing/server-messages.ts'
import { playback } from '../../test/fake-speaker.ts'
import type { CallMessage } from '../call.ts'
import { type Exchange, turns } from './turns.ts'

const brief = map(({ user, answers }: Exchange) => [
  user?.text ?? '-',
  ...answers.map((line) => (line.who === 'agent' ? line.text : `${line.toolName}=${line.output ?? '?'}`)),
])

describe('turns', () => {
  it("emits each exchange once, at the user's next final utterance or at the end of the call", () => {
    simulate(({ hot, expectObservable, expectSubscriptions }) => {
      const messages$ = hot<CallMessage>('-g-u-a-v-b-|', {
        g: serverMessages.text('1', 'Hello'),
        u: serverMessages.user('what time is it'),
        a: serverMessages.text('2', 'noon'),
        v: serverMessages.user('thank you'),
        b: serverMessages.text('3', 'goodbye'),
      })
      const sent$ = hot<ClientMessage>('  -----------|')
      const expected = '                ---1---2---(3|)'
      const subscribed = '              ^----------!'
      expectObservable(turns()({ messages$, sent$ }).pipe(brief)).toBe(expected, {
        1: ['-', 'Hello'],
        2: ['what time is it', 'noon'],
        3: ['thank you', 'goodbye'],
      })
      expectSubscriptions(messages$.subscriptions).toBe(subscribed)
      expectSubscriptions(sent$.subscriptions).toBe(subscribed)
    })
  })

  it("includes tool outputs, and the agent's speech up to a barge-in", () => {
    simulate(({ hot, expectObservable, expectSubscriptions }) => {
      const messages$ = hot<CallMessage>('-u-t-ab-s-w-|', {
        u: serverMessages.user('museums'),
        t: serverMessages.toolCall('t1', 'search'),
        a: serverMessages.text('1', 'there are many'),
        b: serverMessages.audio('1', pcm(1, 100), true),
        s: serverMessages.speechStarted(),
        w: serverMessages.user('stop'),
      })
      const sent$ = hot<ClientMessage>('  ----o-------|', {
        o: { type: 'tool_call_output', data: { toolCallId: 't1', output: 'ten' } },
      })
      const heard$ = hot<PlaybackEvent>('  -------h-----|', { h: playback('progress', '1', 67) })
      const heardText = map(({ answers }: Exchange) =>
        answers.map((line) => (line.who === 'agent' ? line.heardText : line.output)),
      )
      expectObservable(turns(heard$)({ messages$, sent$ }).pipe(heardText)).toBe('----------1--(2|)', {
        1: ['ten', 'there are'],
        2: [],
      })
      expectSubscriptions(messages$.subscriptions).toBe('^-----------!')
      expectSubscriptions(heard$.subscriptions).toBe('   ^------------!')
    })
  })

  it('leaves out speech of which nothing was recognised', () => {
    simulate(({ hot, expectObservable, expectSubscriptions }) => {
      const messages$ = hot<CallMessage>('-u-s-|', {
        u: serverMessages.user('hi'),
        s: serverMessages.speechStarted(),
      })
      const sent$ = hot<ClientMessage>('  -----|')
      expectObservable(turns()({ messages$, sent$ }).pipe(brief)).toBe('-----(1|)', { 1: ['hi'] })
      expectSubscriptions(messages$.subscriptions).toBe('^----!')
    })
  })

  it('ends the utterance that the end of the call cuts short', () => {
    simulate(({ hot, expectObservable }) => {
      const messages$ = hot<CallMessage>('-ab-|', {
        a: serverMessages.user('what time is it'),
        b: serverMessages.user('and to', false),
      })
      const sent$ = hot<ClientMessage>('  ----|')
      const users = map(({ user }: Exchange) => [user?.text, user?.final])
      expectObservable(turns()({ messages$, sent$ }).pipe(users)).toBe('----(23|)', {
        2: ['what time is it', true],
        3: ['and to', true],
      })
    })
  })

  it('emits every exchange of a long call once, with its tool output', () => {
    const [messages$, sent$] = [new Subject<CallMessage>(), new Subject<ClientMessage>()]
    const seen: unknown[] = []
    turns()({ messages$, sent$ })
      .pipe(brief)
      .subscribe((exchange) => seen.push(exchange))
    const expected = Array.from({ length: 700 }, (_, at) => {
      const id = String(at)
      messages$.next(serverMessages.speechStarted())
      messages$.next(serverMessages.user(`question ${id}`))
      messages$.next(serverMessages.toolCall(`t${id}`, 'search'))
      sent$.next({ type: 'tool_call_output', data: { toolCallId: `t${id}`, output: id } })
      messages$.next(serverMessages.text(id, `answer ${id}`))
      // A voice of which nothing is recognised.
      messages$.next(serverMessages.speechStarted())
      return [`question ${id}`, `search=${id}`, `answer ${id}`]
    })
    expect(seen).toEqual(expected.slice(0, -1))
    messages$.complete()
    sent$.complete()
    expect(seen).toEqual(expected)
  })

  it('unsubscribes from the call when it is unsubscribed', () => {
    simulate(({ hot, expectObservable, expectSubscriptions }) => {
      const messages$ = hot<CallMessage>('-u-v-|', {
        u: serverMessages.user('hi'),
        v: serverMessages.user('bye'),
      })
      const sent$ = hot<ClientMessage>('  -----|')
      expectObservable(turns()({ messages$, sent$ }).pipe(brief), '^---!').toBe('---1', { 1: ['hi'] })
      expectSubscriptions(messages$.subscriptions).toBe('^---!')
      expectSubscriptions(sent$.subscriptions).toBe('    ^---!')
    })
  })
})
