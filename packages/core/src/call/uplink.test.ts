import * as fc from 'fast-check'
import { encodeAudio } from '../protocol/audio-payload.ts'
import type { DropReport } from './connection.ts'
import {
  amendOrphan,
  bufferedMs,
  closeUplink,
  createUplink,
  drainOne,
  hasQueued,
  offerAudio,
  offerOutput,
  openUplink,
  runUplink,
  uplinkDeadlineMs,
  type UplinkOutput,
  uplinkStats,
} from './uplink.ts'

interface Output {
  readonly data: { readonly toolCallId: string }
}

const frame = encodeAudio(new Int16Array(480))

/** An uplink before a socket whose readings a test sets, driven as the shell of a call drives it. */
const setUp = () => {
  const uplink = createUplink()
  const line = { bufferedBytes: 0, receivedBytes: 0, isOpen: true }
  const texts: string[] = []
  const sent: string[] = []
  const losses: DropReport[] = []
  let nowMs = 0
  const out = {
    push(output: UplinkOutput) {
      if (output.type === 'dropped') losses.push(output.report)
      else {
        texts.push(output.text)
        sent.push(output.message.type)
      }
    },
  }
  /** Does what is due, and sends what waits one by one, as long as the socket has room. */
  const settle = () => {
    let before = texts.length
    if (nowMs >= uplinkDeadlineMs(uplink)) runUplink(uplink, nowMs, line, out)
    while (texts.length > before && hasQueued(uplink)) {
      before = texts.length
      drainOne(uplink, nowMs, line, out)
    }
  }
  const done = <T>(value: T): T => {
    settle()
    return value
  }
  const pass = (ms: number) => {
    const untilMs = nowMs + ms
    while (uplinkDeadlineMs(uplink) <= untilMs) {
      nowMs = Math.max(nowMs, uplinkDeadlineMs(uplink))
      settle()
    }
    nowMs = untilMs
  }
  return {
    uplink,
    line,
    texts,
    sent,
    losses,
    pass,
    open: () => {
      openUplink(uplink, nowMs)
      settle()
    },
    close: () => closeUplink(uplink),
    sendAudio: (audio: string) => done(offerAudio(uplink, audio, nowMs, line, out)),
    sendToolOutput: (toolCallId: string, output: string) =>
      done(offerOutput(uplink, { toolCallId, output }, nowMs, line, out)),
    amendOrphan: (toolCallId: string, output: string) => amendOrphan(uplink, { toolCallId, output }),
    stats: () => uplinkStats(uplink),
    orphans: () => [...uplink.orphans].map(([toolCallId, output]) => ({ toolCallId, output })),
    isIdle: () => uplinkDeadlineMs(uplink) === Infinity,
  }
}

describe('the uplink', () => {
  it('queues the microphone while the socket is full, and sends on when it is not', () => {
    const up = setUp()
    up.open()
    up.line.bufferedBytes = 65_537
    expect(up.sendAudio(frame)).toEqual({ status: 'queued' })
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
    expect(up.sendToolOutput('7', 'done')).toEqual({ status: 'queued' })
    up.line.bufferedBytes = 0
    expect(up.sendToolOutput('8', 'done')).toEqual({ status: 'queued' })
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
    up.line.isOpen = false
    expect(up.sendToolOutput('7', 'done')).toEqual({ status: 'queued' })
    up.pass(100)
    expect(up.orphans()).toEqual([])
    up.close()
    expect(up.sendToolOutput('8', 'late')).toEqual({ status: 'dropped' })
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
      up.line.bufferedBytes = up.uplink.sentBytes
    }
    expect(bufferedMs(up.uplink, up.line)).toBe(200)
    up.line.bufferedBytes /= 2
    expect(bufferedMs(up.uplink, up.line)).toBe(100)
    up.line.bufferedBytes = 1
    expect(bufferedMs(up.uplink, up.line)).toBe(20)
    up.line.bufferedBytes = 0
    expect(bufferedMs(up.uplink, up.line)).toBe(0)
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
    expect(up.sendToolOutput('7', 'done')).toEqual({ status: 'queued' })
    up.open()
    expect(up.sent).toEqual(['tool_call_output', 'input_audio'])
  })

  it('takes nothing more once it is closed, and has nothing to do', () => {
    const up = setUp()
    up.open()
    up.line.bufferedBytes = 1_000_000
    up.sendAudio(frame)
    up.close()
    expect(up.sendAudio(frame)).toEqual({ status: 'dropped' })
    expect(up.sendToolOutput('7', 'done')).toEqual({ status: 'dropped' })
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
    expect(up.amendOrphan('sent', 'later')).toEqual({ status: 'dropped' })
    up.close()
    up.sendToolOutput('one', 'cancelled')
    up.sendToolOutput('two', 'cancelled')
    for (const id of ['one', 'sent', 'three']) up.amendOrphan(id, 'booked')
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
    up.amendOrphan('one', 'second')
    up.close()
    expect(up.orphans()).toEqual([{ toolCallId: 'one', output: 'first' }])
  })
})
