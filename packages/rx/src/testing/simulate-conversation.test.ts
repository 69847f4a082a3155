import { serverData, tool } from '@vatel/core'
import { simulatePlatform } from '@vatel/simulator'
import { filter, ignoreElements, map, merge, switchMap, tap } from 'rxjs'
import { assertEqual } from '../../test/simulate.ts'
import { CallFailedError } from '../call-failed-error.ts'
import type { Call } from '../call.ts'
import { connectCall } from '../connect-call.ts'
import { isMessage } from '../call.ts'
import { microphoneFrames } from '../operators/send-audio.ts'
import { toolResults } from '../operators/tool-results.ts'
import { simulateConversation } from './simulate-conversation.ts'

const letters: Readonly<Record<string, string>> = {
  session_started: 'o',
  speech_started: 's',
  speech_stopped: 't',
  interruption: 'i',
  tool_call: 'c',
  session_ended: 'e',
}

/** Emits the signals of a call as letters, and the final texts of both sides. */
const brief = ({ messages$ }: Call) =>
  merge(
    messages$.pipe(
      map(({ type }) => letters[type] ?? ''),
      filter((letter) => letter !== ''),
    ),
    messages$.pipe(
      filter(isMessage('response_text')),
      filter(({ data }) => data.is_final),
      map(({ data }) => data.text),
    ),
    messages$.pipe(
      filter(isMessage('input_audio_transcript')),
      filter(({ data }) => data.is_final),
      map(({ data }) => data.transcript),
    ),
  )

const long = 'one two three four five six seven eight nine ten'

/** Values of a diagram: signals by their letter, and words by a letter. */
const values = (words: Readonly<Record<string, string>>) => ({
  ...Object.fromEntries(Object.values(letters).map((letter) => [letter, letter])),
  ...words,
})

describe('simulateConversation', () => {
  it('hears the simulated user, answers, is interrupted, and ends', async () => {
    const user = '                -----------wwwwwwww-----------------xxxxxx-----------------'
    const expected = '            o-h--------s----------tw-l-----------(si)----txg--------(e|)'
    const turns = {
      w: { words: 'Count', answer: long },
      x: { words: 'Stop', answer: 'Goodbye', ends: true },
    }
    const words = values({ h: 'Hello', w: 'Count', l: long, x: 'Stop', g: 'Goodbye' })
    const conversation = { user, turns, greeting: 'Hello' }
    await simulateConversation(assertEqual, simulatePlatform, conversation, ({ call$, expectObservable }) => {
      expectObservable(call$.pipe(switchMap(brief))).toBe(expected, words)
    })
  })

  it('calls a tool, and says its reply to the output', async () => {
    const user = '                -----------wwwwwwww------------------'
    const expected = '            o-h--------s----------twc-l'
    const answer = { tool: 'weather', arguments: { city: 'Paris' }, then: 'It is sunny' }
    const turns = { w: { words: 'And the weather', answer } }
    const asked = jest.fn(() => 'sunny')
    const tools = { weather: tool({ args: serverData.session_ended, run: asked }) }
    const words = values({ h: 'Hello', w: turns.w.words, l: answer.then })
    const conversation = { user, turns, greeting: 'Hello' }
    await simulateConversation(
      assertEqual,
      simulatePlatform,
      conversation,
      ({ call$, clock, expectObservable }) => {
        const answered = (call: Call) => toolResults(tools, { clock })(call).pipe(ignoreElements())
        expectObservable(call$.pipe(switchMap((call) => merge(brief(call), answered(call))))).toBe(
          expected,
          words,
        )
      },
    )
    expect(asked).toHaveBeenCalledWith({ city: 'Paris' }, expect.anything())
  })

  it('injects faults', async () => {
    const faults = { close: { afterMs: 700, code: 1006 } }
    const conversation = { user: '----------', turns: {}, greeting: 'Hello', faults }
    const error = new CallFailedError({ type: 'lost', code: 1006, reason: '' })
    await simulateConversation(assertEqual, simulatePlatform, conversation, ({ call$, expectObservable }) => {
      expectObservable(call$.pipe(switchMap(brief))).toBe('o-h----#', values({ h: 'Hello' }), error)
    })
  })

  it('allows any number of calls, and leaves no listener on the microphone', async () => {
    const conversation = {
      user: '-----uu---',
      turns: { u: { words: 'Hi', answer: 'Hi' } },
      greeting: 'Hello',
    }
    const frames: number[] = []
    await simulateConversation(assertEqual, simulatePlatform, conversation, (simulation) => {
      const { line, microphone, expectObservable } = simulation
      const held = connectCall(line).pipe(map(() => 'c'))
      expectObservable(held, '^--!').toBe('c')
      expectObservable(held, '----^--!').toBe('----c')
      const heard$ = microphoneFrames(microphone).pipe(tap(({ pcm }) => frames.push(Math.max(...pcm))))
      expectObservable(heard$.pipe(ignoreElements()), '^-------!').toBe('')
    })
    expect(frames).toHaveLength(39)
    expect(frames.filter((peak) => peak > 0)).toHaveLength(10)
  })
})
