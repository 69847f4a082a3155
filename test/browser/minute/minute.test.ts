import { compare, complete, type Comparison } from './compare.ts'
import { holdMinute, mostGrownBytes, type Minute } from './hold-minute.ts'
import { stallsOf, wasSteady } from './line.ts'
import { makeReference } from './reference.ts'
import { serveMinute } from './serve-minute.ts'

/** `npm run soak:browser` holds the same calls for ten minutes each. */
const soak = process.env['VATEL_SOAK_MINUTES']
const seconds = soak === undefined ? 15 : 60 * Number(soak)
const frames = seconds * 50
/** Share of a processor for the main thread: on an idle machine as promised, else what no shared core exceeds. */
const mostBusy = soak === undefined ? 0.25 : 0.05

/** The platform's clock is fast in one call and slow in the other, by the same amount. */
const settings = [
  { deviceRate: 44_100, ppm: 200 },
  { deviceRate: 48_000, ppm: -200 },
] as const

/** A call that was held, and the comparison of its sound with the file. */
interface Held {
  readonly minute: Minute
  readonly comparison: Comparison
}

/**
 * A busy machine may stop Chromium's device, which is a timer, so that sound is missing before the page has it; or the
 * line, for most of the time. The call is held again then, so many times at most.
 */
const attempts = 4

/** Sound was missing although the platform received all that the page was given. */
const isFaultOfDevice = ({ minute, comparison }: Held): boolean =>
  comparison.receivedBesideFile.worstSnrDb <= complete && comparison.equalSamples === minute.received.length

const steadyArrivals = ({ minute: { report } }: Held): number => {
  const stalls = stallsOf(report.arrivalsMs)
  return report.arrivalsMs.filter((atMs) => wasSteady(stalls, atMs)).length
}

/** The line was steady for too little of the call to say anything about underruns. */
const isUnsteady = (held: Held): boolean => steadyArrivals(held) <= frames / 2

const figuresOf = ({ minute: { report, grownBytes, busyShare, messages }, comparison }: Held) => ({
  messages,
  underruns: report.underrunsMs.length,
  stalls: stallsOf(report.arrivalsMs).length,
  grownBytes,
  busyShare,
  ...comparison,
})

describe(`a call of ${seconds} s between Chromium and the platform`, () => {
  const calls = new Map<number, readonly Held[]>()

  beforeAll(
    async () => {
      const server = await serveMinute()
      const reference = makeReference(seconds + 20)
      /** Holds a call, and again where the machine was too busy. What the page promises is asserted of each. */
      const hold = async (setting: (typeof settings)[number]): Promise<void> => {
        const { deviceRate, ppm } = setting
        const before = calls.get(deviceRate) ?? []
        const minute = await holdMinute({ url: server.url, reference, deviceRate, seconds, ppm })
        const held = { minute, comparison: compare(reference, minute) }
        calls.set(deviceRate, [...before, held])
        if (soak !== undefined) console.log(deviceRate, figuresOf(held))
        const trouble = isFaultOfDevice(held)
          ? 'the device left sound out'
          : isUnsteady(held) && 'the line was not steady'
        if (trouble === false) return
        const isLast = before.length + 1 === attempts
        console.log(`${deviceRate} Hz: ${trouble}${isLast ? '' : ', the call is held again'}`)
        if (!isLast) await hold(setting)
      }
      // One after the other: two browsers at once starve each other's devices.
      for (const setting of settings) await hold(setting)
      await server.close()
    },
    settings.length * attempts * (seconds + 240) * 1_000,
  )

  describe.each(settings)(
    'with a microphone at $deviceRate Hz and a platform $ppm ppm fast',
    ({ deviceRate }) => {
      const each = (): readonly Held[] => {
        const held = calls.get(deviceRate)
        if (held === undefined) throw new Error('the call was not held')
        return held
      }
      const whole = (): Comparison => {
        const found = each().find((held) => !isFaultOfDevice(held)) ?? each().at(-1)
        if (found === undefined) throw new Error('the call was not held')
        return found.comparison
      }

      it('delivers every sample that the browser gave to the platform, once and in order', () => {
        for (const { minute, comparison } of each()) {
          expect(minute.messages).toBeGreaterThanOrEqual(frames)
          expect(minute.messages).toBe(minute.report.frames)
          expect(minute.received).toHaveLength(480 * minute.messages)
          expect(comparison.equalSamples).toBe(minute.received.length)
        }
      })

      it('delivers the speech of the file to the platform, complete and at its level', () => {
        // The machine was too busy in every attempt: that the platform received what the page was given is all to show.
        if (soak === undefined && each().every(isFaultOfDevice)) return
        const { worstSnrDb, gainDb } = whole().receivedBesideFile
        expect(worstSnrDb).toBeGreaterThan(complete)
        expect(Math.abs(gainDb)).toBeLessThan(0.2)
      })

      it('delivers a tone of 1 kHz at its level, with 84 dB of signal to noise', () => {
        if (soak === undefined && each().every(isFaultOfDevice)) return
        const { toneLevelDb, toneSnrDb } = whole()
        expect(Math.abs(toneLevelDb)).toBeLessThan(0.2)
        expect(toneSnrDb).toBeGreaterThanOrEqual(84)
      })

      it('plays the agent without an underrun while the line is steady', () => {
        for (const { minute } of each()) {
          const { arrivalsMs, underrunsMs, writtenSamples, heardSamples } = minute.report
          const stalls = stallsOf(arrivalsMs)
          expect(underrunsMs.filter((atMs) => wasSteady(stalls, atMs))).toEqual([])
          // The rest is in the jitter buffer, which holds more while it recovers from a stall.
          if (stalls.length === 0) expect(heardSamples).toBeGreaterThan(writtenSamples - 24_000)
        }
        if (soak !== undefined) expect(each().some((held) => !isUnsteady(held))).toBe(true)
      })

      it('retains no memory', () => {
        for (const { minute } of each()) expect(minute.grownBytes).toBeLessThan(mostGrownBytes)
      })

      it(`leaves the main thread free for more than ${100 - 100 * mostBusy} % of the time`, () => {
        for (const { minute } of each()) expect(minute.busyShare).toBeLessThan(mostBusy)
      })
    },
  )
})
