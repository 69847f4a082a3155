import type { ClientMessage, PlayoutEvent } from '@vatel/core'
import { map } from 'rxjs'
import { draw } from '../../test/marbles.ts'
import { pcm, said } from '../testing/said.ts'
import { playout } from '../../test/scripted-speaker.ts'
import type { CallMessage } from '../call.ts'
import { type Turn, turns } from './turns.ts'

const brief = map(({ user, answers }: Turn) => [
  user?.text ?? '-',
  ...answers.map((line) => (line.who === 'agent' ? line.text : `${line.toolName}=${line.output ?? '?'}`)),
])

describe('turns', () => {
  it('gives each turn once, when the user has said the next thing or the call has ended', () => {
    draw(({ hot, expectObservable, expectSubscriptions }) => {
      const messages$ = hot<CallMessage>('-g-u-a-v-b-|', {
        g: said.text('1', 'Hello'),
        u: said.user('what time is it'),
        a: said.text('2', 'noon'),
        v: said.user('thank you'),
        b: said.text('3', 'goodbye'),
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

  it('waits for what the user says over the agent, and for the tools', () => {
    draw(({ hot, expectObservable, expectSubscriptions }) => {
      const messages$ = hot<CallMessage>('-u-t-ab-s-w-|', {
        u: said.user('museums'),
        t: said.toolCall('t1', 'search'),
        a: said.text('1', 'there are many'),
        b: said.audio('1', pcm(1, 100), true),
        s: said.speechStarted(),
        w: said.user('stop'),
      })
      const sent$ = hot<ClientMessage>('  ----o-------|', {
        o: { type: 'tool_call_output', data: { toolCallId: 't1', output: 'ten' } },
      })
      const heard$ = hot<PlayoutEvent>('  -------h-----|', { h: playout('progress', '1', 67) })
      const heardText = map(({ answers }: Turn) =>
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

  it('leaves out a voice of which nothing was recognised', () => {
    draw(({ hot, expectObservable, expectSubscriptions }) => {
      const messages$ = hot<CallMessage>('-u-s-|', { u: said.user('hi'), s: said.speechStarted() })
      const sent$ = hot<ClientMessage>('  -----|')
      expectObservable(turns()({ messages$, sent$ }).pipe(brief)).toBe('-----(1|)', { 1: ['hi'] })
      expectSubscriptions(messages$.subscriptions).toBe('^----!')
    })
  })

  it('leaves the call when it is left', () => {
    draw(({ hot, expectObservable, expectSubscriptions }) => {
      const messages$ = hot<CallMessage>('-u-v-|', { u: said.user('hi'), v: said.user('bye') })
      const sent$ = hot<ClientMessage>('  -----|')
      expectObservable(turns()({ messages$, sent$ }).pipe(brief), '^---!').toBe('---1', { 1: ['hi'] })
      expectSubscriptions(messages$.subscriptions).toBe('^---!')
      expectSubscriptions(sent$.subscriptions).toBe('    ^---!')
    })
  })
})
