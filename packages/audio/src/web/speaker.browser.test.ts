import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type * as core from '@vatel/core'
import type { Page } from 'playwright-core'
import { encodePcm16Base64 } from '../base64/pcm16-base64.ts'
import { toPcm16 } from '../pcm16.ts'
import { createResampler } from '../resampler/create-resampler.ts'
import { readWav } from '../wav/read-wav.ts'
import { matchSound } from './match-sound.test-support.ts'
import {
  fakeDevice,
  openSourcePages,
  openTools,
  openUntouched,
  type SourcePages,
} from './pages.test-support.ts'
import { largestStep } from './turn-player.test-support.ts'

declare global {
  /** The rules of core, which pages import too. */
  var playback: Pick<typeof core, 'canPlay' | 'initialPlayback' | 'reducePlayback'>
}

const [speech = new Float32Array(0)] = readWav(
  readFileSync(join(__dirname, '../../../simulator/speech/city-guide/greeting.wav')),
).channels

/** Output of the last speaker of a page, at the rate of its device. */
const soundOf = async (page: Page, from: number, to: number) => {
  const { base64, sampleRate } = await page.evaluate(
    async ([from, to]) => {
      const sound = await tools.soundBetween(from, to)
      return {
        base64: tools.encodeBytes(new Uint8Array(sound.buffer)),
        sampleRate: tools.lastContext().sampleRate,
      }
    },
    [from, to] as const,
  )
  const { buffer } = Uint8Array.from(Buffer.from(base64, 'base64'))
  return { sound: new Float32Array(buffer), sampleRate }
}

/** Largest amplitude of a tone in any tenth of a second of a sound. */
const largestAmplitudeOf = (hz: number, sound: Float32Array, sampleRate: number): number => {
  const length = Math.round(sampleRate / 10)
  const starts = Array.from(
    { length: Math.floor((2 * sound.length) / length) - 1 },
    (_, i) => (i * length) / 2,
  )
  return Math.max(...starts.map((at) => amplitudeOf(hz, sound.subarray(at, at + length), sampleRate)))
}

/** Amplitude of a tone in a sound. */
const amplitudeOf = (hz: number, sound: Float32Array, sampleRate: number): number => {
  let [cosine, sine] = [0, 0]
  sound.forEach((sample, i) => {
    const share = 1 - Math.cos((2 * Math.PI * (i + 0.5)) / sound.length)
    cosine += share * sample * Math.cos((2 * Math.PI * hz * i) / sampleRate)
    sine += share * sample * Math.sin((2 * Math.PI * hz * i) / sampleRate)
  })
  return (2 * Math.hypot(cosine, sine)) / sound.length
}

