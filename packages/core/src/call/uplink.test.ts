import * as fc from 'fast-check'
import { encodeAudio } from '../protocol/audio-payload.ts'
import { createCall } from './call-model.ts'
import type { DropReport } from './connection.ts'
import { nextDeadlineMs, stepCall } from './engine.ts'
import {
  closeUplink,
  drainOne,
  offerAudio,
  offerOutput,
  presentDelivery,
  reportDelivery,
  uplinkStats,
} from './uplink.ts'

interface Output {
  readonly data: { readonly toolCallId: string }
}

const frame = encodeAudio(new Int16Array(480))

/** A call that has nothing but an uplink before a socket whose readings a test sets, driven as the shell drives it. */
const setUp = () => {
  const line = { bufferedBytes: 0, isWritable: true }
  const setup = { token: 'token', lineReading: line }
  const call = createCall(setup, 0)
  call.deadlineMs = Infinity
  const texts: string[] = []
  const sent: string[] = []
  const losses: DropReport[] = []
  let nowMs = 0
  const record = () => {
    for (const output of call.stepOutputs.splice(0))
      if ('do' in output) {
        if (output.do === 'send') texts.push(output.value)
      } else if (output.type === 'sent') sent.push(output.value.type)
      else if (output.type === 'dropped') losses.push(output.value)
  }
  /** Does what is due, and sends what waits one by one, as long as the socket has room. */
  const settle = () => {
    record()
    while (nextDeadlineMs(call) <= nowMs) {
      stepCall(call, { type: 'wake' }, nowMs)
      record()
    }
  }
  const done = (take: () => string): string => {
    call.nowMs = nowMs
    const status = take()
    settle()
    return status
  }
  const pass = (ms: number) => {
    const untilMs = nowMs + ms
    while (nextDeadlineMs(call) <= untilMs) {
      nowMs = Math.max(nowMs, nextDeadlineMs(call))
      settle()
    }
    nowMs = untilMs
  }
  const sendToolOutput = (toolCallId: string, output: string) =>
    done(() => offerOutput(call, { toolCallId, output }))
  return {
    call,
    line,
    texts,
    sent,
    losses,
    pass,
    open: () => {
      call.nowMs = nowMs
      call.hasStarted = true
      drainOne(call)
      settle()
    },
    close: () => {
      call.isOver = true
      closeUplink(call)
    },
    sendAudio: (audio: string) => done(() => offerAudio(call, audio)),
    sendToolOutput,
    stats: () => uplinkStats(call),
    unsentMs: () => presentDelivery(call, nowMs).unsentInputMs,
    orphans: () => reportDelivery(call, nowMs).orphanedToolOutputs,
    isIdle: () => nextDeadlineMs(call) === Infinity,
  }
}

