import { createClock } from '@sinonjs/fake-timers'
import { firstValueFrom, last } from 'rxjs'
import { callOf, replay, transcript } from '../src/index.ts'
import { callCityGuide, type HeldCall } from './city-guide.ts'

const expected = [
  'agent Hello, this is Ada, your city guide. How can I help you?',
  'user Hi Ada, what is the weather in Paris right now?',
  'tool sunny, 21 degrees',
  'agent It is sunny in Paris, with 21 degrees.',
  'user Very nice, and tell me about the museums there.',
  'agent With pleasure. Paris has more than 100 museums.',
  'user Stop, thank you, that is all, goodbye.',
  'agent You are welcome. Enjoy Paris, and goodbye!',
]

/** One text per line: tools with their output, the agent with the first fifty characters. */
const brief = (lines: HeldCall['transcript']) =>
  lines.map((line, at) =>
    line.who === 'tool'
      ? `tool ${line.output ?? '?'}`
      : `${line.who} ${line.text}`.slice(0, expected[at]?.length),
  )

const museumsOf = (lines: HeldCall['transcript']) =>
  lines.flatMap((line) => (line.who === 'agent' && line.text.includes('museums') ? [line] : []))

/** Milliseconds from the interruption to silence, and to the next sound. */
const pauseOf = ({ sound, interruptedAtMs }: HeldCall): readonly [number, number] => {
  const times = sound.flatMap(({ atMs, pcm }) =>
    [...pcm].flatMap((sample, at) => (sample === 0 ? [] : [atMs + at / 24 - interruptedAtMs])),
  )
  // Speech holds single samples of silence: a pause is half a second without any sound.
  const end = times.findLastIndex((ms, at) => ms < 500 && (times[at + 1] ?? Infinity) - ms > 500)
  return [times[end] ?? NaN, times[end + 1] ?? NaN]
}

describe('a call with the city guide through every operator', () => {
  let held: HeldCall
  beforeAll(async () => {
    held = await callCityGuide()
  })

  it('follows its scenario, completes, and leaves no timer', () => {
    expect(brief(held.transcript)).toEqual(expected)
    expect([held.ending, held.timersLeft, held.invalid, held.unknown]).toEqual(['complete', 0, 0, 0])
  })

  it('splits the interrupted turn at what was heard', () => {
    const [museums] = museumsOf(held.transcript)
    expect(museums).toMatchObject({ interrupted: true })
    expect(museums?.heardText).toMatch(/^With pleasure\./)
    expect(museums?.unheardText).toMatch(/sculptures\.$/)
  })

  it('is silent after the present frame and a fade of 5 ms, until the agent answers a second later', () => {
    const [end, next] = pauseOf(held)
    expect(end).toBeGreaterThan(0)
    expect(end).toBeLessThanOrEqual(25)
    expect(next).toBeGreaterThan(1_000)
  })

  it('measures the three answers to the user and the silence after the interruption', () => {
    expect(held.latency.turns).toHaveLength(3)
    for (const { firstByteMs, firstSoundMs: firstSoundMs } of held.latency.turns)
      expect(firstSoundMs).toBeGreaterThanOrEqual(firstByteMs)
    expect(held.latency.bargeIns).toEqual([expect.objectContaining({ silenceMs: 0 })])
  })

  it('emits four exchanges, and accounts for all audio of the user', () => {
    expect(held.turns.map(({ answers }) => answers.length)).toEqual([1, 2, 1, 1])
    expect(held.uplink).toMatchObject({ skippedMs: 0, droppedMs: 0, queuedMs: 0 })
    expect(held.uplink?.sentMs).toBe(20 * (held.uplink?.frames ?? 0))
  })

  it('is recorded, and replays with the same transcript', async () => {
    const clock = createClock()
    const lines = firstValueFrom(transcript()(callOf(replay(held.record.join('\n'), { clock }))).pipe(last()))
    await clock.tickAsync(60_000)
    expect(brief(await lines)).toEqual(expected)
    expect(held.record.join('\n')).not.toMatch(/eyJ|token/)
  })
})

describe('a call with a platform of an older or newer version, or on a slow network', () => {
  it('follows the same scenario', async () => {
    const held = await callCityGuide({
      lateAudio: 8,
      snakeCaseTools: true,
      emulatedStart: true,
      unknownType: true,
      malformedJson: true,
      latencyMs: 30,
    })
    expect(brief(held.transcript)).toEqual(expected)
    expect(museumsOf(held.transcript)).toEqual([expect.objectContaining({ interrupted: true })])
    expect([held.ending, held.timersLeft]).toEqual(['complete', 0])
    expect(Math.min(held.invalid, held.unknown)).toBeGreaterThan(0)
    const [end, next] = pauseOf(held)
    expect(end).toBeLessThanOrEqual(25)
    expect(next).toBeGreaterThan(1_000)
  })

  it('errors when the connection is lost, and leaves no timer', async () => {
    const held = await callCityGuide({ close: { afterMs: 6_000, code: 1006 } })
    expect(held.ending).toMatchObject({ _tag: 'CallFailedError', reason: { type: 'lost', code: 1006 } })
    expect(held.timersLeft).toBe(0)
  })
})
