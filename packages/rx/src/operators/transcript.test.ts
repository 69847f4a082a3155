import type { ClientMessage, PlaybackEvent, Transcript } from '@vatel/core'
import { simulate } from '../../test/simulate.ts'
import { pcm, serverMessages } from '../testing/server-messages.ts'
import { playback } from '../../test/fake-speaker.ts'
import type { CallMessage } from '../call.ts'
import { transcript } from './transcript.ts'
import { map, pipe } from 'rxjs'

/** One text per line: the speaker, the heard text, and the unheard text in brackets. */
const brief = pipe(
  map((lines: Transcript) =>
    lines.map((line) => {
      switch (line.who) {
        case 'user':
          return `user ${line.text}`
        case 'agent':
          return `agent ${line.heardText}[${line.unheardText}]`
        case 'tool':
          return `tool ${line.toolName}=${line.output ?? '?'}`
      }
    }),
  ),
)

describe('transcript', () => {
  it("splits the agent's text at what was heard", () => {
    simulate(({ hot, expectObservable, expectSubscriptions }) => {
      const messages$ = hot<CallMessage>('  -a-b------|', {
        a: serverMessages.text('1', 'Hello there'),
        b: serverMessages.audio('1', pcm(1, 100), true),
      })
      const sent$ = hot<ClientMessage>('    ----------|')
      const heard$ = hot<PlaybackEvent>('    -----h----i|', {
        h: playback('progress', '1', 50),
        i: playback('drained', '1', 100),
      })
      const expected = '                    01-2-3----4|'
      const values = {
        0: [],
        1: ['agent [Hello there]'],
        2: ['agent [Hello there]'],
        3: ['agent Hello[ there]'],
        4: ['agent Hello there[]'],
      }
      expectObservable(transcript(heard$)({ messages$, sent$ }).pipe(brief)).toBe(expected, values)
      expectSubscriptions(messages$.subscriptions).toBe('^---------!')
      expectSubscriptions(sent$.subscriptions).toBe('    ^---------!')
      expectSubscriptions(heard$.subscriptions).toBe('   ^----------!')
    })
  })

  it('emits no sound that came or was heard within a word, and counts all of it at the end', () => {
    simulate(({ hot, expectObservable }) => {
      const messages$ = hot<CallMessage>('-abbc-----|', {
        a: serverMessages.text('1', 'Hello there'),
        b: serverMessages.audio('1', pcm(1, 100), false),
        c: serverMessages.audio('1', pcm(1, 100), true),
      })
      const sent$ = hot<ClientMessage>('  ----------|')
      const heard$ = hot<PlaybackEvent>(' -----ghij---|', {
        g: playback('started', '1', 0),
        h: playback('progress', '1', 20),
        i: playback('progress', '1', 220),
        j: playback('progress', '1', 221),
      })
      const counts = map(([line]: Transcript) =>
        line?.who === 'agent' ? [line.heardText, line.receivedSamples, line.heardSamples] : [],
      )
      expectObservable(transcript(heard$)({ messages$, sent$ }).pipe(counts)).toBe('01--2--3----(4|)', {
        0: [],
        1: ['', 0, 0],
        2: ['', 300, 0],
        3: ['Hello', 300, 220],
        4: ['Hello', 300, 221],
      })
    })
  })

  it('emits each end of a line', () => {
    simulate(({ hot, expectObservable }) => {
      const messages$ = hot<CallMessage>('-abcd-ef--|', {
        a: serverMessages.text('1', 'Hello there', false),
        b: serverMessages.text('1', 'Hello there', true),
        c: serverMessages.audio('1', pcm(1, 100), false),
        d: serverMessages.audio('1', pcm(1, 100), true),
        e: serverMessages.interruption,
        f: serverMessages.speechStopped,
      })
      const sent$ = hot<ClientMessage>('  ----------|')
      const heard$ = hot<PlaybackEvent>(' -----r----|', {
        r: { ...playback('refused', '1', 0), refusedMs: 10 },
      })
      const ends = map((lines: Transcript) =>
        lines
          .filter((line) => line.who === 'agent')
          .map(({ final, complete, cancelled, interrupted, closed, refused }) => [
            ...Object.entries({ final, complete, cancelled, interrupted, closed })
              .filter(([, is]) => is)
              .map(([name]) => name),
            ...(refused ? [refused] : []),
          ]),
      )
      const refused = { samples: 240, ended: true }
      expectObservable(transcript(heard$)({ messages$, sent$ }).pipe(ends)).toBe('012-3456--|', {
        0: [],
        1: [[]],
        2: [['final']],
        3: [['final', 'complete']],
        4: [['final', refused]],
        5: [['final', 'cancelled', 'interrupted', refused]],
        6: [['final', 'cancelled', 'interrupted', 'closed', refused]],
      })
    })
  })

  it('replays the present value to late subscribers, and the last value after the end', () => {
    simulate(({ hot, expectObservable, expectSubscriptions }) => {
      const messages$ = hot<CallMessage>('-a--b-|', {
        a: serverMessages.user('hi'),
        b: serverMessages.user('bye'),
      })
      const sent$ = hot<ClientMessage>('  ------|')
      const lines$ = transcript()({ messages$, sent$ }).pipe(brief)
      const values = { 0: [], 1: ['user hi'], 2: ['user hi', 'user bye'] }
      expectObservable(lines$).toBe('                 01--2-|', values)
      expectObservable(lines$, '  --^').toBe('          --1-2-|', values)
      expectObservable(lines$, '  --------^').toBe('    --------(2|)', values)
      expectSubscriptions(messages$.subscriptions).toBe('^-----!')
    })
  })

  it('includes a tool call with its output', () => {
    simulate(({ hot, expectObservable, expectSubscriptions }) => {
      const messages$ = hot<CallMessage>('-a---|', { a: serverMessages.toolCall('t1', 'clock') })
      const sent$ = hot<ClientMessage>('  --o--|', {
        o: { type: 'tool_call_output', data: { toolCallId: 't1', output: 'noon' } },
      })
      expectObservable(transcript()({ messages$, sent$ }).pipe(brief)).toBe('012--|', {
        0: [],
        1: ['tool clock=?'],
        2: ['tool clock=noon'],
      })
      expectSubscriptions(sent$.subscriptions).toBe('^----!')
    })
  })

  it('ends the lines of the user with the call, and removes one without words', () => {
    simulate(({ hot, expectObservable }) => {
      const messages$ = hot<CallMessage>('-ab--|', {
        a: serverMessages.user('what is', false),
        b: serverMessages.speechStarted(),
      })
      const sent$ = hot<ClientMessage>('  -----|')
      const ends = map((lines: Transcript) =>
        lines.map((line) => (line.who === 'user' ? [line.text, line.final] : [])),
      )
      expectObservable(transcript()({ messages$, sent$ }).pipe(ends)).toBe('012--(3|)', {
        0: [],
        1: [['what is', false]],
        2: [
          ['what is', false],
          ['', false],
        ],
        3: [['what is', true]],
      })
    })
  })

  it('unsubscribes from its sources with the last subscriber', () => {
    simulate(({ hot, expectObservable, expectSubscriptions }) => {
      const messages$ = hot<CallMessage>('-a-----|', { a: serverMessages.user('hi') })
      const sent$ = hot<ClientMessage>('  -------|')
      expectObservable(transcript()({ messages$, sent$ }).pipe(brief), '^--!').toBe('01', {
        0: [],
        1: ['user hi'],
      })
      expectSubscriptions(messages$.subscriptions).toBe('^--!')
      expectSubscriptions(sent$.subscriptions).toBe('    ^--!')
    })
  })
})
