import { createClock } from '@sinonjs/fake-timers'
import * as fc from 'fast-check'
import { encodeAudio } from '../protocol/audio-payload.ts'
import { createOutbox } from './outbox.ts'

const frame = encodeAudio(new Int16Array(480))

/** An outbox before a socket that takes what it is told to. */
const setUp = () => {
  const clock = createClock()
  const wire = {
    bufferedBytes: 0,
    texts: [] as string[],
    send: (text: string) => wire.texts.push(text),
    close: () => undefined,
    terminate: () => undefined,
  }
  const sent: string[] = []
  const outbox = createOutbox(wire, clock, ({ type }) => sent.push(type))
  return { clock, wire, sent, outbox }
}

describe('the outbox', () => {
  it('lets the microphone wait while the socket is full, and sends on when it is not', async () => {
    const { clock, wire, sent, outbox } = setUp()
    outbox.open()
    wire.bufferedBytes = 65_537
    expect(outbox.sendAudio(frame)).toEqual({ status: 'queued' })
    await clock.tickAsync(200)
    expect(sent).toEqual([])
    wire.bufferedBytes = 65_536
    await clock.tickAsync(20)
    expect(sent).toEqual(['input_audio'])
    expect(outbox.audio).toEqual({ sentMs: 20, queuedMs: 0, droppedMs: 0 })
    expect(clock.countTimers()).toBe(0)
  })

  it('sends tool outputs at once, past the microphone that waits', () => {
    const { wire, sent, outbox } = setUp()
    outbox.open()
    wire.bufferedBytes = 1_000_000
    outbox.sendAudio(frame)
    expect(outbox.sendToolOutput('7', 'done')).toEqual({ status: 'sent' })
    expect(sent).toEqual(['tool_call_output'])
    outbox.close()
  })

  it('keeps the order of the microphone', async () => {
    const { clock, wire, outbox } = setUp()
    const frames = [1, 2, 3].map((sample) => encodeAudio(Int16Array.of(sample)))
    outbox.open()
    wire.bufferedBytes = 1_000_000
    outbox.sendAudio(frames[0] ?? '')
    wire.bufferedBytes = 0
    outbox.sendAudio(frames[1] ?? '')
    outbox.sendAudio(frames[2] ?? '')
    await clock.tickAsync(20)
    expect(wire.texts.map((text) => (JSON.parse(text) as { data: { audio: string } }).data.audio)).toEqual(
      frames,
    )
  })

  it('keeps tool outputs until the session has started, and sends them first', () => {
    const { sent, outbox } = setUp()
    outbox.sendAudio(frame)
    expect(outbox.sendToolOutput('7', 'done')).toEqual({ status: 'queued' })
    outbox.open()
    expect(sent).toEqual(['tool_call_output', 'input_audio'])
  })

  it('takes nothing more once it is closed, and leaves no timer', () => {
    const { clock, wire, outbox } = setUp()
    outbox.open()
    wire.bufferedBytes = 1_000_000
    outbox.sendAudio(frame)
    outbox.close()
    expect(outbox.sendAudio(frame)).toEqual({ status: 'dropped' })
    expect(outbox.sendToolOutput('7', 'done')).toEqual({ status: 'dropped' })
    expect(outbox.audio).toEqual({ sentMs: 0, queuedMs: 0, droppedMs: 40 })
    expect(clock.countTimers()).toBe(0)
  })

  it('accounts for every millisecond, whatever the socket does', () => {
    const step = fc.oneof(
      fc.constant('frame' as const),
      fc.nat(200_000).map((bytes) => ({ bytes })),
      fc.nat(3_000).map((ms) => ({ ms })),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const { clock, wire, outbox } = setUp()
        outbox.open()
        let givenMs = 0
        for (const one of steps) {
          if (one === 'frame') {
            outbox.sendAudio(frame)
            givenMs += 20
          } else if ('bytes' in one) wire.bufferedBytes = one.bytes
          else clock.tick(one.ms)
          const { sentMs, queuedMs, droppedMs } = outbox.audio
          expect(sentMs + queuedMs + droppedMs).toBe(givenMs)
          expect(queuedMs).toBeLessThanOrEqual(2_000)
          expect(wire.texts).toHaveLength(sentMs / 20)
        }
        outbox.close()
      }),
      { numRuns: 100 },
    )
  })
})
