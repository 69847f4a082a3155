import { compare, complete, type Comparison } from './compare.ts'
import { holdMinute, type Minute } from './hold-minute.ts'
import { stallsOf, wasSteady } from './line.ts'
import { makeReference } from './reference.ts'
import { serveMinute } from './serve-files.ts'

/** `pnpm soak:browser` sets it to ten. */
const soak = process.env['VATEL_SOAK_MINUTES']
const minutes = Number(soak ?? 1)
const seconds = 60 * minutes
const frames = seconds * 50

/** The platform's clock is as much too fast for the one call as it is too slow for the other. */
const settings = [
  { deviceRate: 44_100, ppm: 200 },
  { deviceRate: 48_000, ppm: -200 },
] as const

/** A call that was held, and what became of the sound. */
interface Held {
  readonly minute: Minute
  readonly comparison: Comparison
}

/** Chromium's device is a timer: where the machine stops it for too long, sound is missing before any page has it. */
const attempts = 3

/** Whether sound was missing although the platform received all that the page was given. */
const isFaultOfDevice = ({ minute, comparison }: Held): boolean =>
  comparison.receivedBesideFile.worstSnrDb <= complete && comparison.equalSamples === minute.received.length

const figuresOf = ({ minute: { report, grownBytes, busyShare, messages }, comparison }: Held) => ({
  messages,
  underruns: report.underrunsMs.length,
  stalls: stallsOf(report.arrivalsMs).length,
  grownBytes,
  busyShare,
  ...comparison,
})

describe(`a call of ${minutes} min between Chromium and the platform`, () => {
  const calls = new Map<number, readonly Held[]>()

  beforeAll(
    async () => {
      const server = await serveMinute()
      const reference = makeReference(seconds + 20)
      /** Holds a call, and again where the device has left sound out; what the page promises is asked of each. */
      const hold = async (setting: (typeof settings)[number]): Promise<void> => {
        const { deviceRate, ppm } = setting
        const before = calls.get(deviceRate) ?? []
        const minute = await holdMinute({ url: server.url, reference, deviceRate, seconds, ppm })
        const held = { minute, comparison: compare(reference, minute) }
        calls.set(deviceRate, [...before, held])
        if (soak !== undefined) console.log(deviceRate, figuresOf(held))
        if (!isFaultOfDevice(held) || before.length + 1 === attempts) return
        const { worstAtSeconds } = held.comparison.receivedBesideFile
        console.log(
          `the device of ${deviceRate} Hz left sound out, ${worstAtSeconds} s in: the call is held again`,
        )
        await hold(setting)
      }
      // One after the other: two browsers at once starve each other's devices.
      for (const setting of settings) await hold(setting)
      await server.close()
    },
    settings.length * attempts * (seconds + 60) * 1_000,
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
        const last = each().at(-1)
        if (last === undefined) throw new Error('the call was not held')
        return last.comparison
      }

      it('brings the platform every sample that the browser gave, once and in order', () => {
        for (const { minute, comparison } of each()) {
          expect(minute.messages).toBeGreaterThanOrEqual(frames)
          expect(minute.messages).toBe(minute.report.frames)
          expect(minute.received).toHaveLength(480 * minute.messages)
          expect(comparison.equalSamples).toBe(minute.received.length)
        }
      })

      it('brings the platform the speech of the file, from the first second to the last, and as loud', () => {
        const { worstSnrDb, gainDb } = whole().receivedBesideFile
        expect(worstSnrDb).toBeGreaterThan(complete)
        expect(Math.abs(gainDb)).toBeLessThan(0.2)
      })

      it('brings the platform a tone of 1 kHz as loud, with 84 dB of signal to noise', () => {
        const { toneLevelDb, toneSnrDb } = whole()
        expect(Math.abs(toneLevelDb)).toBeLessThan(0.2)
        expect(toneSnrDb).toBeGreaterThanOrEqual(84)
      })

      it('plays all that the agent says without an underrun while the line is steady', () => {
        for (const { minute } of each()) {
          const { arrivalsMs, underrunsMs, writtenSamples, heardSamples } = minute.report
          const stalls = stallsOf(arrivalsMs)
          expect(underrunsMs.filter((atMs) => wasSteady(stalls, atMs))).toEqual([])
          // The line must have been steady for the most part for this to say anything.
          const steady = arrivalsMs.filter((atMs) => wasSteady(stalls, atMs))
          expect(steady.length).toBeGreaterThan(frames / 2)
          // What has not been heard is no more than what the jitter buffer holds.
          expect(heardSamples).toBeGreaterThan(writtenSamples - 24_000)
        }
      })

      it('keeps no memory', () => {
        for (const { minute } of each()) expect(minute.grownBytes).toBeLessThan(200_000)
      })

      it('leaves the main thread free for more than 95 % of the time', () => {
        for (const { minute } of each()) expect(minute.busyShare).toBeLessThan(0.05)
      })
    },
  )
})
