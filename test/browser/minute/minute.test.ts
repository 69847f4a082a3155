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
const calls = [
  { deviceRate: 44_100, ppm: 200 },
  { deviceRate: 48_000, ppm: -200 },
] as const
type Call = (typeof calls)[number]

/** Chromium's device is a timer: where the machine stops it for too long, sound is missing before any page has it. */
const attempts = 3

interface Held extends Comparison {
  readonly minute: Minute
  /** What the device gave in the calls before, which were held again. */
  readonly faults: readonly string[]
}

const isWhole = ({ receivedBesideFile }: Comparison): boolean => receivedBesideFile.worstSnrDb > complete

describe(`a call of ${minutes} min between Chromium and the platform`, () => {
  const held = new Map<number, Held>()

  beforeAll(
    async () => {
      const server = await serveMinute()
      const reference = makeReference(seconds + 20)
      const hold = async ({ deviceRate, ppm }: Call, faults: readonly string[] = []): Promise<void> => {
        const minute = await holdMinute({ url: server.url, reference, deviceRate, seconds, ppm })
        const comparison = compare(reference, minute)
        held.set(deviceRate, { minute, faults, ...comparison })
        if (soak !== undefined) console.log(deviceRate, figuresOf(minute, comparison))
        // What was given must have been received in any case; only a device that gave the whole file shows the rest.
        if (isWhole(comparison) || comparison.equalSamples < minute.received.length) return
        const fault = `the device left sound out, ${comparison.receivedBesideFile.worstAtSeconds} s in`
        console.log(`${deviceRate} Hz: ${fault}`)
        if (faults.length + 1 < attempts) await hold({ deviceRate, ppm } as Call, [...faults, fault])
      }
      await Promise.all(calls.map((call) => hold(call)))
      await server.close()
    },
    attempts * (seconds + 60) * 1_000,
  )

  describe.each(calls)(
    'with a microphone at $deviceRate Hz and a platform $ppm ppm fast',
    ({ deviceRate }) => {
      const call = (): Held => {
        const found = held.get(deviceRate)
        if (found === undefined) throw new Error('the call was not held')
        return found
      }

      it('brings the platform every sample that the browser gave, once and in order', () => {
        const { minute, equalSamples } = call()
        expect(minute.messages).toBeGreaterThanOrEqual(frames)
        expect(minute.messages).toBe(minute.report.frames)
        expect(minute.received).toHaveLength(480 * minute.messages)
        expect(equalSamples).toBe(minute.received.length)
      })

      it('brings the platform the speech of the file, from the first second to the last, and as loud', () => {
        const { receivedBesideFile } = call()
        expect(receivedBesideFile.worstSnrDb).toBeGreaterThan(complete)
        expect(Math.abs(receivedBesideFile.gainDb)).toBeLessThan(0.2)
      })

      it('brings the platform a tone of 1 kHz as loud, with 84 dB of signal to noise', () => {
        const { toneLevelDb, toneSnrDb } = call()
        expect(Math.abs(toneLevelDb)).toBeLessThan(0.2)
        expect(toneSnrDb).toBeGreaterThanOrEqual(84)
      })

      it('plays all that the agent says without an underrun while the line is steady', () => {
        const { arrivalsMs, underrunsMs, writtenSamples, heardSamples } = call().minute.report
        const stalls = stallsOf(arrivalsMs)
        expect(underrunsMs.filter((atMs) => wasSteady(stalls, atMs))).toEqual([])
        // The line must have been steady for the most part for this to say anything.
        const steady = arrivalsMs.filter((atMs) => wasSteady(stalls, atMs))
        expect(steady.length).toBeGreaterThan(frames / 2)
        // What has not been heard is no more than what the jitter buffer holds.
        expect(heardSamples).toBeGreaterThan(writtenSamples - 12_000)
      })

      it('keeps no memory', () => {
        expect(call().minute.grownBytes).toBeLessThan(200_000)
      })

      it('leaves the main thread free for more than 95 % of the time', () => {
        expect(call().minute.busyShare).toBeLessThan(0.05)
      })
    },
  )
})

const figuresOf = ({ report, grownBytes, busyShare, messages }: Minute, comparison: Comparison) => ({
  messages,
  underruns: report.underrunsMs.length,
  stalls: stallsOf(report.arrivalsMs).length,
  grownBytes,
  busyShare,
  ...comparison,
})
