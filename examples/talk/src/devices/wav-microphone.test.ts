import { createClock } from '@sinonjs/fake-timers'
import type { Clock, MicrophoneFrame } from '@vatel/core'
import { wavMicrophone } from './wav-microphone.ts'

const ramp = (length: number) => Int16Array.from({ length }, (_, i) => i + 1)

const nowOf = ({ performance }: Clock): number => performance.now()

const setUp = (pcm: Int16Array) => {
  const clock = createClock()
  const tapped: MicrophoneFrame[] = []
  const microphone = wavMicrophone({ pcm, clock, onFrame: (frame) => tapped.push(frame) })
  const heard: MicrophoneFrame[] = []
  return { clock, microphone, heard, tapped, listen: () => microphone.listen((frame) => heard.push(frame)) }
}

describe('wavMicrophone', () => {
  it('waits for a listener, then emits 20 ms every 20 ms', async () => {
    const { clock, heard, listen } = setUp(ramp(960))
    await clock.tickAsync(1_000)
    listen()
    await clock.tickAsync(20)
    expect(heard.map(({ pcm }) => [...pcm.slice(0, 2), pcm.length])).toEqual([
      [1, 2, 480],
      [481, 482, 480],
    ])
  })

  it('stamps a frame with the time of its first sample, a frame before its delivery', async () => {
    const { clock, heard, listen } = setUp(ramp(960))
    const startMs = nowOf(clock)
    listen()
    await clock.tickAsync(20)
    expect(heard.map(({ atMs }) => atMs - startMs)).toEqual([-20, 0])
  })

  it('continues with silence after the end, and is done', async () => {
    const { clock, microphone, heard, listen } = setUp(ramp(500))
    listen()
    await clock.tickAsync(0)
    expect(microphone.isDone).toBe(false)
    await clock.tickAsync(40)
    expect(microphone.isDone).toBe(true)
    expect(heard.map(({ pcm }) => pcm.filter((sample) => sample !== 0).length)).toEqual([480, 20, 0])
  })

  it('emits nothing after it was closed, and leaves no timer', async () => {
    const { clock, microphone, heard, tapped, listen } = setUp(ramp(9_600))
    listen()
    await clock.tickAsync(20)
    microphone.close()
    listen()
    await clock.tickAsync(100)
    expect(heard).toHaveLength(2)
    expect(tapped).toHaveLength(2)
    expect(clock.countTimers()).toBe(0)
  })
})
