import type { EndReason, PlaybackEvent } from '@vatel/core'
import { type Simulation, simulate } from '../../test/simulate.ts'
import { pcm, serverMessages } from '../testing/server-messages.ts'
import { playback, type FakeSpeaker, createFakeSpeaker } from '../../test/fake-speaker.ts'
import type { CallMessage } from '../call.ts'
import { playInto } from './play-into.ts'

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
