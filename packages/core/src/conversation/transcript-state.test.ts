import { encodeAudio } from '../protocol/audio-payload.ts'
import {
  initialTranscriptState,
  linesOf,
  reduceTranscriptState,
  type TranscriptState,
} from './transcript-state.ts'
import { initialTranscript, reduceTranscript, type TranscriptEvent } from './transcript.ts'

const exchange = (n: number): readonly TranscriptEvent[] => {
  const turn_id = `turn ${String(n)}`
  const sound = (is_final: boolean): TranscriptEvent => ({
    type: 'response_audio',
    data: { turn_id, audio: encodeAudio(new Int16Array(2_400)), is_final },
  })
  const call: TranscriptEvent = {
    type: 'tool_call',
    data: { toolCallId: String(n), toolName: 'look', arguments: [] },
  }
  return [
    { type: 'speech_started', data: { emulated: false } },
    ...(n % 3 === 0 ? [{ type: 'interruption', data: {} } as const] : []),
    { type: 'input_audio_transcript', data: { transcript: `words ${String(n)}`, is_final: n % 5 !== 0 } },
    { type: 'speech_stopped', data: {} },
    call,
    ...(n % 2 === 0 ? [call] : []),
    { type: 'response_text', data: { turn_id, text: 'one two three four', is_final: true } },
    sound(false),
    { type: 'progress', turnId: turn_id, heardSamples: 1_200, atMs: 0 },
    sound(n % 4 !== 0),
    { type: 'progress', turnId: turn_id, heardSamples: 4_000, atMs: 0 },
  ]
}
const output = (n: number): TranscriptEvent => ({
  type: 'tool_call_output',
  data: { toolCallId: String(n), output: 'seen' },
})

describe('reduceTranscriptState', () => {
  it('has the lines of reduceTranscript at any length, with late outputs and repeated calls', () => {
    let state: TranscriptState = initialTranscriptState
    let lines = initialTranscript
    for (let n = 0; n < 700; n += 1) {
      const late = n % 7 === 0 ? [output(Math.floor(n / 2)), ...exchange(Math.floor(n / 3)).slice(3, 5)] : []
      for (const event of [...exchange(n), ...late.filter(({ type }) => type !== 'speech_stopped')]) {
        state = reduceTranscriptState(state, event)
        lines = reduceTranscript(lines, event)
      }
      if (n % 50 === 49) {
        expect(linesOf(state)).toEqual(lines)
        state = JSON.parse(JSON.stringify(state)) as TranscriptState
      }
    }
    expect(lines.length).toBeGreaterThan(2_000)
    expect(state.recent.length).toBeLessThanOrEqual(384)
  })

  it('returns the same state and the same lines for an event that changes nothing', () => {
    const state = exchange(1).reduce(reduceTranscriptState, initialTranscriptState)
    expect(reduceTranscriptState(state, { type: 'session_started', data: { id: 'c' } })).toBe(state)
    expect(linesOf(state)).toBe(linesOf(state))
  })

  it.each([
    ['plain', (state: TranscriptState) => state],
    ['frozen', (state: TranscriptState) => Object.freeze(state)],
  ])('has one list of lines for a %s state, which does not show in the state', (_, prepare) => {
    const events = Array.from({ length: 400 }, (_each, n) => exchange(n)).flat()
    const state = prepare(events.reduce(reduceTranscriptState, initialTranscriptState))
    const before = JSON.stringify(state)
    expect(state.older.length).toBeGreaterThan(0)
    expect(linesOf(state)).toBe(linesOf(state))
    expect(JSON.stringify(state)).toBe(before)
    expect({ ...state }).toEqual({ older: state.older, recent: state.recent })
  })
})
