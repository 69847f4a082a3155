import {
  initialTranscript,
  RefusedError,
  reduceTranscript,
  type CallRecord,
  UnreachableError,
} from '@vatel/core'
import { map } from 'rxjs'
import { assertEqual } from '../../test/simulate.ts'
import { simulateAsync } from '../testing/simulate.ts'
import { serverMessages } from '../testing/server-messages.ts'
import type { CallStore } from './stored-call.ts'
import { storedCall, type StoredCall } from './stored-call.ts'

const transcript = { entries: [{ type: 'message', role: 'user', message: 'Hello' }] } as const
const ended: CallRecord = { id: 'call-1', status: 'ended' }
const whole: CallRecord = { ...ended, transcript, summary: 'A greeting', cost: 0.1 }

/** A platform with these answers, one per poll, then the last one again; an error is a rejection. */
const platform = (calls: readonly (CallRecord | Error)[], recordings: readonly (true | Error)[] = [true]) => {
  const asked: string[] = []
  const cancelled: string[] = []
  const signals: (AbortSignal | undefined)[] = []
  const answer = <T>(answers: readonly (T | Error)[], what: string): Promise<T> => {
    const next = answers[Math.min(asked.filter((one) => one === what).length, answers.length - 1)]
    asked.push(what)
    if (next === undefined) return Promise.reject(new Error('there is no answer'))
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next)
  }
  const sound = () => new ReadableStream<Uint8Array>({ cancel: () => void cancelled.push('recording') })
  const client: CallStore = {
    calls: {
      get: (_, options) => {
        signals.push(options?.signal)
        return answer(calls, 'call')
      },
      downloadRecording: () => answer(recordings, 'recording').then(sound),
    },
  }
  return { client, asked, cancelled, signals }
}

const missing = map(({ missing: parts }: StoredCall) => parts.join())
const notFound = new RefusedError(404, 'not found')

/** With the shortest pauses: 500 ms, 1, 2, 4 and 7.5 s. A character is half a second. */
const simulation = { characters: 40, characterMs: 500 }
const random = () => 0

describe('storedCall', () => {
  it('polls with growing pauses until no part is missing, and emits each time that more is stored', async () => {
    const { client, asked, cancelled } = platform(
      [notFound, { id: 'call-1', status: 'in_progress' }, { ...ended, transcript }, whole],
      [notFound, true],
    )
    await simulateAsync(assertEqual, simulation, ({ clock, expectObservable }) => {
      const expected = '-a-b---(c|)'
      expectObservable(storedCall(client, 'call-1', { random, clock }).pipe(missing)).toBe(expected, {
        a: 'summary,transcript,cost,recording',
        b: 'summary,cost,recording',
        c: '',
      })
    })
    expect(asked).toEqual(['call', 'call', 'call', 'recording', 'call', 'recording'])
    expect(cancelled).toHaveLength(1)
  })

  it('reports the differences from the transcript of this side', async () => {
    const seen = [serverMessages.user('Hello'), serverMessages.user('Anybody there')].reduce(
      reduceTranscript,
      initialTranscript,
    )
    const { client } = platform([whole])
    await simulateAsync(assertEqual, simulation, ({ clock, expectObservable }) => {
      const difference = { changed: [], unseen: [], unstored: [{ who: 'user', text: 'Anybody there' }] }
      expectObservable(storedCall(client, 'call-1', { seen, clock })).toBe('(a|)', {
        a: { stored: whole, missing: [], difference },
      })
    })
  })

  it('polls for the wanted parts only', async () => {
    const { client, asked } = platform([{ ...ended, transcript }])
    await simulateAsync(assertEqual, simulation, ({ clock, expectObservable }) => {
      const stored$ = storedCall(client, 'call-1', { wanted: ['transcript'], clock })
      expectObservable(stored$.pipe(missing)).toBe('(a|)', { a: '' })
    })
    expect(asked).toEqual(['call'])
  })

  it('completes with the missing parts when the time has run out', async () => {
    const { client } = platform([ended])
    await simulateAsync(assertEqual, simulation, ({ clock, expectObservable }) => {
      const stored$ = storedCall(client, 'call-1', { random, clock, withinMs: 3_000 })
      expectObservable(stored$.pipe(missing)).toBe('a--|', { a: 'summary,transcript,cost' })
    })
  })

  it('errors with the last failure when the call could never be read', async () => {
    const failure = new UnreachableError('https://api.vatel.ai', 'unknown', 'ECONNRESET')
    const { client } = platform([failure])
    await simulateAsync(assertEqual, simulation, ({ clock, expectObservable }) => {
      const stored$ = storedCall(client, 'call-1', { random, clock, withinMs: 3_000 })
      expectObservable(stored$).toBe('---#', {}, failure)
    })
  })

  it.each([
    ['the call', [new RefusedError(401, '')], [true]],
    ['its recording', [whole], [new RefusedError(403, '')]],
  ] as const)('errors at once when the key is not allowed to read %s', async (_, calls, recordings) => {
    const { client, asked } = platform(calls, recordings)
    const refusal = [...calls, ...recordings].find((next) => next instanceof RefusedError)
    await simulateAsync(assertEqual, simulation, ({ clock, expectObservable }) => {
      expectObservable(storedCall(client, 'call-1', { clock })).toBe('#', {}, refusal)
    })
    expect(asked.filter((what) => what === 'call')).toHaveLength(1)
  })

  it('stops polling and aborts its request when it is unsubscribed', async () => {
    const { client, asked, signals } = platform([ended])
    await simulateAsync(assertEqual, simulation, ({ clock, expectObservable }) => {
      const stored$ = storedCall(client, 'call-1', { random, clock })
      expectObservable(stored$.pipe(missing), '^--!').toBe('a', { a: 'summary,transcript,cost' })
    })
    expect(asked.filter((what) => what === 'call')).toHaveLength(2)
    expect(signals.every((signal) => signal?.aborted)).toBe(true)
  })
})
