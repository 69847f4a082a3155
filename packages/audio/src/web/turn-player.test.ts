import fc from 'fast-check'
import { fitTone, toDb } from '../resampler/measure-tone.test-support.ts'
import { largestStep, quantum, runPlayer, silenceIn, toneOf } from './turn-player.test-support.ts'

const frameOf = (tone: Int16Array, index: number) => tone.slice(index * 480, (index + 1) * 480)

describe('createTurnPlayer', () => {
  it.each([44_100, 48_000, 96_000, 24_000, 8_000, 384_000, 768_000])(
    'plays a tone unchanged, at %i Hz',
    (sampleRate) => {
      const run = runPlayer(sampleRate)
      run.write('one', toneOf(1_000, 2), true)
      const sound = run.until(1.5).subarray(sampleRate * 0.2)
      const { amplitude, rms, residualRms } = fitTone(sound, sampleRate, 1_000)
      expect(amplitude).toBeCloseTo(0.5, 3)
      expect(toDb(rms / residualRms)).toBeGreaterThan(84)
    },
  )

  it('reports the start, the progress and the end of a turn in the time of the context', () => {
    const run = runPlayer(48_000)
    run.until(1)
    run.write('one', toneOf(440, 0.2), true)
    run.until(2)
    const [first] = run.events
    const last = run.events.at(-1)
    expect(first).toMatchObject({ type: 'started', turnId: 'one', heardSamples: 0 })
    expect(last).toMatchObject({ type: 'drained', turnId: 'one', heardSamples: 4_800 })
    expect((last?.atSeconds ?? 0) - (first?.atSeconds ?? 0)).toBeCloseTo(0.2, 6)
    const progress = run.events.filter(({ type }) => type === 'progress')
    expect(progress.length).toBeGreaterThanOrEqual(4)
    for (const { heardSamples, atSeconds } of progress)
      expect(heardSamples).toBeCloseTo((atSeconds - (first?.atSeconds ?? 0)) * 24_000, 0)
  })

  it.each([44_100, 48_000])(
    'reports the start of a turn at the time of its first sample, at %i Hz',
    (sampleRate) => {
      const run = runPlayer(sampleRate)
      run.until(0.5)
      const from = run.frame()
      run.write('one', new Int16Array(24_000).fill(16_384), true)
      const sound = run.until(1)
      const half = sound.findIndex((sample) => sample > 0.25)
      // The fade-in of 5 ms reaches half its level after 2.5 ms.
      expect(run.events[0]?.atSeconds).toBeCloseTo((from + half) / sampleRate - 0.0025, 4)
    },
  )

  it.each([44_100, 48_000])(
    'is silent one quantum after a flush, without a click, at %i Hz',
    (sampleRate) => {
      const run = runPlayer(sampleRate)
      run.write('one', toneOf(437, 5), true)
      const before = run.until(1.0007)
      run.flush()
      const after = run.until(2)
      expect(before.at(-1)).not.toBe(0)
      expect(after.subarray(quantum).every((sample) => sample === 0)).toBe(true)
      const slope = (2 * Math.PI * 437 * 0.5) / sampleRate
      const whole = new Float32Array([...before.subarray(-quantum), ...after])
      expect(largestStep(whole)).toBeLessThan(1.3 * slope)
    },
  )

  it('does not click when it is flushed twice, or during the fade of a flush', () => {
    const run = runPlayer(48_000)
    run.write('one', toneOf(437, 5), true)
    const before = run.until(1.0007)
    run.flush()
    run.flush()
    const slope = (2 * Math.PI * 437 * 0.5) / 48_000
    expect(largestStep(new Float32Array([...before, ...run.until(1.1)]))).toBeLessThan(1.3 * slope)
  })

  it('reports the heard samples of each flushed turn', () => {
    const run = runPlayer(48_000)
    run.write('one', toneOf(440, 1), true)
    run.write('two', toneOf(440, 1), true)
    run.until(0.5)
    run.flush()
    const cut = run.events.filter(({ type }) => type === 'flushed')
    expect(cut).toMatchObject([{ turnId: 'one' }, { turnId: 'two', heardSamples: 0 }])
    expect(cut[0]?.heardSamples).toBeGreaterThan(0.49 * 24_000)
    expect(cut[0]?.heardSamples).toBeLessThanOrEqual(0.51 * 24_000)
  })

  it('does not start a turn that is flushed before its start', () => {
    const run = runPlayer(48_000)
    run.write('one', toneOf(440, 1), true)
    run.flush()
    expect(run.until(0.5).every((sample) => sample === 0)).toBe(true)
    expect(run.events).toMatchObject([{ type: 'flushed', turnId: 'one', heardSamples: 0 }])
  })

  it('plays a turn that is written right after a flush from its first sample', () => {
    const run = runPlayer(48_000)
    run.write('one', toneOf(440, 1), true)
    run.until(0.5)
    run.flush()
    run.write('two', new Int16Array(2_400).fill(8_192), true)
    const sound = run.until(1)
    const heard = sound.subarray(quantum).filter((sample) => sample > 0.125).length
    expect(heard / 48_000).toBeCloseTo(0.1 - 0.005, 2)
    expect(run.events.at(-1)).toMatchObject({ type: 'drained', turnId: 'two', heardSamples: 2_400 })
  })

  it('plays a turn id that was flushed as a new turn when it is written again', () => {
    const run = runPlayer(48_000)
    run.write('one', toneOf(440, 1), true)
    run.until(0.5)
    run.flush()
    run.until(0.6)
    run.write('one', toneOf(440, 0.1), true)
    run.until(1)
    expect(run.events.at(-1)).toMatchObject({ type: 'drained', turnId: 'one', heardSamples: 2_400 })
  })

  it('plays no sample that was written before a flush', () => {
    const order = fc.oneof(
      fc.record({
        type: fc.constant('write' as const),
        ms: fc.integer({ min: 1, max: 300 }),
        isFinal: fc.boolean(),
      }),
      fc.record({ type: fc.constant('play' as const), ms: fc.integer({ min: 1, max: 200 }) }),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(44_100, 48_000),
        fc.array(order, { maxLength: 12 }),
        (sampleRate, orders) => {
          const run = runPlayer(sampleRate)
          for (const [turn, what] of orders.entries())
            if (what.type === 'play') run.until(run.frame() / sampleRate + what.ms / 1_000)
            else run.write(`turn ${turn}`, new Int16Array(24 * what.ms).fill(20_000), what.isFinal)
          run.flush()
          const after = run.until(run.frame() / sampleRate + 1)
          expect(after.subarray(quantum).every((sample) => sample === 0)).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('reports audio that does not fit at once, also while it is not rendered', () => {
    const run = runPlayer(48_000)
    run.write('one', new Int16Array(360 * 24_000), true)
    expect(run.events).toEqual([
      { type: 'refused', turnId: 'one', heardSamples: 0, refusedMs: 60_000, atSeconds: 0 },
    ])
  })

  it('reports nothing in silence', () => {
    const run = runPlayer(48_000)
    run.until(5)
    expect(run.events).toEqual([])
  })

  it.each([200, -200])(
    'follows a drift of %i ppm over five minutes without a gap',
    (ppm) => {
      const run = runPlayer(24_000)
      const tone = toneOf(300, 0.2)
      let sent = 0
      const send = (seconds: number): void => {
        while (sent * 0.02 <= seconds * (1 + ppm * 1e-6)) run.write('long', frameOf(tone, sent++ % 10))
      }
      run.until(0.2, send)
      let longestSilence = 0
      let step = 0
      for (let second = 1; second <= 300; second++) {
        const sound = run.until(second, send)
        longestSilence = Math.max(longestSilence, silenceIn(sound))
        step = Math.max(step, largestStep(sound))
      }
      expect(run.events.filter(({ type }) => type === 'underrun')).toEqual([])
      expect(longestSilence).toBeLessThan(8)
      expect(step).toBeLessThan(0.05)
    },
    300_000,
  )
})
