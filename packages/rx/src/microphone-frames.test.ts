import type { Microphone, MicrophoneFrame } from '@vatel/core'
import { map } from 'rxjs'
import { draw } from '../test/marbles.ts'
import { pcm } from './testing/said.ts'
import { microphoneFrames } from './microphone-frames.ts'

const frameOf = (atMs: number): MicrophoneFrame => ({ pcm: pcm(1), atMs })

describe('microphoneFrames', () => {
  it('listens for as long as it is subscribed', () => {
    draw(({ hot, expectObservable, expectSubscriptions }) => {
      const device$ = hot('-a-b-c-d-', { a: frameOf(1), b: frameOf(2), c: frameOf(3), d: frameOf(4) })
      const microphone: Microphone = {
        listen: (listener) => {
          const subscription = device$.subscribe(listener)
          return () => subscription.unsubscribe()
        },
        close: () => undefined,
      }
      const frames$ = microphoneFrames(microphone).pipe(map(({ atMs }) => String(atMs)))
      expectObservable(frames$, '--^---!').toBe('---2-3')
      expectSubscriptions(device$.subscriptions).toBe('--^---!')
    })
  })

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