describe('openSpeaker in Chromium', () => {
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

  it('reports what is heard and when, and closes its context', async () => {
    const { events, began, state } = await page.evaluate(async () => {
      const { openSpeaker, toneOf, until, isAllClosed } = tools
      const speaker = await openSpeaker()
      const events: { type: string; turnId: string; heardSamples: number; atMs: number }[] = []
      speaker.listen((event) => events.push(event))
      const began = performance.now()
      speaker.write({ turnId: 'one', pcm: toneOf(440, 0.3), isFinal: true })
      await until(() => events.at(-1)?.type === 'drained')
      const { state } = speaker
      speaker.close()
      speaker.write({ turnId: 'two', pcm: toneOf(440, 0.3), isFinal: true })
      await until(isAllClosed)
      return { events, began, state }
    })
    const [first] = events
    const last = events.at(-1)
    expect(first).toMatchObject({ type: 'started', turnId: 'one', heardSamples: 0 })
    expect(last).toMatchObject({ type: 'drained', turnId: 'one', heardSamples: 7_200 })
    expect(events.filter(({ type }) => type === 'progress').length).toBeGreaterThan(5)
    const times = events.map(({ atMs }) => atMs)
    expect(first?.atMs).toBeGreaterThanOrEqual(began)
    expect(times).toEqual([...times].sort((one, other) => one - other))
    expect(state).toBe('running')
  })

  it('plays speech unchanged, without a gap or a step', async () => {
    const pcm = encodePcm16Base64(toPcm16(speech))
    const began = await page.evaluate(async (base64) => {
      const { openSpeaker, decode, lastContext, soundBetween, whileSuspended } = tools
      const speaker = await openSpeaker()
      const pcm = decode(base64)
      // The recording has begun.
      await soundBetween(0, 0)
      const began = lastContext().currentTime
      await whileSuspended(() => {
        for (let at = 0; at < pcm.length; at += 4_800)
          speaker.write({ turnId: 'one', pcm: pcm.slice(at, at + 4_800), isFinal: at + 4_800 >= pcm.length })
      })
      return began
    }, pcm)
    const { sound, sampleRate } = await soundOf(page, began, began + speech.length / 24_000 + 0.5)
    const match = matchSound(speech, createResampler({ from: sampleRate, to: 24_000 }).process(sound), 24_000)
    expect(match.worstSnrDb).toBeGreaterThan(40)
    expect(Math.abs(match.gainDb)).toBeLessThan(0.05)
    const played = createResampler({ from: 24_000, to: sampleRate }).process(speech)
    expect(largestStep(sound)).toBeLessThan(1.05 * largestStep(played))
  })

  it('is silent within 20 ms of audio after a flush, without a click', async () => {
    const flushedAt = await page.evaluate(async () => {
      const { openSpeaker, toneOf, lastContext, soundBetween, flush, until } = tools
      const speaker = await openSpeaker()
      // A tone beside zero: where it is cut off, there is a step.
      const pcm = toneOf(440, 240, 0.15).map((sample) => sample + 11_500)
      speaker.write({ turnId: 'one', pcm, isFinal: true })
      await until(() => speaker.level > -20)
      const heardAt = lastContext().currentTime
      await soundBetween(heardAt, heardAt + 0.2)
      return flush(speaker)
    })
    const { sound: before, sampleRate } = await soundOf(page, flushedAt - 0.1, flushedAt)
    const { sound: after } = await soundOf(page, flushedAt, flushedAt + 1)
    expect(amplitudeOf(440, before, sampleRate)).toBeCloseTo(0.15, 2)
    expect(after.findLastIndex((sample) => sample !== 0) / sampleRate).toBeLessThan(0.02)
    const whole = new Float32Array([...before, ...after])
    expect(largestStep(whole)).toBeLessThan((1.3 * 2 * Math.PI * 440 * 0.5) / sampleRate)
  })

  it('never plays a turn again that the user has interrupted, however late its audio arrives', async () => {
    const { cutAt, reusedAt, endAt } = await page.evaluate(async () => {
      const { openSpeaker, toneOf, lastContext, soundBetween, flush, until } = tools
      const { canPlay, initialPlayback, reducePlayback } = playback
      const speaker = await openSpeaker()
      const events: string[] = []
      speaker.listen(({ type, turnId }) => events.push(`${type} ${turnId}`))
      // As an application does: messages update the tracker, which decides what may play.
      let tracker = initialPlayback
      const step = (message: object) => {
        tracker = reducePlayback(tracker, message as Parameters<typeof reducePlayback>[1])
      }
      const hear = (turnId: string, hz: number, seconds: number, isFinal = false) => {
        step({ type: 'response_audio', data: { turn_id: turnId, audio: '', is_final: isFinal } })
        if (canPlay(tracker, turnId)) speaker.write({ turnId, pcm: toneOf(hz, seconds), isFinal })
      }
      const now = () => lastContext().currentTime
      for (let i = 0; i < 100; i++) hear('one', 440, 0.2)
      const began = now()
      await soundBetween(began, began + 0.4)
      step({ type: 'interruption', data: {} })
      const cut = flush(speaker)
      hear('one', 440, 0.2)
      hear('two', 1_100, 0.4, true)
      hear('one', 440, 0.2)
      await soundBetween(now(), now() + 0.06)
      hear('one', 440, 0.2, true)
      await until(() => events.includes('drained two'))
      hear('one', 440, 0.2, true)
      await soundBetween(now(), now() + 0.1)
      step({ type: 'speech_stopped', data: {} })
      const reusedAt = now()
      hear('one', 1_760, 0.4, true)
      await until(() => events.includes('drained one'))
      return { cutAt: await cut, reusedAt, endAt: now() + 0.2 }
    })
    const { sound, sampleRate } = await soundOf(page, cutAt + 0.02, endAt)
    const { sound: reused } = await soundOf(page, reusedAt, endAt)
    expect(amplitudeOf(440, sound, sampleRate)).toBeLessThan(2e-3)
    expect(largestAmplitudeOf(1_100, sound, sampleRate)).toBeGreaterThan(0.4)
    expect(largestAmplitudeOf(1_760, reused, sampleRate)).toBeGreaterThan(0.4)
  })

  it('refuses later audio of a cancelled turn', async () => {
    const events = await page.evaluate(async () => {
      const { openSpeaker, toneOf, until } = tools
      const speaker = await openSpeaker()
      const events: string[] = []
      speaker.listen(({ type, turnId }) => events.push(`${type} ${turnId}`))
      speaker.write({ turnId: 'one', pcm: toneOf(440, 60), isFinal: true })
      await until(() => events.includes('progress one'))
      events.length = 0
      speaker.cancel()
      speaker.write({ turnId: 'one', pcm: toneOf(440, 0.1), isFinal: true })
      speaker.write({ turnId: 'two', pcm: toneOf(440, 0.1), isFinal: true })
      await until(() => events.includes('drained two'))
      return events
    })
    // Events that were on their way when it was cancelled are outdated, and not emitted.
    expect(events.filter((event) => event !== 'progress two')).toEqual([
      'flushed one',
      'started two',
      'drained two',
    ])
  })

  it('waits for a gesture where the browser requires one, and loses nothing meanwhile', async () => {
    const { page, logged } = await openUntouched(pages, async () => {
      const speaker = await tools.openSpeaker({ maxWaitMs: Infinity })
      speaker.watch((state) => console.log(state))
      speaker.listen(({ type, heardSamples }) => {
        if (type !== 'progress') console.log(`${type} ${heardSamples}`)
      })
      speaker.write({ turnId: 'one', pcm: tools.toneOf(440, 0.2), isFinal: true })
      document.body.addEventListener('click', tools.unlockAudio)
      console.log('ready')
    })
    expect(await logged('ready')).toEqual(['needs-gesture', 'ready'])
    await page.click('button')
    const states = await logged('drained 4800')
    expect(states.slice(2).sort()).toEqual(['drained 4800', 'running', 'started 0'])
    await page.close()
  })

  it('drops on flush what waited for a gesture', async () => {
    const { page, logged } = await openUntouched(pages, async () => {
      const speaker = await tools.openSpeaker({ maxWaitMs: Infinity })
      speaker.listen(({ type, turnId }) => {
        if (type !== 'progress') console.log(`${type} ${turnId}`)
      })
      speaker.write({ turnId: 'one', pcm: tools.toneOf(440, 0.2), isFinal: true })
      speaker.flush()
      speaker.write({ turnId: 'two', pcm: tools.toneOf(440, 0.2), isFinal: true })
      document.body.addEventListener('click', tools.unlockAudio)
    })
    await logged('flushed one')
    await page.click('button')
    expect(await logged('drained two')).toEqual(['flushed one', 'started two', 'drained two'])
    await page.close()
  })

  it('uses the context that unlockAudio has prepared', async () => {
    const { page, logged } = await openUntouched(pages, async () => {
      const open = async () => {
        tools.unlockAudio()
        await tools.wait(0)
        const speaker = await tools.openSpeaker()
        console.log(`${speaker.state}, ${tools.opened.contexts.length} context`)
      }
      document.body.addEventListener('click', () => void open())
      await Promise.resolve()
      console.log('ready')
    })
    await logged('ready')
    await page.click('button')
    expect(await logged('running, 1 context')).toEqual(['ready', 'running, 1 context'])
    await page.close()
  })

  it('reports an interruption by the system, and no short suspension', async () => {
    const states = await page.evaluate(async () => {
      const { openRunningSpeaker, lastContext, until } = tools
      const speaker = await openRunningSpeaker()
      const states: string[] = []
      speaker.watch((state) => states.push(state))
      const context = lastContext()
      // The limit of a start is 3 s: on a busy machine, until it takes less.
      for (;;) {
        states.length = 1
        const before = performance.now()
        await context.suspend()
        await until(() => context.state === 'running' && states.at(-1) === 'running')
        await speaker.switchTo('').then(() => until(() => context.state === 'running'))
        if (performance.now() - before < 3_000) break
      }
      // A phone call cannot be tested: the context is made to report it.
      Object.defineProperty(context, 'state', { value: 'interrupted', configurable: true })
      context.dispatchEvent(new Event('statechange'))
      Reflect.deleteProperty(context, 'state')
      context.dispatchEvent(new Event('statechange'))
      await until(() => states.length === 3)
      return states
    })
    expect(states).toEqual(['running', 'interrupted', 'running'])
  })

  it('reports the heard samples of turns that are cut short by close', async () => {
    const events = await page.evaluate(async () => {
      const { openSpeaker, toneOf, until } = tools
      const speaker = await openSpeaker()
      const events: { type: string; turnId: string; heardSamples: number }[] = []
      speaker.listen((event) => events.push(event))
      for (const turnId of ['one', 'two']) speaker.write({ turnId, pcm: toneOf(440, 60), isFinal: true })
      await until(() => events.length > 10)
      speaker.close()
      speaker.close()
      return events
    })
    expect(events.at(-2)).toMatchObject({ type: 'flushed', turnId: 'one' })
    expect(events.at(-2)?.heardSamples).toBeGreaterThan(2_400)
    expect(events.at(-1)).toMatchObject({ type: 'flushed', turnId: 'two', heardSamples: 0 })
  })

  it('applies the volume, and reports the level before it', async () => {
    const { level, from } = await page.evaluate(async () => {
      const { openSpeaker, toneOf, lastContext, soundBetween, until } = tools
      const speaker = await openSpeaker()
      speaker.volume = 0.25
      speaker.write({ turnId: 'one', pcm: toneOf(440, 60), isFinal: true })
      await until(() => speaker.level > -20)
      const from = lastContext().currentTime + 0.5
      await soundBetween(from, from + 0.5)
      return { level: speaker.level, from }
    })
    const { sound, sampleRate } = await soundOf(page, from, from + 0.5)
    expect(amplitudeOf(440, sound, sampleRate)).toBeCloseTo(0.125, 2)
    expect(level).toBeCloseTo(-9, 0)
  })

  it('plays through the chosen device, and reports a missing one', async () => {
    const outcome = await page.evaluate(async () => {
      const { openSpeaker, openMicrophone, listDevices, lastContext, isAllClosed, until } = tools
      const microphone = await openMicrophone()
      microphone.close()
      const { speakers } = await listDevices()
      const wished = speakers.at(-1)?.deviceId ?? 'none'
      const speaker = await openSpeaker({ deviceId: wished })
      const chosen = (lastContext() as unknown as { sinkId: string }).sinkId
      await speaker.switchTo()
      const back = (lastContext() as unknown as { sinkId: string }).sinkId
      const reasonOf = (work: Promise<unknown>) =>
        work.then(
          () => 'none',
          (error: unknown) => (error as { reason: string }).reason,
        )
      const reasons = [
        await reasonOf(speaker.switchTo('no such device')),
        await reasonOf(openSpeaker({ deviceId: 'no such device' })),
        await reasonOf(openSpeaker({ signal: AbortSignal.abort() })),
      ]
      speaker.close()
      await until(isAllClosed)
      return { isChosen: chosen === wished, back, reasons }
    })
    expect(outcome).toEqual({ isChosen: true, back: '', reasons: ['not-found', 'not-found', 'aborted'] })
  })

  it('plays through the default device when the chosen one fails, and reports it', async () => {
    const outcome = await page.evaluate(async () => {
      const { openRunningSpeaker, openMicrophone, listDevices, lastContext, until, toneOf } = tools
      const microphone = await openMicrophone()
      microphone.close()
      const { speakers } = await listDevices()
      const speaker = await openRunningSpeaker({ deviceId: speakers.at(-1)?.deviceId ?? 'none' })
      const states: string[] = []
      speaker.watch((state) => states.push(`${state} ${speaker.deviceId === '' ? 'default' : 'chosen'}`))
      lastContext().dispatchEvent(new Event('error'))
      await until(() => speaker.deviceId === '')
      const drained = new Promise((resolve) =>
        speaker.listen(({ type }) => {
          if (type === 'drained') resolve(type)
        }),
      )
      speaker.write({ turnId: 'one', pcm: toneOf(440, 0.1), isFinal: true })
      const end = await drained
      speaker.close()
      return { states, end, isChosen: (lastContext() as unknown as { sinkId: string }).sinkId !== '' }
    })
    expect(outcome).toEqual({
      states: ['running chosen', 'running default'],
      end: 'drained',
      isChosen: false,
    })
  })

  it('reports a dead output as lost, and starts it again when devices change or the page is shown', async () => {
    const states = await page.evaluate(async () => {
      const { openRunningSpeaker, lastContext, until } = tools
      const speaker = await openRunningSpeaker()
      const states: string[] = []
      speaker.watch((state) => states.push(state))
      const context = lastContext()
      const again = [
        () => navigator.mediaDevices.dispatchEvent(new Event('devicechange')),
        () => document.dispatchEvent(new Event('visibilitychange')),
        () => window.dispatchEvent(new Event('pageshow')),
        () => window.dispatchEvent(new Event('focus')),
      ]
      for (const show of again) {
        context.resume = () => Promise.reject(new DOMException('no device', 'InvalidStateError'))
        await context.suspend()
        await until(() => speaker.state === 'lost')
        Reflect.deleteProperty(context, 'resume')
        show()
        await until(() => speaker.state === 'running')
      }
      return states
    })
    expect(states).toEqual(['running', ...Array.from({ length: 4 }, () => ['lost', 'running']).flat()])
  })

  it('falls silent in its level when it is suspended or closed', async () => {
    const levels = await page.evaluate(async () => {
      const { openSpeaker, toneOf, lastContext, until } = tools
      const speaker = await openSpeaker()
      speaker.write({ turnId: 'one', pcm: toneOf(440, 600), isFinal: true })
      await until(() => speaker.level > -20)
      const context = lastContext()
      context.resume = () => Promise.reject(new DOMException('no device', 'InvalidStateError'))
      await context.suspend()
      await until(() => speaker.state === 'lost')
      const suspended = speaker.level
      Reflect.deleteProperty(context, 'resume')
      await context.resume()
      await until(() => speaker.level > -20)
      speaker.close()
      return [suspended, speaker.level]
    })
    expect(levels).toEqual([-Infinity, -Infinity])
  })

  it('rejects when its worklet throws while it starts', async () => {
    const outcome = await page.evaluate(async () => {
      const { openSpeaker, isAllClosed, until } = tools
      const error = (await openSpeaker({ workletUrl: '/web/crashing.test-support.ts' }).catch(
        (error: unknown) => error,
      )) as { readonly _tag: string; readonly reason: string; readonly cause: { readonly _tag: string } }
      await until(isAllClosed)
      return [error._tag, error.reason, error.cause._tag]
    })
    expect(outcome).toEqual(['SpeakerUnavailableError', 'failed', 'WorkletCrashedError'])
  })

  it('is lost for good when its worklet throws, and reports what will not be heard', async () => {
    const outcome = await page.evaluate(async () => {
      const { openSpeaker, toneOf, opened, until } = tools
      const speaker = await openSpeaker()
      const events: (readonly [string, string, number?])[] = []
      speaker.listen(({ type, turnId, refusedMs }) => {
        if (type === 'flushed' || type === 'refused')
          events.push(refusedMs === undefined ? [type, turnId] : [type, turnId, refusedMs])
      })
      speaker.write({ turnId: 'one', pcm: toneOf(440, 60), isFinal: true })
      opened.nodes.at(-1)?.port.postMessage({ type: 'write', turnId: 'bad', pcm: null, isFinal: true })
      await until(() => speaker.state === 'lost')
      speaker.write({ turnId: 'two', pcm: toneOf(440, 0.1), isFinal: true })
      return { events, reason: speaker.error?.reason }
    })
    expect(outcome).toEqual({
      events: [
        ['flushed', 'one'],
        ['refused', 'two', 100],
      ],
      reason: 'failed',
    })
  })

  it('reports the URL of a missing worklet, and leaves nothing open', async () => {
    const outcome = await page.evaluate(async () => {
      const { openSpeaker, isAllClosed, until } = tools
      const error = (await openSpeaker({ workletUrl: '/nowhere.js' }).catch((error: unknown) => error)) as {
        readonly _tag: string
        readonly url: string
      }
      await until(isAllClosed)
      return { tag: error._tag, url: error.url }
    })
    expect(outcome).toEqual({ tag: 'WorkletNotLoadedError', url: '/nowhere.js' })
  })
})
