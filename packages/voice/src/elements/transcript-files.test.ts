import { agent, hardLines, user } from '../../test/stub-call.ts'
import { clockText } from './clock-text.ts'
import { formatTranscript, type TimedTranscript } from './transcript-files.ts'

const given: TimedTranscript = {
  transcript: [
    agent('Hello.'),
    user('What --> is <b>\n\nopen & free?'),
    {
      who: 'tool',
      toolCallId: '1',
      toolName: 'get_hours',
      arguments: [],
      output: 'nine to five',
    },
    agent('We are open from', ' nine to five.', { cancelled: true, interrupted: true }),
  ],
  times: {
    startedAtMs: 1_000,
    endedAtMs: undefined,
    lines: [
      { startMs: 1_250, endMs: 2_000 },
      { startMs: 3_000, endMs: 4_500 },
      { startMs: 4_600, endMs: 4_700 },
      { startMs: 5_000, endMs: 3_666_007 },
    ],
  },
}

describe('formatTranscript', () => {
  it('writes WebVTT with what was heard, and no text that ends a cue', () => {
    expect(formatTranscript(given, 'vtt')).toBe(`WEBVTT

1
00:00:00.250 --> 00:00:01.000
<v Agent>Hello.

2
00:00:02.000 --> 00:00:03.500
<v You>What → is &lt;b&gt; open &amp; free?

3
00:00:04.000 --> 01:01:05.007
<v Agent>We are open from
`)
  })

  it('writes SubRip', () => {
    expect(formatTranscript(given, 'srt')).toContain(`2
00:00:02,000 --> 00:00:03,500
You: What → is <b> open & free?
`)
  })

  it('writes text, and marks what was cut off', () => {
    expect(formatTranscript(given, 'text')).toContain('[0:04] Agent: We are open from [interrupted]\n')
  })

  it('leaves out what was not heard when the call ended', () => {
    const transcript = [agent('Goodbye', ' for now.')]
    const times = { startedAtMs: 0, lines: [{ startMs: 0, endMs: 900 }] }
    const during = { transcript, times: { ...times, endedAtMs: undefined } }
    expect(formatTranscript(during, 'text')).toBe('[0:00] Agent: Goodbye for now.\n')
    const after = { transcript, times: { ...times, endedAtMs: 950 } }
    expect(formatTranscript(after, 'text')).toBe('[0:00] Agent: Goodbye\n')
  })

  it('writes each line to JSON as it is, with its times', () => {
    const lines = JSON.parse(formatTranscript(given, 'json')) as readonly unknown[]
    expect(lines[3]).toEqual({ startMs: 4_000, endMs: 3_665_007, ...given.transcript[3] })
  })

  it('keeps every script', () => {
    const text = formatTranscript({ transcript: hardLines, times: { ...given.times, lines: [] } }, 'text')
    expect(text).toContain('[0:00] Agent: مرحبا')
  })
})

describe('clockText', () => {
  it('has hours only where there are any', () => {
    expect([0, 65_000, 3_605_000].map(clockText)).toEqual(['0:00', '1:05', '1:00:05'])
  })
})
