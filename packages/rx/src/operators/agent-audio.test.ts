import type { ClientMessage, EndReason, OutputState, PlaybackEvent, Speaker } from '@vatel/core'
import { NEVER, Subject } from 'rxjs'
import { createFakeSpeaker, type FakeSpeaker, playback } from '../../test/fake-speaker.ts'
import { gather } from '../../test/gather.ts'
import { simulate, type Simulation } from '../../test/simulate.ts'
import type { CallMessage } from '../call.ts'
import { pcm, serverMessages } from '../testing/server-messages.ts'
import { agentAudio, outputStates, playInto } from './agent-audio.ts'
import { transcript } from './transcript.ts'

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

const messages: Record<string, CallMessage> = {
  a: serverMessages.audio('1', pcm(1, 24)),
  b: serverMessages.audio('1', pcm(2, 24)),
  i: serverMessages.interruption,
}
const events: Record<string, PlaybackEvent> = {
  s: playback('started', '1'),
  p: playback('progress', '1', 24),
  d: playback('drained', '1', 48),
  f: playback('flushed', '1', 30),
}
const ends: Record<string, EndReason> = {
  e: { type: 'session-ended' },
  h: { type: 'hung-up' },
}

const hotCall = ({ hot }: Simulation, messageLine: string, endLine: string) => ({
  messages$: hot<CallMessage>(messageLine, messages),
  end$: hot<EndReason>(endLine, ends),
  reportInvalid: jest.fn(),
})

/** Makes a speaker that emits the events of a diagram, and `flushed` at once. */
const hotSpeaker = ({ hot }: Simulation, line: string): FakeSpeaker => {
  const speaker = createFakeSpeaker([playback('flushed', '1', 30)])
  hot<PlaybackEvent>(line, events).subscribe((event) => speaker.emit(event))
  return speaker
}

describe('playInto', () => {
  it('plays, flushes on an interruption, and emits what is heard', () => {
    simulate((simulation) => {
      const { clock, expectObservable, expectSubscriptions, flush } = simulation
      const call = hotCall(simulation, '          a-b---i-|', '--------(e|)')
      const speaker = hotSpeaker(simulation, '    -s-p')
      const expected = '                        -s-p--f-|'
      const subscribed = '                      ^-------!'
      expectObservable(playInto(speaker, { clock })(call)).toBe(expected, events)
      expectSubscriptions(call.messages$.subscriptions).toBe(subscribed)
      expectSubscriptions(call.end$.subscriptions).toBe(subscribed)
      flush()
      expect(speaker.written.map((thing) => (thing === 'flush' ? thing : thing.pcm[0]))).toEqual([
        1,
        2,
        'flush',
      ])
      expect(speaker.listenerCount).toBe(0)
    })
  })

  it('plays the received speech to its end when the platform has ended the call', () => {
    simulate((simulation) => {
      const { clock, expectObservable, expectSubscriptions, flush } = simulation
      const call = hotCall(simulation, '          ab-|', '---(e|)')
      const speaker = hotSpeaker(simulation, '    -s----d')
      expectObservable(playInto(speaker, { clock })(call)).toBe('-s----(d|)', events)
      expectSubscriptions(call.messages$.subscriptions).toBe('^--!')
      flush()
      expect(speaker.written).not.toContain('flush')
      expect(speaker.listenerCount).toBe(0)
    })
  })

  it('flushes when this side hangs up', () => {
    simulate((simulation) => {
      const { clock, expectObservable, expectSubscriptions, flush } = simulation
      const call = hotCall(simulation, '          ab-|', '---(h|)')
      const speaker = hotSpeaker(simulation, '    -s')
      expectObservable(playInto(speaker, { clock })(call)).toBe('-s-(f|)', events)
      expectSubscriptions(call.end$.subscriptions).toBe('^--!')
      flush()
      expect(speaker.written.at(-1)).toBe('flush')
    })
  })

  it('does not wait for audio that is not base64', () => {
    simulate((simulation) => {
      const { hot, clock, expectObservable } = simulation
      const messages$ = hot<CallMessage>('  a-x-|', {
        ...messages,
        x: serverMessages.audio('1', '-'.repeat(64_000)),
      })
      const call = { ...hotCall(simulation, '----|', '----(e|)'), messages$ }
      const speaker = hotSpeaker(simulation, '-d')
      expectObservable(playInto(speaker, { clock })(call)).toBe('-d--|', events)
    })
  })

  it('completes when the speaker never reports its end', () => {
    simulate((simulation) => {
      const { clock, expectObservable, expectSubscriptions, flush } = simulation
      const call = hotCall(simulation, '          ab-|', '---(e|)')
      const speaker = hotSpeaker(simulation, '    -s')
      const twoMsOfSoundAndASecond = '-s- 1002ms |'
      expectObservable(playInto(speaker, { clock })(call)).toBe(twoMsOfSoundAndASecond, events)
      expectSubscriptions(call.end$.subscriptions).toBe('^--!')
      flush()
      expect(speaker.written.at(-1)).toBe('flush')
    })
  })

  it('flushes and unsubscribes from everything when it is unsubscribed', () => {
    simulate((simulation) => {
      const { clock, expectObservable, expectSubscriptions, flush } = simulation
      const call = hotCall(simulation, '          ab--------|', '----------(e|)')
      const speaker = hotSpeaker(simulation, '    -s-p')
      expectObservable(playInto(speaker, { clock })(call), '^---!').toBe('-s-p', events)
      expectSubscriptions(call.messages$.subscriptions).toBe('^---!')
      expectSubscriptions(call.end$.subscriptions).toBe('^---!')
      flush()
      expect(speaker.written.at(-1)).toBe('flush')
      expect(speaker.listenerCount).toBe(0)
    })
  })

  it.each(['write', 'flush'] as const)('errors, once, with what %s of the speaker throws', (method) => {
    const messages$ = new Subject<CallMessage>()
    const failure = new Error('unplugged')
    const speaker = Object.assign(createFakeSpeaker([]), {
      [method]: () => {
        throw failure
      },
    })
    const errors: unknown[] = []
    playInto(speaker)({ messages$, end$: NEVER, reportInvalid: jest.fn() }).subscribe({
      error: (error) => errors.push(error),
    })
    messages$.next(serverMessages.audio('1', pcm(1, 24)))
    messages$.next(serverMessages.interruption)
    expect(errors).toEqual([failure])
    expect(messages$.observed).toBe(false)
  })

  it('errors with what the speaker throws when this side hangs up', () => {
    const end$ = new Subject<EndReason>()
    const failure = new Error('unplugged')
    const speaker: Speaker = {
      ...createFakeSpeaker([]),
      flush: () => {
        throw failure
      },
    }
    const errors: unknown[] = []
    playInto(speaker)({ messages$: NEVER, end$, reportInvalid: jest.fn() }).subscribe({
      error: (error) => errors.push(error),
    })
    end$.next({ type: 'hung-up' })
    expect(errors).toEqual([failure])
  })

  it('writes the speech once for two subscribers', () => {
    simulate((simulation) => {
      const { clock, expectObservable, expectSubscriptions, flush } = simulation
      const call = hotCall(simulation, '          a-|', '--(e|)')
      const speaker = hotSpeaker(simulation, '    -d')
      const heard$ = playInto(speaker, { clock })(call)
      expectObservable(heard$).toBe('-d|', events)
      expectObservable(heard$).toBe('-d|', events)
      expectSubscriptions(call.end$.subscriptions).toBe('^-!')
      flush()
      expect(speaker.written).toHaveLength(1)
    })
  })
})