describe('the uplink', () => {
  it('queues the microphone while the socket is full, and sends on when it is not', () => {
    const up = setUp()
    up.open()
    up.line.bufferedBytes = 65_537
    expect(up.sendAudio(frame)).toBe('queued')
    up.pass(200)
    expect(up.sent).toEqual([])
    up.line.bufferedBytes = 65_536
    up.pass(20)
    expect(up.sent).toEqual(['input_audio'])
    expect(up.stats()).toEqual({ sentMs: 20, queuedMs: 0, droppedMs: 0 })
    expect(up.isIdle()).toBe(true)
  })

  it('queues tool outputs while the socket is full, and sends them before the microphone', () => {
    const up = setUp()
    up.open()
    up.line.bufferedBytes = 65_537
    up.sendAudio(frame)
    expect(up.sendToolOutput('7', 'done')).toBe('queued')
    up.line.bufferedBytes = 0
    expect(up.sendToolOutput('8', 'done')).toBe('queued')
    up.pass(20)
    expect(up.sent).toEqual(['tool_call_output', 'tool_call_output', 'input_audio'])
    expect(up.texts.slice(0, 2).map((text) => (JSON.parse(text) as Output).data.toolCallId)).toEqual([
      '7',
      '8',
    ])
    up.close()
  })

  it('sends nothing through a socket that is closing, and keeps the outputs as orphans', () => {
    const up = setUp()
    up.open()
    up.line.isWritable = false
    expect(up.sendToolOutput('7', 'done')).toBe('queued')
    up.pass(100)
    expect(up.orphans()).toEqual([])
    up.close()
    expect(up.sendToolOutput('8', 'late')).toBe('dropped')
    expect(up.sent).toEqual([])
    expect(up.orphans()).toEqual([
      { toolCallId: '7', output: 'done' },
      { toolCallId: '8', output: 'late' },
    ])
  })

  it('reports stale audio at once, then once a second, and forgets nothing', () => {
    const up = setUp()
    up.open()
    up.line.bufferedBytes = 65_537
    for (let n = 0; n < 250; n += 1) {
      up.sendAudio(frame)
      up.pass(20)
    }
    up.line.bufferedBytes = 0
    up.pass(2_000)
    expect(up.losses).toEqual([
      { ms: 20, totalMs: 20 },
      { ms: 980, totalMs: 1_000 },
      { ms: 1_000, totalMs: 2_000 },
      { ms: 1_000, totalMs: 3_000 },
    ])
    expect(up.stats()).toEqual({ sentMs: 2_000, queuedMs: 0, droppedMs: 3_000 })
    expect(up.isIdle()).toBe(true)
  })

  it('measures how much sound is in the socket itself', () => {
    const up = setUp()
    up.open()
    for (let n = 0; n < 10; n += 1) {
      up.sendAudio(frame)
      up.line.bufferedBytes = up.call.sentBytes
    }
    expect(up.unsentMs()).toBe(200)
    up.line.bufferedBytes /= 2
    expect(up.unsentMs()).toBe(100)
    up.line.bufferedBytes = 1
    expect(up.unsentMs()).toBe(20)
    up.line.bufferedBytes = 0
    expect(up.unsentMs()).toBe(0)
    up.close()
  })

  it('counts whole samples, so that no rounding adds up', () => {
    const up = setUp()
    up.open()
    const sample = encodeAudio(Int16Array.of(1))
    for (let n = 0; n < 24_000; n += 1) up.sendAudio(sample)
    expect(up.stats().sentMs).toBe(1_000)
    up.close()
  })

  it('keeps the order of the microphone', () => {
    const up = setUp()
    const frames = [1, 2, 3].map((sample) => encodeAudio(Int16Array.of(sample)))
    up.open()
    up.line.bufferedBytes = 1_000_000
    up.sendAudio(frames[0] ?? '')
    up.line.bufferedBytes = 0
    up.sendAudio(frames[1] ?? '')
    up.sendAudio(frames[2] ?? '')
    up.pass(20)
    expect(up.texts.map((text) => (JSON.parse(text) as { data: { audio: string } }).data.audio)).toEqual(
      frames,
    )
  })

  it('keeps tool outputs until the session has started, and sends them first', () => {
    const up = setUp()
    up.sendAudio(frame)
    expect(up.sendToolOutput('7', 'done')).toBe('queued')
    up.open()
    expect(up.sent).toEqual(['tool_call_output', 'input_audio'])
  })

  it('takes nothing more once it is closed, and has nothing to do', () => {
    const up = setUp()
    up.open()
    up.line.bufferedBytes = 1_000_000
    up.sendAudio(frame)
    up.close()
    expect(up.sendAudio(frame)).toBe('dropped')
    expect(up.sendToolOutput('7', 'done')).toBe('dropped')
    expect(up.stats()).toEqual({ sentMs: 0, queuedMs: 0, droppedMs: 40 })
    expect(up.isIdle()).toBe(true)
  })

  it('accounts for every millisecond, whatever the socket does', () => {
    const step = fc.oneof(
      fc.constant('frame' as const),
      fc.nat(200_000).map((bytes) => ({ bytes })),
      fc.nat(3_000).map((ms) => ({ ms })),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const up = setUp()
        up.open()
        let givenMs = 0
        for (const one of steps) {
          if (one === 'frame') {
            up.sendAudio(frame)
            givenMs += 20
          } else if ('bytes' in one) up.line.bufferedBytes = one.bytes
          else up.pass(one.ms)
          const { sentMs, queuedMs, droppedMs } = up.stats()
          expect(sentMs + queuedMs + droppedMs).toBe(givenMs)
          expect(queuedMs).toBeLessThanOrEqual(2_000)
          expect(up.texts).toHaveLength(sentMs / 20)
        }
        up.close()
      }),
      { numRuns: 100 },
    )
  })

  it('replaces an orphan by the final output of its tool, and nothing but an orphan', () => {
    const up = setUp()
    up.open()
    up.sendToolOutput('sent', 'in time')
    expect(up.sendToolOutput('sent', 'later')).toBe('dropped')
    up.close()
    up.sendToolOutput('one', 'cancelled')
    up.sendToolOutput('two', 'cancelled')
    for (const id of ['one', 'sent']) up.sendToolOutput(id, 'booked')
    expect(up.orphans()).toEqual([
      { toolCallId: 'one', output: 'booked' },
      { toolCallId: 'two', output: 'cancelled' },
    ])
    expect(up.sent).toEqual(['tool_call_output'])
  })

  it('keeps the first of two outputs that wait', () => {
    const up = setUp()
    up.line.bufferedBytes = 65_537
    up.open()
    up.sendToolOutput('one', 'first')
    up.sendToolOutput('one', 'second')
    up.close()
    expect(up.orphans()).toEqual([{ toolCallId: 'one', output: 'first' }])
  })
})
