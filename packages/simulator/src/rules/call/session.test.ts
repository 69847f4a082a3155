import { silence, tinyScenario, voice } from '../../../test/tiny-call.ts'
import type { Faults } from '../faults/faults.ts'
import type { CallInput } from './call-model.ts'
import type { Frame } from './line.ts'
import { prepareSession, stepSession } from './session.ts'

interface Sent {
  readonly atMs: number
  readonly frame: Frame
}

/** Plays a session from 0 ms on and wakes it at its deadlines; the user speaks half a second at 1 s. */
const play = (faults: Faults, untilMs = 6_000, inputs: readonly (readonly [number, CallInput])[] = []) => {
  let session = prepareSession({ id: '00000000-0000-4000-8000-0000000000ca', scenario: tinyScenario, faults })
  const sent: Sent[] = []
  const step = (input: CallInput, atMs: number): number => {
    const next = stepSession(session, input, atMs)
    session = next.session
    sent.push(...next.frames.map((frame) => ({ atMs, frame })))
    return next.wakeAtMs ?? Infinity
  }
  const user = Int16Array.from([...voice(500), ...silence(320)])
  const frames = Array.from({ length: 41 }, (_, index): readonly [number, CallInput] => [
    1_020 + index * 20,
    { type: 'audio', pcm: user.subarray(index * 480, (index + 1) * 480) },
  ])
  let wakeAtMs = step({ type: 'opened' }, 0)
  for (const [atMs, input] of [...frames, ...inputs].sort(([one], [other]) => one - other)) {
    while (wakeAtMs < atMs) wakeAtMs = step({ type: 'wake' }, wakeAtMs)
    wakeAtMs = step(input, atMs)
  }
  while (wakeAtMs <= untilMs) wakeAtMs = step({ type: 'wake' }, wakeAtMs)
  return sent
}

const texts = (sent: readonly Sent[]) =>
  sent.flatMap(({ frame }) => (frame.type === 'text' ? [frame.text] : []))

const parsed = (sent: readonly Sent[]) =>
  texts(sent).map((text) => JSON.parse(text) as { type: string; data?: object })

const ofType = (sent: readonly Sent[], type: string) =>
  parsed(sent).filter((message) => message.type === type)

describe('session', () => {
  const plain = play({})

  it('sends the outputs of the call at their due times', () => {
    expect(plain[0]).toEqual({
      atMs: 0,
      frame: {
        type: 'text',
        text: '{"type":"session_started","data":{"id":"00000000-0000-4000-8000-0000000000ca"}}',
      },
    })
    expect(plain[1]?.atMs).toBe(200)
  })

  it('delays everything by the latency, and changes nothing else', () => {
    expect(play({ latencyMs: 80 }, 6_080)).toEqual(
      plain.map(({ atMs, frame }) => ({ atMs: atMs + 80, frame })),
    )
  })

  it('stalls, then sends everything at once and in order', () => {
    const stalled = play({ stall: { afterMs: 100, forMs: 900 } })
    expect(texts(stalled)).toEqual(texts(plain))
    expect(stalled.map(({ atMs }) => atMs).filter((atMs) => atMs > 0 && atMs < 1_000)).toEqual([])
    expect(stalled.filter(({ atMs }) => atMs === 1_000)).toHaveLength(4)
  })

  it('closes in the middle of the call, and sends nothing more', () => {
    expect(play({ close: { afterMs: 1_500, code: 1011 } }).at(-1)).toEqual({
      atMs: 1_500,
      frame: { type: 'close', code: 1011 },
    })
  })

  it('cuts the connection', () => {
    expect(play({ close: { afterMs: 1_500, code: 1006 } }).at(-1)).toEqual({
      atMs: 1_500,
      frame: { type: 'cut' },
    })
  })

  it('neither sends nor reads when it is half open', () => {
    const sent = play({ halfOpenAfterMs: 1_050 })
    expect(sent.at(-1)).toEqual({ atMs: 1_050, frame: { type: 'freeze' } })
    expect(sent.filter(({ atMs }) => atMs > 1_050)).toEqual([])
  })

  it('omits flags and the data of signals', () => {
    const sent = play({ missingFlags: true, missingData: 'absent' })
    expect(texts(sent).join('')).not.toMatch(/is_final|emulated/)
    expect(ofType(sent, 'speech_started')).toEqual([{ type: 'speech_started', data: {} }])
    expect(ofType(sent, 'speech_stopped')).toEqual([{ type: 'speech_stopped' }])
  })

  it('sends invalid texts beside the valid ones', () => {
    const strange = texts(play({ unknownType: true, malformedJson: true })).filter(
      (text) => !texts(plain).includes(text),
    )
    expect(strange).toHaveLength(4)
    expect(JSON.parse(strange[0] ?? '')).toHaveProperty('type', 'pipeline_metrics')
    expect(() => void JSON.parse(strange[1] ?? '')).toThrow(SyntaxError)
  })
})
