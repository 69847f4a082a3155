import { emptyTranscript, Refused, stepTranscript, type Call as StoredCall, Unreachable } from '@vatel/core'
import { map } from 'rxjs'
import { assertEqual } from '../../test/marbles.ts'
import { drawAsync } from '../testing/draw-async.ts'
import { said } from '../testing/said.ts'
import type { StoredCalls } from './look.ts'
import { settled, type SettledCall } from './settled.ts'

const transcript = { entries: [{ type: 'message', role: 'user', message: 'Hello' }] } as const
const ended: StoredCall = { id: 'call-1', status: 'ended' }
const whole: StoredCall = { ...ended, transcript, summary: 'A greeting', cost: 0.1 }

/** A platform that answers so, one look after the other and then the last again; an error is a refusal. */
const platform = (calls: readonly (StoredCall | Error)[], recordings: readonly (true | Error)[] = [true]) => {
  const asked: string[] = []
  const cancelled: string[] = []
  const signals: (AbortSignal | undefined)[] = []
  const answer = <T>(answers: readonly (T | Error)[], what: string): Promise<T> => {
    const told = answers[Math.min(asked.filter((one) => one === what).length, answers.length - 1)]
    asked.push(what)
    if (told === undefined) return Promise.reject(new Error('nothing to tell'))
    return told instanceof Error ? Promise.reject(told) : Promise.resolve(told)
  }
  const sound = () => new ReadableStream<Uint8Array>({ cancel: () => void cancelled.push('recording') })
  const client: StoredCalls = {
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

const missing = map(({ missing: parts }: SettledCall) => parts.join())
const notFound = new Refused(404, 'not found')

/** Pauses are half of the longest: 500 ms, 1, 2, 4 and 7.5 s. A character is half a second. */
const drawing = { characters: 40, characterMs: 500 }
const random = () => 0

describe('settled', () => {
  it('asks until everything is there, with pauses that grow, and tells each time that there is more', async () => {
    const { client, asked, cancelled } = platform(
      [notFound, { id: 'call-1', status: 'in_progress' }, { ...ended, transcript }, whole],
      [notFound, true],
    )
    await drawAsync(assertEqual, drawing, ({ clock, expectObservable }) => {
      const expected = '-a-b---(c|)'
      expectObservable(settled(client, 'call-1', { random, clock }).pipe(missing)).toBe(expected, {
        a: 'summary,transcript,cost,recording',
        b: 'summary,cost,recording',
        c: '',
      })
    })
    expect(asked).toEqual(['call', 'call', 'call', 'recording', 'call', 'recording'])
    expect(cancelled).toHaveLength(1)
  })

  it('says where the two sides differ', async () => {
    const seen = [said.user('Hello'), said.user('Anybody there')].reduce(stepTranscript, emptyTranscript)
    const { client } = platform([whole])
    await drawAsync(assertEqual, drawing, ({ clock, expectObservable }) => {
      const difference = { changed: [], unseen: [], unstored: [{ who: 'user', text: 'Anybody there' }] }
      expectObservable(settled(client, 'call-1', { seen, clock })).toBe('(a|)', {
        a: { stored: whole, missing: [], difference },
      })
    })
  })

  it('asks for what is wanted alone', async () => {
    const { client, asked } = platform([{ ...ended, transcript }])
    await drawAsync(assertEqual, drawing, ({ clock, expectObservable }) => {
      const settled$ = settled(client, 'call-1', { wanted: ['transcript'], clock })
      expectObservable(settled$.pipe(missing)).toBe('(a|)', { a: '' })
    })
    expect(asked).toEqual(['call'])
  })

  it('completes with what is missing when the time is up', async () => {
    const { client } = platform([ended])
    await drawAsync(assertEqual, drawing, ({ clock, expectObservable }) => {
      const settled$ = settled(client, 'call-1', { random, clock, withinMs: 3_000 })
      expectObservable(settled$.pipe(missing)).toBe('a--|', { a: 'summary,transcript,cost' })
    })
  })

  it('errors with why when the call could not be read at all', async () => {
    const failure = new Unreachable('https://api.vatel.ai', 'unknown', 'ECONNRESET')
    const { client } = platform([failure])
    await drawAsync(assertEqual, drawing, ({ clock, expectObservable }) => {
      const settled$ = settled(client, 'call-1', { random, clock, withinMs: 3_000 })
      expectObservable(settled$).toBe('---#', {}, failure)
    })
  })

  it.each([
    ['the call', [new Refused(401, '')], [true]],
    ['its recording', [whole], [new Refused(403, '')]],
  ] as const)('errors at once when the key may not read %s', async (_, calls, recordings) => {
    const { client, asked } = platform(calls, recordings)
    const refusal = [...calls, ...recordings].find((told) => told instanceof Refused)
    await drawAsync(assertEqual, drawing, ({ clock, expectObservable }) => {
      expectObservable(settled(client, 'call-1', { clock })).toBe('#', {}, refusal)
    })
    expect(asked.filter((what) => what === 'call')).toHaveLength(1)
  })

  it('asks no more, and drops what it asked, when it is left', async () => {
    const { client, asked, signals } = platform([ended])
    await drawAsync(assertEqual, drawing, ({ clock, expectObservable }) => {
      const settled$ = settled(client, 'call-1', { random, clock })
      expectObservable(settled$.pipe(missing), '^--!').toBe('a', { a: 'summary,transcript,cost' })
    })
    expect(asked.filter((what) => what === 'call')).toHaveLength(2)
    expect(signals.every((signal) => signal?.aborted)).toBe(true)
  })
})
