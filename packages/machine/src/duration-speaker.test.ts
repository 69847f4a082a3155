import type { PlaybackEvent } from '@vatel/core'
import { soundOf } from '../test/messages.ts'
import { simulateTime } from '../test/simulated-time.ts'
import { durationSpeaker } from './duration-speaker.ts'

const setUp = () => {
  const clock = simulateTime()
  const speaker = durationSpeaker(clock)
  const events: string[] = []
  speaker.listen(({ type, turnId, heardSamples, atMs }: PlaybackEvent) =>
    events.push(`${atMs} ms ${turnId} ${type} ${heardSamples}`),
  )
  const write = (turnId: string, ms: number) => speaker.write({ turnId, pcm: soundOf(ms), isFinal: false })
  return { clock, speaker, events, write }
}

describe('a speaker without a device', () => {
  it('reports each turn as heard for as long as its audio lasts, one after the other', async () => {
    const { clock, events, write } = setUp()
    write('a', 100)
    write('a', 200)
    write('b', 50)
    await clock.tickAsync(1_000)
    expect(events).toEqual([
      '0 ms a started 0',
      '100 ms a progress 2400',
      '300 ms a drained 7200',
      '300 ms b started 0',
      '300 ms b progress 0',
      '350 ms b drained 1200',
    ])
    expect(clock.countTimers()).toBe(0)
  })

  it('reports a flush, and counts a turn that is written after it from 0', async () => {
    const { clock, speaker, events, write } = setUp()
    write('a', 100)
    write('b', 100)
    await clock.tickAsync(40)
    speaker.flush()
    write('a', 100)
    await clock.tickAsync(100)
    expect(events).toEqual([
      '0 ms a started 0',
      '40 ms a flushed 960',
      '40 ms b flushed 0',
      '40 ms a started 0',
      '140 ms a drained 2400',
    ])
  })
})
