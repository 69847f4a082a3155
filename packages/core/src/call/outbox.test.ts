import { createClock } from '@sinonjs/fake-timers'
import * as fc from 'fast-check'
import { encodeAudio } from '../protocol/audio-payload.ts'
import type { DropReport } from './input-loss.ts'
import { createOutbox } from './outbox.ts'

interface Output {
  readonly data: { readonly toolCallId: string }
}

const frame = encodeAudio(new Int16Array(480))

/** An outbox before a socket that takes what it is told to. */
const setUp = () => {
  const clock = createClock()
  const wire = {
    bufferedBytes: 0,
    isOpen: true,
    texts: [] as string[],
    send: (text: string) => wire.texts.push(text),
    close: () => undefined,
    terminate: () => undefined,
  }
  const sent: string[] = []
  const losses: DropReport[] = []
  const outbox = createOutbox(wire, clock, {
    sent: ({ type }) => sent.push(type),
    dropped: (loss) => losses.push(loss),
  })
  return { clock, wire, sent, losses, outbox }
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

  it('lets tool outputs wait while the socket is full, and sends them before the microphone', async () => {
    const { clock, wire, sent, outbox } = setUp()
    outbox.open()
    wire.bufferedBytes = 65_537
    outbox.sendAudio(frame)
    expect(outbox.sendToolOutput('7', 'done')).toEqual({ status: 'queued' })
    wire.bufferedBytes = 0
    expect(outbox.sendToolOutput('8', 'done')).toEqual({ status: 'queued' })
    await clock.tickAsync(20)
    expect(sent).toEqual(['tool_call_output', 'tool_call_output', 'input_audio'])
    expect(wire.texts.slice(0, 2).map((text) => (JSON.parse(text) as Output).data.toolCallId)).toEqual([
      '7',
      '8',
    ])
    outbox.close()
  })

  it('hands nothing to a socket that is closing, and keeps the outputs that had to stay', async () => {
    const { clock, wire, sent, outbox } = setUp()
    outbox.open()
    wire.isOpen = false
    expect(outbox.sendToolOutput('7', 'done')).toEqual({ status: 'queued' })
    await clock.tickAsync(100)
    expect(outbox.orphans).toEqual([])
    outbox.close()
    expect(outbox.sendToolOutput('8', 'late')).toEqual({ status: 'dropped' })
    expect(sent).toEqual([])
    expect(outbox.orphans).toEqual([
      { toolCallId: '7', output: 'done' },
      { toolCallId: '8', output: 'late' },
    ])
  })

  it('tells what was stale at once, then once a second, and forgets nothing', async () => {
    const { clock, wire, losses, outbox } = setUp()
    outbox.open()
    wire.bufferedBytes = 65_537
    for (let n = 0; n < 250; n += 1) {
      outbox.sendAudio(frame)
      await clock.tickAsync(20)
    }
    wire.bufferedBytes = 0
    await clock.tickAsync(2_000)
    expect(losses).toEqual([
      { ms: 20, totalMs: 20 },
      { ms: 980, totalMs: 1_000 },
      { ms: 1_000, totalMs: 2_000 },
      { ms: 1_000, totalMs: 3_000 },
    ])
    expect(outbox.audio).toEqual({ sentMs: 2_000, queuedMs: 0, droppedMs: 3_000 })
    expect(clock.countTimers()).toBe(0)
  })

  it('knows how much sound is in the socket itself', () => {
    const { wire, outbox } = setUp()
    outbox.open()
    for (let n = 0; n < 10; n += 1) {
      outbox.sendAudio(frame)
      wire.bufferedBytes = outbox.handedBytes
    }
    expect(outbox.inSocketMs()).toBe(200)
    wire.bufferedBytes /= 2
    expect(outbox.inSocketMs()).toBe(100)
    wire.bufferedBytes = 1
    expect(outbox.inSocketMs()).toBe(20)
    wire.bufferedBytes = 0
    expect(outbox.inSocketMs()).toBe(0)
    outbox.close()
  })

  it('counts whole samples, so that no rounding adds up', () => {
    const { outbox } = setUp()
    outbox.open()
    const sample = encodeAudio(Int16Array.of(1))
    for (let n = 0; n < 24_000; n += 1) outbox.sendAudio(sample)
    expect(outbox.audio.sentMs).toBe(1_000)
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

  it('lets an orphan say what its tool gave in the end, and nothing but an orphan', () => {
    const { sent, outbox } = setUp()
    outbox.open()
    outbox.sendToolOutput('sent', 'in time')
    expect(outbox.amendOrphan('sent', 'later')).toEqual({ status: 'dropped' })
    outbox.close()
    outbox.sendToolOutput('one', 'cancelled')
    outbox.sendToolOutput('two', 'cancelled')
    for (const id of ['one', 'sent', 'three']) outbox.amendOrphan(id, 'booked')
    expect(outbox.orphans).toEqual([
      { toolCallId: 'one', output: 'booked' },
      { toolCallId: 'two', output: 'cancelled' },
    ])
    expect(sent).toEqual(['tool_call_output'])
  })

  it('keeps the first of two outputs that wait', () => {
    const { wire, outbox } = setUp()
    wire.bufferedBytes = 65_537
    outbox.open()
    outbox.sendToolOutput('one', 'first')
    outbox.amendOrphan('one', 'second')
    outbox.close()
    expect(outbox.orphans).toEqual([{ toolCallId: 'one', output: 'first' }])
  })
})
