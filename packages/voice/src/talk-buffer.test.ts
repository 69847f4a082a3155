import type { MicrophoneFrame } from '@vatel/core'
import { createTalkBuffer } from './talk-buffer.ts'

/** Frames that carry their number, so that silence (0) and order can be seen. */
const frame = (number: number): MicrophoneFrame => ({
  pcm: new Int16Array(480).fill(number),
  atMs: number * 20,
})

interface Options {
  readonly pushToTalk?: boolean
  readonly isMuted?: () => boolean
}

const setUp = ({ pushToTalk = false, isMuted = () => false }: Options = {}) => {
  const sent: number[] = []
  const nothing = () => undefined
  const buffer = createTalkBuffer({
    pushToTalk,
    isMuted,
    close: nothing,
    watch: () => nothing,
    errorOf: nothing,
  })
  let next = 1
  return {
    buffer,
    sent,
    /** Captures a number of frames. */
    capture: (count: number) => {
      for (let at = 0; at < count; at += 1) buffer.add(frame(next++))
    },
    listen: async () => {
      const stop = buffer.listen(({ pcm }) => sent.push(pcm[0] ?? -1))
      await Promise.resolve()
      return stop
    },
  }
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)

describe('the talk buffer', () => {
  it('sends the first words once somebody listens, in order, and then each frame at once', async () => {
    const { buffer, capture, sent, listen } = setUp()
    capture(25)
    await listen()
    expect(sent).toEqual(range(1, 10))
    capture(2)
    expect(sent).toEqual(range(1, 27))
    capture(1)
    expect(sent).toEqual(range(1, 28))
    expect(buffer.isOpen).toBe(true)
  })

  it('keeps the newest 3 s', async () => {
    const { capture, sent, listen } = setUp()
    capture(200)
    await listen()
    capture(20)
    expect(sent).toEqual(range(51, 220))
  })

  it('keeps silence in place of words that are said while muted', async () => {
    let isMuted = false
    const { capture, sent, listen } = setUp({ isMuted: () => isMuted })
    capture(2)
    isMuted = true
    capture(3)
    isMuted = false
    capture(1)
    await listen()
    expect(sent).toEqual([1, 2, 0, 0, 0, 6])
  })

  it('sends nothing more after the listener has stopped', async () => {
    const { capture, sent, listen } = setUp()
    const stop = await listen()
    capture(1)
    stop()
    capture(1)
    expect(sent).toEqual([1])
  })

  describe('with push-to-talk', () => {
    it('sends silence until it is pressed, and the 200 ms before the press', async () => {
      const { buffer, capture, sent, listen } = setUp({ pushToTalk: true })
      await listen()
      capture(15)
      expect(sent).toEqual(Array(15).fill(0))
      sent.splice(0)
      buffer.press()
      capture(1)
      capture(1)
      expect(sent).toEqual([...range(6, 15), 16, 17])
      buffer.release()
      sent.splice(0)
      capture(3)
      expect(sent).toEqual([0, 0, 0])
    })

    it('keeps what is said while it is pressed before the session begins, and no silence', async () => {
      const { buffer, capture, sent, listen } = setUp({ pushToTalk: true })
      capture(20)
      buffer.press()
      capture(5)
      buffer.release()
      capture(20)
      await listen()
      capture(1)
      expect(sent).toEqual([...range(11, 25), 0])
    })

    it('keeps nothing of what is said while muted', async () => {
      const { buffer, capture, sent, listen } = setUp({ pushToTalk: true, isMuted: () => true })
      await listen()
      capture(10)
      buffer.press()
      capture(2)
      expect(new Set(sent)).toEqual(new Set([0]))
    })
  })
})
