import type { Faults } from '@vatel/simulator'
import { selectEndReason, selectTranscript } from '../src/selectors.ts'
import { callCityGuide, type HeldCall, type Moment } from './city-guide.ts'

jest.setTimeout(300_000)

const talk = [
  'ended',
  'connecting',
  'listening',
  'agentSpeaking',
  'listening',
  'toolPending',
  'listening',
  'agentSpeaking',
  'listening',
  'agentSpeaking',
  'interrupted',
  'listening',
  'agentSpeaking',
  'listening',
  'ended',
]

/** Returns the moments whose phase contradicts the sound, with a tolerance of one frame on either side. */
const contradictions = (moments: readonly Moment[]): readonly Moment[] =>
  moments.filter(({ phase, loud }, at) => {
    const before = moments.slice(Math.max(0, at - 22), at + 1)
    const next = moments[at + 1]?.loud ?? false
    if (phase === 'agentSpeaking') return !next && !before.some((moment) => moment.loud)
    // A moment of silence within a word does not count: a moment is loud when the next one is.
    return loud && next && before.slice(-2).every((moment) => moment.phase === phase)
  })

const expectConsistency = (call: HeldCall): void => {
  expect(contradictions(call.moments)).toEqual([])
  expect(call.emitted.filter(({ type }) => type === 'call.ended')).toHaveLength(1)
  expect(call.phases.at(-1)).toBe('ended')
  expect(call.microphones.filter((state) => state === 'open')).toEqual([])
  expect(call.toolOutputs).toBeLessThanOrEqual(1)
  expect(call.last.context.tools.filter(({ status }) => status === 'pending')).toEqual([])
  expect(call.last.children).toEqual({})
  expect(call.timersLeft).toBe(0)
}

describe('a whole call with the city guide', () => {
  const harmless: readonly (readonly [string, Faults])[] = [
    ['no fault', {}],
    ['late audio after the interruption', { lateAudio: 3 }],
    ['tool calls in snake case', { snakeCaseTools: true }],
    ['missing flags', { missingFlags: true }],
    ['emulated starts', { emulatedStart: true }],
    ['messages of an unknown type', { unknownType: true }],
    ['messages that are no JSON', { malformedJson: true }],
    ['a delay of 300 ms', { latencyMs: 300 }],
    ['a delay by chance', { jitterMs: 120 }],
    ['signals without data', { missingData: 'null' }],
    ['fields that nobody knows', { extraFields: true, unknownEnum: true }],
    ['payloads of the wrong types', { wrongTypes: true }],
    ['a tool called twice with one id', { duplicateToolCall: true }],
    ['a turn id that comes back', { reusedTurn: true }],
    ['a session that starts twice', { sessionStarted: 'twice' }],
  ]

  it.each(harmless)('goes through its phases with %s, and they match the sound', async (_, faults) => {
    const call = await callCityGuide(faults)
    expectConsistency(call)
    expect(call.phases).toEqual(talk)
    expect(call.toolOutputs).toBe(1)
    expect(selectEndReason(call.last)).toEqual({ type: 'session-ended' })
    expect(selectTranscript(call.last).filter(({ who }) => who === 'agent')).toMatchObject([
      { interrupted: false, unheardText: '' },
      { interrupted: false, unheardText: '' },
      { interrupted: true },
      { interrupted: false, unheardText: '' },
    ])
  })

  it.each([
    ['does not flicker in a stall that leaves a gap of 300 ms', 800, talk],
    ['shows a gap of a second and a half', 2_000, talk.toSpliced(9, 0, 'agentSpeaking', 'listening')],
  ])('%s', async (_, forMs, phases) => {
    const call = await callCityGuide({ stall: { afterMs: 17_000, forMs } })
    expectConsistency(call)
    expect(call.phases).toEqual(phases)
  })

  const fatal: readonly (readonly [string, Faults, object])[] = [
    ['is cut', { close: { afterMs: 8_000, code: 1006 } }, { type: 'lost', code: 1006 }],
    ['is closed with a code', { close: { afterMs: 8_000, code: 4000 } }, { type: 'lost', code: 4000 }],
    ['stops without a close', { halfOpenAfterMs: 8_000 }, { type: 'lost', code: 1006 }],
    ['is refused', { refuse: 403 }, { type: 'refused', status: 403 }],
    ['never starts the session', { sessionStarted: 'never' }, { type: 'timed-out', stage: 'starting' }],
  ]

  it.each(fatal)('reports its end when the connection %s', async (_, faults, reason) => {
    const call = await callCityGuide(faults)
    expectConsistency(call)
    expect(selectEndReason(call.last)).toMatchObject(reason)
  })
})
