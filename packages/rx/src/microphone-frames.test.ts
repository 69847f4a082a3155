import type { MicrophoneFrame } from '@vatel/core'
import { pcm } from './testing/said.ts'
import { microphoneFrames } from './microphone-frames.ts'

describe('microphoneFrames', () => {
  it('gives the frames, stops listening when it is left, and leaves the device on', () => {
    const listeners = new Set<(frame: MicrophoneFrame) => void>()
    const close = jest.fn()
    const frames$ = microphoneFrames({
      listen: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      close,
    })
    const seen: MicrophoneFrame[] = []
    const subscription = frames$.subscribe((frame) => seen.push(frame))
    const frame = { pcm: pcm(1), atMs: 20 }
    for (const listener of listeners) listener(frame)
    subscription.unsubscribe()
    expect(seen).toEqual([frame])
    expect(listeners.size).toBe(0)
    expect(close).not.toHaveBeenCalled()
  })
})
