import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createResampler, decodePcm16Base64, toPcm16, writeWav } from '@vatel/audio'
import { launchChromium } from '../chromium.ts'
import { observe } from './main-thread.ts'
import type { PageReport } from './page.ts'
import { rate } from './reference.ts'
import { startSteadyPlatform } from './steady-platform.ts'

/** Options of a call. */
export interface MinuteOptions {
  /** URL of the page. */
  readonly url: string
  /** Sound of the microphone and of the agent at 24 kHz, longer than the call. */
  readonly reference: Float32Array
  /** The rate of the microphone and of its file. */
  readonly deviceRate: number
  readonly seconds: number
  /** Error of the platform's clock in parts per million; positive is fast. */
  readonly ppm: number
}

/** Result of a call. */
export interface Minute {
  readonly report: Omit<PageReport, 'graph'>
  /** Input of the page's audio graph at 24 kHz. */
  readonly given: Int16Array
  /** Audio that the platform received. */
  readonly received: Int16Array
  /** Number of audio messages that the platform received. */
  readonly messages: number
  readonly grownBytes: number
  /** Share of the time in which the main thread worked. */
  readonly busyShare: number
}

const settledFrames = 250

/** Growth of the heap in a call that retains nothing: compiled code, and sound on its way. */
export const mostGrownBytes = 200_000

const floatsIn = (base64: string): Float32Array => {
  const { buffer } = Uint8Array.from(Buffer.from(base64, 'base64'))
  return new Float32Array(buffer)
}

const joined = (messages: readonly string[]): Int16Array => {
  const pieces = messages.map((base64) => decodePcm16Base64(base64))
  const all = new Int16Array(pieces.reduce((length, piece) => length + piece.length, 0))
  pieces.reduce((at, piece) => {
    all.set(piece, at)
    return at + piece.length
  }, 0)
  return all
}

const fakeMicrophone = (wav: string): readonly string[] => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-audio-capture=${wav}`,
]

/** Runs a call between a page in a new Chromium and a new platform. */
export const holdMinute = async (options: MinuteOptions): Promise<Minute> => {
  const { url, reference, deviceRate, seconds, ppm } = options
  const folder = mkdtempSync(join(tmpdir(), 'vatel-minute-'))
  const wav = join(folder, 'user.wav')
  const heard = toPcm16(createResampler({ from: rate, to: deviceRate }).process(reference))
  writeFileSync(wav, writeWav({ sampleRate: deviceRate, channels: [heard] }))
  const platform = await startSteadyPlatform(folder, reference, ppm)
  const chromium = await launchChromium(fakeMicrophone(wav))
  try {
    const page = await chromium.context.newPage()
    await page.goto(url)
    const { baseUrl, token } = platform
    await page.evaluate((hold) => minute.hold(hold), { baseUrl, token, deviceRate, seconds })
    const observer = await observe(page)
    const untilReceived = async (frames: number): Promise<void> => {
      while (platform.received.length < frames) await new Promise((resolve) => setTimeout(resolve, 200))
    }
    await untilReceived(settledFrames)
    const heapBefore = await observer.heapBytes()
    const before = await observer.cost()
    await untilReceived(seconds * 50)
    const after = await observer.cost()
    let grownBytes = (await observer.heapBytes()) - heapBefore
    // Sound that a busy machine holds back goes on its way within moments: only what stays is retained.
    for (let more = 1; grownBytes >= mostGrownBytes && more <= 5; more += 1) {
      await untilReceived(seconds * 50 + more * 25)
      grownBytes = Math.min(grownBytes, (await observer.heapBytes()) - heapBefore)
    }
    const { graph, ...report } = await page.evaluate(() => minute.end())
    await page.waitForFunction(() => minute.isAllOff())
    return {
      report,
      given: toPcm16(createResampler({ from: deviceRate, to: rate }).process(floatsIn(graph))),
      received: joined(platform.received),
      messages: platform.received.length,
      grownBytes,
      busyShare: (after.workedMs - before.workedMs) / (after.atMs - before.atMs),
    }
  } finally {
    await chromium.close()
    await platform.close()
    rmSync(folder, { recursive: true })
  }
}
