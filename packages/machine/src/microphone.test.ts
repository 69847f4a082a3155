import type { Microphone, MicrophoneFrame } from '@vatel/core'
import { soundOf } from '../test/messages.ts'
import { startCall } from '../test/start-call.ts'

describe('a microphone', () => {
  it('is off when it fails, and the call goes on without it', async () => {
    const cause = new Error('unplugged')
    const close = jest.fn()
    const listen: Microphone['listen'] = () => {
      throw cause
    }
    const call = await startCall({ microphone: { listen, close } })
    expect(call.emitted).toMatchObject([{ type: 'call.error', error: { device: 'microphone', cause } }])
    expect(call.actor.getSnapshot().matches({ active: { microphone: 'off' } })).toBe(true)
    expect(call.phase()).toBe('listening')
    call.send('hangUp')
    expect(close).toHaveBeenCalledTimes(1)
  })

  it('may have frames of any length: silence is as long as the frame that it replaces', async () => {
    let hear: (frame: MicrophoneFrame) => void = () => undefined
    const listen: Microphone['listen'] = (listener) => {
      hear = listener
      return () => undefined
    }
    const call = await startCall({ microphone: { listen, close: () => undefined } })
    call.send('mute')
    for (const ms of [20, 10, 20]) hear({ pcm: soundOf(ms), atMs: 0 })
    expect(
      call.connection().sentAudio.map((pcm) => [pcm.length, pcm.some((sample) => sample !== 0)]),
    ).toEqual([
      [480, false],
      [240, false],
      [480, false],
    ])
  })
})
