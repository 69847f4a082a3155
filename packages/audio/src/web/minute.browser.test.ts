import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { decodePcm16Base64 } from '../base64-pcm16.ts'
import { fromPcm16 } from '../pcm16.ts'
import { createResampler } from '../resampler/create-resampler.ts'
import { fitTone, makeTone, toDb } from '../resampler/measure-tone.test-support.ts'
import { readWav } from '../wav-read.ts'
import { matchSound } from './match-sound.test-support.ts'
import { fakeDevice, openSourcePages, openTools, type SourcePages } from './pages.test-support.ts'
import { removeWavFile, writeWavFile } from './wav-files.test-support.ts'

/** `pnpm soak:browser` sets it to ten. */
const soak = process.env['VATEL_SOAK_MINUTES']
const minutes = Number(soak ?? 1)
const seconds = 60 * minutes
const toneSeconds = 4
/** By then the tone is over, in samples at 24 kHz. */
const speechFrom = (toneSeconds + 1) * 24_000
const rates = [44_100, 48_000] as const

const speechFolder = join(__dirname, '../../../simulator/speech')

/** A tone, and then real speech for as long as is asked for, at 24 kHz. */
const makeReference = (): Float32Array => {
  const recordings = readdirSync(speechFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.wav'))
    .sort()
    .map((name) => readWav(readFileSync(join(speechFolder, name))).channels[0] ?? new Float32Array(0))
  const reference = new Float32Array((seconds + 15) * 24_000)
  reference.set(makeTone(24_000, 1_000, toneSeconds * 24_000))
  let at = (toneSeconds + 0.5) * 24_000
  for (let i = 0; at < reference.length; i++) {
    const recording = recordings[i % recordings.length] ?? new Float32Array(0)
    reference.set(recording.subarray(0, reference.length - at), at)
    at += recording.length
  }
  return reference
}

/** What a microphone heard, and what the graph behind it was given, as a page recorded them. */
const recordIn = async (page: Page, sampleRate: number) => {
  const { heard, given } = await page.evaluate(
    async ([sampleRate, seconds]) => {
      const { openMicrophone, record, recordGraph, untouched, join, encode, until, isAllClosed, hooks } =
        tools
      hooks.deviceRate = sampleRate
      const given = recordGraph()
      const microphone = await openMicrophone(untouched)
      const frames = await record(microphone, seconds)
      microphone.close()
      await until(isAllClosed)
      return { heard: encode(join(frames)), given: encode(given()) }
    },
    [sampleRate, seconds] as const,
  )
  return { heard: fromPcm16(decodePcm16Base64(heard)), given: fromPcm16(decodePcm16Base64(given)) }
}

/** The tone as it came, in the half second of it that is the cleanest: what a device leaves out is not noise of ours. */
const toneOf = (heard: Float32Array, end: number) => {
  const halfSeconds = Array.from({ length: Math.max(1, Math.floor(end / 12_000) - 1) }, (_, i) =>
    fitTone(heard.subarray((i + 1) * 12_000, (i + 2) * 12_000), 24_000, 1_000),
  )
  const [cleanest] = halfSeconds.sort(
    (one, other) => one.residualRms / one.rms - other.residualRms / other.rms,
  )
  return {
    toneLevelDb: toDb(cleanest?.amplitude ?? 0) + 1,
    toneSnrDb: toDb((cleanest?.rms ?? 0) / (cleanest?.residualRms ?? 1)),
  }
}

/** What came, beside what the graph was given and what the device was. */
const compare = (reference: Float32Array, { heard, given }: Awaited<ReturnType<typeof recordIn>>) => {
  const besideDevice = matchSound(reference, heard, 24_000, speechFrom)
  return {
    besideDevice,
    besideGraph: matchSound(given, heard, 24_000, speechFrom),
    graphBesideDevice: matchSound(reference, given, 24_000, speechFrom),
    ...toneOf(heard, toneSeconds * 24_000 - besideDevice.lag),
  }
}

/** Time that the main thread has worked, in milliseconds of its processor, and heap in bytes. */
const measure = async (session: CDPSession) => {
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? NaN
  return { workedMs: of('TaskDuration') * 1_000, heapBytes: of('JSHeapUsedSize'), atMs: performance.now() }
}

const heapOf = async (session: CDPSession): Promise<number> => {
  await session.send('HeapProfiler.collectGarbage')
  return (await measure(session)).heapBytes
}

/** A page that holds a call: what the microphone hears is what the agent says, 50 frames a second both ways. */
const holdCall = async (page: Page) => {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' })
  await session.send('Performance.enable')
  await page.evaluate(async () => {
    const { openMicrophone, openSpeaker, hooks } = tools
    // What is kept would grow, and be work.
    hooks.speaker = () => undefined
    const [microphone, speaker] = [await openMicrophone(), await openSpeaker()]
    const end = () => {
      microphone.close()
      speaker.close()
    }
    const call = { frames: 0, stalls: 0, underruns: 0, heardSamples: 0, end }
    let cameAt = performance.now()
    microphone.listen(({ pcm }) => {
      const now = performance.now()
      if (now - cameAt > 45) call.stalls++
      cameAt = now
      call.frames++
      speaker.write({ turnId: 'agent', pcm, isFinal: false })
    })
    speaker.listen(({ type, heardSamples }) => {
      if (type === 'underrun') call.underruns++
      call.heardSamples = heardSamples
    })
    Object.assign(globalThis, { call })
  })
  const untilFrame = (frame: number) =>
    page.waitForFunction(`call.frames >= ${frame}`, undefined, { timeout: 0, polling: 500 })
  await untilFrame(250)
  const heapBefore = await heapOf(session)
  const shares: number[] = []
  let before = await measure(session)
  for (let frame = 500; frame <= (seconds - 5) * 50; frame += 250) {
    await untilFrame(frame)
    const after = await measure(session)
    shares.push((after.workedMs - before.workedMs) / (after.atMs - before.atMs))
    before = after
  }
  const heapAfter = await heapOf(session)
  const counts = await page.evaluate<{
    readonly underruns: number
    readonly stalls: number
    readonly frames: number
    readonly heardSamples: number
  }>('({ ...call, end: call.end() })')
  await page.waitForFunction('tools.isAllClosed()')
  return {
    ...counts,
    grownBytes: heapAfter - heapBefore,
    busyShare: shares.reduce((sum, share) => sum + share, 0) / shares.length,
    /** In the five seconds in which the machine disturbed it least. */
    undisturbedShare: Math.min(...shares),
  }
}

/** Signal to difference, in dB, below which sound was left out: a single sample that is missing leaves less. */
const complete = 30

describe(`a call of ${minutes} min in Chromium`, () => {
  const reference = makeReference()
  const files: string[] = []
  const browsers: SourcePages[] = []
  const recordings: Record<number, ReturnType<typeof compare>> = {}
  let call: Awaited<ReturnType<typeof holdCall>>

  beforeAll(
    async () => {
      for (const rate of rates)
        files.push(writeWavFile(rate, createResampler({ from: 24_000, to: rate }).process(reference)))
      browsers.push(...(await Promise.all(files.map((file) => openSourcePages(fakeDevice(file))))))
      const [low, high] = browsers
      if (low === undefined || high === undefined) throw new Error('the browsers were not started')
      const pages = [await openTools(low), await openTools(high)] as const
      const line = await openTools(low, { host: '127.0.0.1' })
      const [held, ...heard] = await Promise.all([
        holdCall(line),
        recordIn(pages[0], rates[0]),
        recordIn(pages[1], rates[1]),
      ])
      call = held
      rates.forEach((rate, i) => {
        const recording = heard[i]
        if (recording !== undefined) recordings[rate] = compare(reference, recording)
      })
      if (soak !== undefined) console.log(call, recordings)
    },
    (2 * seconds + 120) * 1_000,
  )

  afterAll(async () => {
    await Promise.all(browsers.map((browser) => browser.close()))
    for (const file of files) removeWavFile(file)
  }, 30_000)

  it.each(rates)('hears every sample once that the browser gives, at %i Hz', (rate) => {
    expect(recordings[rate]?.besideGraph.worstSnrDb).toBeGreaterThan(complete)
    expect(Math.abs(recordings[rate]?.besideGraph.gainDb ?? NaN)).toBeLessThan(0.01)
  })

  it.each(rates)('hears the speech as it was recorded, and as loud, from a device at %i Hz', (rate) => {
    const { besideDevice, graphBesideDevice, toneLevelDb } = recordings[rate] ?? {}
    expect(Math.abs(toneLevelDb ?? NaN)).toBeLessThan(0.2)
    // The device is a timer of Chromium's: on a machine that is busy elsewhere it leaves sound out by itself.
    if ((graphBesideDevice?.worstSnrDb ?? 0) < complete) {
      console.log(`the device itself left sound out, ${graphBesideDevice?.worstAtSeconds} s in`)
      return
    }
    expect(besideDevice?.worstSnrDb).toBeGreaterThan(complete)
    expect(Math.abs(besideDevice?.gainDb ?? NaN)).toBeLessThan(0.2)
  })

  it.each(rates)('adds less noise than a device of 14 bits has, at %i Hz', (rate) => {
    expect(recordings[rate]?.toneSnrDb).toBeGreaterThanOrEqual(84)
  })

  it('plays on without an underrun while the line does not stall, and to the end', () => {
    expect(call.underruns).toBeLessThanOrEqual(call.stalls)
    // What has not been heard is no more than what the jitter buffer holds.
    expect(call.heardSamples).toBeGreaterThan(call.frames * 480 - 24_000)
  })

  it('keeps no memory, and the main thread free', () => {
    expect(call.grownBytes).toBeLessThan(200_000)
    expect(call.undisturbedShare).toBeLessThan(0.05)
  })
})
