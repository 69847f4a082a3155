import { UnreachableError, type EndReason } from '@vatel/core'
import { describeEnd, reportOf, type CallFigures } from './report.ts'
import { agentEntry } from './testing/agent-entry.ts'

const turn = (turnId: string, text: string) => agentEntry(text, { turnId })

const figures: CallFigures = {
  transcript: [turn('t1', 'It is sunny.'), turn('t2', 'With pleasure. Paris has more than 100 museums.')],
  latency: {
    turns: [
      { turnId: 't1', firstByteMs: 351.4, firstSoundMs: 391.2 },
      { turnId: 't2', firstByteMs: 340 },
    ],
    bargeIns: [],
  },
  reactions: [{ interruptedAtMs: 9_000, silentAfterMs: 12.34 }],
  audio: { sentMs: 27_260, queuedMs: 0, droppedMs: 40 },
  end: { type: 'session-ended' },
  durationMs: 27_412,
}

describe('reportOf', () => {
  it('reports the latencies of each turn', () => {
    expect(reportOf(figures).turns).toEqual([
      { said: 'It is sunny.', firstByte: '351 ms', firstSound: '391 ms' },
      { said: 'With pleasure. Paris has more than 100 ...', firstByte: '340 ms', firstSound: '-' },
    ])
  })

  it('reports the reaction, the frames of 20 ms, the duration and the end', () => {
    expect(reportOf(figures).facts).toEqual([
      { name: 'barge-in', value: '12.3 ms to silence' },
      { name: 'frames sent', value: '1363' },
      { name: 'frames dropped', value: '2' },
      { name: 'length', value: '27.4 s' },
      { name: 'end', value: 'ended by the platform' },
    ])
  })

  it('reports a call without interruptions', () => {
    expect(reportOf({ ...figures, reactions: [] }).facts[0]?.value).toBe('not interrupted')
  })
})

describe('describeEnd', () => {
  it.each<[EndReason, string]>([
    [{ type: 'hung-up' }, 'hung up here'],
    [{ type: 'refused', status: 401, message: 'bad token' }, 'refused by the platform (401, bad token)'],
    [{ type: 'refused', status: 403, message: '' }, 'refused by the platform (403)'],
    [{ type: 'lost', code: 1006, reason: '' }, 'connection lost (1006)'],
    [{ type: 'lost', code: 1011, reason: 'gone' }, 'connection lost (1011, gone)'],
    [{ type: 'timed-out', stage: 'connecting' }, 'timed out while connecting'],
    [
      { type: 'failed', error: new UnreachableError('http://localhost:1', 'not-sent', 'ECONNREFUSED') },
      'cannot reach http://localhost:1 (ECONNREFUSED): check the base URL and the network',
    ],
  ])('describes %j', (end, words) => {
    expect(describeEnd(end)).toBe(words)
  })
})
