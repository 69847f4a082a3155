import type { Page } from 'playwright-core'
import { readWav } from '../wav/read-wav.ts'
import { fakeDevice, openSourcePages, openTools, type SourcePages } from './pages.test-support.ts'

describe('the sound of devices for others', () => {
  let pages: SourcePages
  let page: Page
  beforeAll(async () => {
    pages = await openSourcePages([...fakeDevice(), '--autoplay-policy=document-user-activation-required'])
  })
  beforeEach(async () => {
    page = await openTools(pages)
  })
  afterEach(() => page.close())
  afterAll(() => pages.close())

  it('of a speaker has its spectrum and its stream, before the volume, until it is closed', async () => {
    const ended = await page.evaluate(async () => {
      const { isAllClosed, listenTo, openSpeaker, peakHzOf, toneOf, until } = tools
      const speaker = await openSpeaker()
      speaker.volume = 0
      const bytes = new Uint8Array(512)
      const floats = new Float32Array(512)
      // Longer than the machine takes for all that follows.
      const pcm = toneOf(1_500, 10, 0.02)
      for (let turn = 0; turn < 24; turn++) speaker.write({ turnId: 'a', pcm, isFinal: turn === 23 })
      await until(() => peakHzOf(speaker, bytes) === 1_500)
      // A sine of amplitude 0.02 has -34 dB, and through the window of the analyser 13.6 dB less.
      await until(() => peakHzOf(speaker, floats) === 1_500 && Math.abs(Math.max(...floats) + 47.6) < 2)
      const { stream } = speaker
      const listener = listenTo(stream)
      await until(() => peakHzOf(listener, bytes) === 1_500)
      const [track] = stream.getTracks()
      const ended: unknown[] = [speaker.stream === stream, track?.readyState]
      track?.addEventListener('ended', () => ended.push('event'))
      speaker.close()
      listener.close()
      ended.push(track?.readyState, peakHzOf(speaker, floats), Math.max(...floats))
      await until(isAllClosed)
      return ended
    })
    expect(ended).toEqual([true, 'live', 'event', 'ended', 0, -Infinity])
  })

  it('of a microphone is one stream through mute and a switch of the device, until it is closed', async () => {
    const seen = await page.evaluate(async () => {
      const { hooks, isAllClosed, listenTo, openMicrophone, openTone, peakHzOf, until } = tools
      const tones = [openTone(600), openTone(2_400)] as const
      hooks.stream = tones[0].stream
      const microphone = await openMicrophone()
      const bytes = new Uint8Array(512)
      const { stream } = microphone
      const listener = listenTo(stream)
      const becomes = (hz: number) =>
        until(() => peakHzOf(listener, bytes) === hz && peakHzOf(microphone, bytes) === hz)
      await becomes(600)
      microphone.mute()
      await becomes(0)
      await microphone.unmute()
      await becomes(600)
      microphone.mute({ release: true })
      await becomes(0)
      hooks.stream = tones[1].stream
      await microphone.unmute()
      await becomes(2_400)
      const [track] = stream.getTracks()
      const seen = [microphone.stream === stream, track?.readyState]
      microphone.close()
      seen.push(track?.readyState, microphone.stream === stream)
      for (const { close } of [listener, ...tones]) close()
      await until(isAllClosed)
      return seen
    })
    expect(seen).toEqual([true, 'live', 'ended', true])
  })

  it('of two streams is recorded in one time, into the channels of a file', async () => {
    const { base64, isAllClosed } = await page.evaluate(async () => {
      const { createStereoRecorder, encodeBytes, lastContext, openHeardTone, until } = tools
      const recorder = createStereoRecorder()
      const [tone, other] = [await openHeardTone(600), await openHeardTone(2_400)] as const
      recorder.use('left', tone.stream)
      recorder.use('right', tone.stream)
      await until(() => recorder.durationMs >= 200)
      recorder.use('right', other.stream)
      // As much as its context has rendered is recorded by now, at most: the last second is that of the other tone.
      const mostMs = 1_000 * lastContext().currentTime
      await until(() => recorder.durationMs >= mostMs + 1_000)
      recorder.stop()
      const file = await recorder.file
      for (const { close } of [tone, other]) close()
      await until(tools.isAllClosed)
      return { base64: encodeBytes(new Uint8Array(await file.arrayBuffer())), isAllClosed: true }
    })
    const { channels, sampleRate } = readWav(Buffer.from(base64, 'base64'))
    const [left = new Float32Array(0), right = new Float32Array(0)] = channels
    expect([channels.length, sampleRate, isAllClosed]).toEqual([2, 24_000, true])
    expect(left.length).toBeGreaterThanOrEqual(24_000)
    expect(right).toHaveLength(left.length)
    // A busy machine leaves holes in a stream: what is left of it has one tone all the same.
    const energy = (channel: Float32Array, hz: number) => {
      const sum = [0, 0]
      for (const [at, sample] of channel.entries()) {
        const angle = (2 * Math.PI * hz * at) / sampleRate
        sum[0] = (sum[0] ?? 0) + sample * Math.cos(angle)
        sum[1] = (sum[1] ?? 0) + sample * Math.sin(angle)
      }
      return Math.hypot(...sum)
    }
    const ratio = (channel: Float32Array) => energy(channel, 600) / energy(channel, 2_400)
    const lastHalf = [left, right].map((channel) => channel.subarray(-12_000))
    expect(ratio(lastHalf[0] ?? left)).toBeGreaterThan(10)
    expect(ratio(lastHalf[1] ?? right)).toBeLessThan(0.1)
    // The first tone is on both sides, in one time.
    expect(ratio(right.subarray(0, 4_000))).toBeGreaterThan(10)
  })

  it('is recorded into both channels from the beginning, where the worklet of one is ready later', async () => {
    const base64 = await page.evaluate(async () => {
      const { createStereoRecorder, encodeBytes, lastContext, openHeardTone, until } = tools
      const tone = await openHeardTone(600)
      const worklets = AudioWorklet.prototype
      const addModule = Reflect.get<AudioWorklet, 'addModule'>(worklets, 'addModule')
      let loads = 0
      worklets.addModule = async function (url: string) {
        if (url.includes('voice.ts') && ++loads === 2) {
          const { currentTime } = lastContext()
          await until(() => lastContext().currentTime > currentTime + 0.5)
        }
        return addModule.call(this, url)
      }
      const recorder = createStereoRecorder()
      recorder.use('left', tone.stream)
      recorder.use('right', tone.stream)
      await until(() => recorder.durationMs >= 300)
      recorder.stop()
      const file = await recorder.file
      tone.close()
      await until(tools.isAllClosed)
      worklets.addModule = addModule
      return encodeBytes(new Uint8Array(await file.arrayBuffer()))
    })
    const { channels } = readWav(Buffer.from(base64, 'base64'))
    expect(channels.map((channel) => channel.some((sample) => Math.abs(sample) > 0.01))).toEqual([true, true])
  })

  it('is not recorded without the worklet, and the error names its address', async () => {
    const message = await page.evaluate(async () => {
      const { createStereoRecorder, openTone } = tools
      const recorder = createStereoRecorder({ workletUrl: '/nowhere.js' })
      const tone = openTone(600)
      recorder.use('left', tone.stream)
      const error: unknown = await recorder.file.catch((reason: unknown) => reason)
      tone.close()
      return String(error)
    })
    expect(message).toContain('/nowhere.js')
  })
})