describe('audio that the speaker refuses', () => {
  it('is emitted with its turn and milliseconds, and stays unheard in the transcript', () => {
    const messages$ = new Subject<CallMessage>()
    const speaker = createFakeSpeaker()
    const call = { messages$, end$: NEVER, reportInvalid: jest.fn(), sent$: new Subject<ClientMessage>() }
    const heard$ = playInto(speaker)(call)
    const seen: PlaybackEvent[] = []
    const lines: unknown[] = []
    heard$.subscribe((event) => seen.push(event))
    transcript(heard$)(call).subscribe(([line]) => lines.push(line))
    messages$.next(serverMessages.text('1', 'One two three four.'))
    messages$.next(serverMessages.audio('1', pcm(1, 48_000), true))
    const refused = { ...playback('refused', '1'), refusedMs: 1_000 }
    speaker.emit(refused)
    speaker.emit(playback('started', '1'))
    speaker.emit(playback('drained', '1', 24_000))
    expect(seen[0]).toEqual(refused)
    expect(lines.at(-1)).toMatchObject({
      receivedSamples: 48_000,
      heardSamples: 24_000,
      heardText: 'One two',
      unheardText: ' three four.',
    })
  })
})

describe('outputStates', () => {
  it('emits the state at once and at each change, and stops watching with the subscription', () => {
    const watchers = new Set<(state: OutputState) => void>()
    const speaker: Pick<Speaker, 'watch'> = {
      watch: (listener) => {
        watchers.add(listener)
        listener('needs-gesture')
        return () => watchers.delete(listener)
      },
    }
    const seen: OutputState[] = []
    const subscription = outputStates(speaker).subscribe((state) => seen.push(state))
    for (const state of ['running', 'lost'] as const) watchers.forEach((tell) => tell(state))
    subscription.unsubscribe()
    expect(seen).toEqual(['needs-gesture', 'running', 'lost'])
    expect(watchers.size).toBe(0)
  })

  it('emits running, and does not complete, for a speaker that reports no state', () => {
    expect(gather(outputStates({}))).toEqual(['running'])
  })
})
