import type { Page } from 'playwright-core'
import { fakeDevice, openSourcePages, openTools, type SourcePages } from './pages.test-support.ts'
import { removeWavFile, writeToneFile } from './wav-files.test-support.ts'

const toneFile = writeToneFile()

describe('openMicrophone in Chromium', () => {
  let pages: SourcePages
  let page: Page
  beforeAll(async () => {
    pages = await openSourcePages([
      ...fakeDevice(toneFile),
      '--host-resolver-rules=MAP insecure.test 127.0.0.1',
    ])
  })
  beforeEach(async () => {
    page = await openTools(pages)
  })
  afterEach(() => page.close())
  afterAll(async () => {
    await pages.close()
    removeWavFile(toneFile)
  })

  it('captures, mutes, releases the device and opens it again, and closes it', async () => {
    const outcome = await page.evaluate(async () => {
      const { openMicrophone, record, medianPeakOf, untouched, opened, until, isAllClosed } = tools
      const microphone = await openMicrophone(untouched)
      const states: string[] = []
      // A busy machine may start a context so late that it counts as waiting for a gesture, or as lost.
      microphone.watch((state) => /live|muted/.test(state) && state !== states.at(-1) && states.push(state))
      // A busy machine may leave sound out: the voice is waited for.
      const isVoice = () => Math.abs(microphone.level + 4) < 0.5
      const voice = async () => {
        await until(isVoice)
        return medianPeakOf(await record(microphone, 0.3))
      }
      const live = await voice()
      microphone.mute()
      const whileMuted = await record(microphone, 0.3)
      const muted = {
        peak: Math.max(...whileMuted.flatMap(({ pcm }) => [...pcm])),
        level: microphone.level,
        track: opened.tracks.at(-1)?.readyState,
      }
      await microphone.unmute()
      const again = await voice()
      microphone.mute({ release: true })
      const released = opened.tracks.at(-1)?.readyState
      let count = 0
      const stop = microphone.listen(() => count++)
      await until(isAllClosed)
      stop()
      await microphone.unmute()
      const last = await voice()
      microphone.close()
      microphone.listen(() => count++)
      await until(isAllClosed)
      return { live, muted, again, released, count, last, states }
    })
    expect(outcome).toMatchObject({
      muted: { peak: 0, level: -Infinity, track: 'live' },
      released: 'ended',
      count: 0,
      states: ['live', 'muted', 'live', 'muted', 'live'],
    })
    for (const peak of [outcome.live, outcome.again, outcome.last])
      expect(peak).toBeCloseTo(0.891 * 32_768, -3)
  })

  it('reports the capture time of each frame', async () => {
    const { before, after, times } = await page.evaluate(async () => {
      const { openMicrophone, record, untouched } = tools
      // The clock of a microphone forgets messages after 5 s: on a busy machine, until a second takes less.
      for (;;) {
        const before = performance.now()
        const microphone = await openMicrophone(untouched)
        const frames = await record(microphone, 1)
        microphone.close()
        const after = performance.now()
        if (after - before < 5_000) return { before, after, times: frames.map(({ atMs }) => atMs) }
      }
    })
    expect(times[0]).toBeGreaterThan(before)
    expect(times.at(-1)).toBeLessThanOrEqual(after - 20)
    times.forEach((atMs, i) => {
      // The clock improves with each message that is less late than those before.
      expect(atMs).toBeLessThanOrEqual((times[0] ?? 0) + i * 20 + 0.01)
      expect(atMs).toBeGreaterThan((times.at(-1) ?? 0) - (times.length - 1 - i) * 20 - 0.01)
    })
  })

  it('switches to another device, and keeps it when another cannot be opened', async () => {
    const outcome = await page.evaluate(async () => {
      const { openMicrophone, listDevices, untouched, opened, until, isAllClosed } = tools
      const microphone = await openMicrophone(untouched)
      const frames: number[] = []
      microphone.listen(({ pcm }) => frames.push(pcm.length))
      const first = microphone.deviceId
      const { microphones } = await listDevices()
      const wished = microphones.at(-1)?.deviceId ?? 'none'
      await until(() => frames.length >= 10)
      await microphone.switchTo(wished)
      const chosen = microphone.deviceId
      const before = frames.length
      await until(() => frames.length >= before + 10)
      const reason = await microphone.switchTo('no such device').then(
        () => 'none',
        (error: unknown) => (error as { reason: string }).reason,
      )
      const count = frames.length
      await until(() => frames.length > count + 5)
      const live = opened.tracks.filter(({ readyState }) => readyState === 'live').length
      microphone.close()
      await until(isAllClosed)
      return { isOther: first !== chosen, isWished: chosen === wished, reason, live }
    })
    expect(outcome).toEqual({ isOther: true, isWished: true, reason: 'not-found', live: 1 })
  })

  it('opens the default device when its device is unplugged, and reports that it was lost', async () => {
    const outcome = await page.evaluate(async () => {
      const { openMicrophone, listDevices, record, opened, until, isAllClosed } = tools
      const unplug = () => {
        const track = opened.tracks.at(-1)
        track?.stop()
        track?.dispatchEvent(new Event('ended'))
      }
      const states: string[] = []
      const microphone = await openMicrophone()
      const seen: string[] = []
      microphone.watch((state) => seen.push(state))
      // A busy machine may start a context so late that it counts as waiting for a gesture, or as lost.
      await until(() => seen.at(-1) === 'live')
      microphone.watch((state) => state !== 'needs-gesture' && state !== states.at(-1) && states.push(state))
      unplug()
      await until(() => states.at(-1) === 'live' && states.length === 3)
      await record(microphone, 0.1)
      const { microphones } = await listDevices()
      await microphone.switchTo(microphones.at(-1)?.deviceId)
      unplug()
      const lost = [...states]
      const reason = microphone.error?.message
      await until(() => states.length === 5)
      await record(microphone, 0.1)
      microphone.close()
      await until(isAllClosed)
      return { states, lost, reason, error: microphone.error }
    })
    expect(outcome.lost).toEqual(['live', 'lost', 'live', 'lost'])
    expect(outcome.states).toEqual(['live', 'lost', 'live', 'lost', 'live'])
    expect(outcome.reason).toMatch(/^microphone unavailable \(ended\): the device was disconnected/)
    expect(outcome.error).toBeUndefined()
  })

  it('reports the system that mutes or interrupts it, and a device that captures only zeros', async () => {
    const outcome = await page.evaluate(async () => {
      const { openMicrophone, hooks, opened, lastContext, until } = tools
      const source = new AudioContext()
      const destination = source.createMediaStreamDestination()
      const oscillator = source.createOscillator()
      oscillator.connect(destination)
      hooks.stream = destination.stream
      const microphone = await openMicrophone()
      const states: string[] = []
      // A busy machine may start a context so late that it counts as waiting for a gesture, or as lost.
      const isOfStart = (state: string) => /needs-gesture|lost/.test(state) || state === states.at(-1)
      microphone.watch((state) => isOfStart(state) || states.push(state))
      await until(() => microphone.state === 'silent')
      oscillator.start()
      await until(() => microphone.state === 'live')
      const track = opened.tracks.at(-1)
      if (track === undefined) throw new Error('no track')
      const [context] = [lastContext()]
      const set = (target: EventTarget, name: string, value: unknown, type: string) => {
        Object.defineProperty(target, name, { value, configurable: true })
        target.dispatchEvent(new Event(type))
      }
      set(track, 'muted', true, 'mute')
      set(track, 'muted', false, 'unmute')
      set(context, 'state', 'interrupted', 'statechange')
      set(context, 'state', 'running', 'statechange')
      await until(() => microphone.state === 'live')
      microphone.close()
      return states
    })
    expect(outcome).toEqual(['live', 'silent', 'live', 'muted-by-system', 'live', 'interrupted', 'live'])
  })

  it('is lost when its worklet throws, and opens the device again when devices change', async () => {
    const outcome = await page.evaluate(async () => {
      const { openMicrophone, opened, until, isAllClosed } = tools
      const microphone = await openMicrophone({ workletUrl: '/web/crashing.test-support.ts' })
      opened.nodes.at(-1)?.port.postMessage('throw')
      await until(() => microphone.state === 'lost' && isAllClosed())
      const { error } = microphone
      const reason = error?._tag === 'MicrophoneUnavailableError' ? error.reason : ''
      let isOpenedAgain = false
      microphone.watch((state) => (isOpenedAgain ||= state === 'live'))
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
      await until(() => isOpenedAgain)
      microphone.close()
      await until(isAllClosed)
      return reason
    })
    expect(outcome).toBe('failed')
  })

  it('completes a switch when the previous device is unplugged meanwhile', async () => {
    const outcome = await page.evaluate(async () => {
      const { openMicrophone, listDevices, record, opened, until, isAllClosed } = tools
      const microphone = await openMicrophone()
      const { microphones } = await listDevices()
      const wished = microphones.at(-1)?.deviceId
      const [first] = opened.tracks
      const switched = microphone.switchTo(wished)
      first?.stop()
      first?.dispatchEvent(new Event('ended'))
      await switched
      await record(microphone, 0.1)
      await until(() => microphone.state === 'live')
      const { deviceId } = microphone
      microphone.close()
      await until(isAllClosed)
      return deviceId === wished
    })
    expect(outcome).toBe(true)
  })

  it('closes everything when opening fails at any stage', async () => {
    const outcome = await page.evaluate(async () => {
      const { openMicrophone, opened, until, isAllClosed, hooks } = tools
      const attempt = async (options?: Parameters<typeof openMicrophone>[0]) => {
        const tracks = opened.tracks.length
        const error = (await openMicrophone(options).catch((error: unknown) => error)) as {
          readonly _tag: string
          readonly reason?: string
        }
        await until(isAllClosed)
        return [error._tag, error.reason ?? '', opened.tracks.length - tracks]
      }
      const worklet = await attempt({ workletUrl: '/nowhere.js' })
      hooks.beforeSource = () => {
        throw new DOMException('no source', 'InvalidStateError')
      }
      const source = await attempt()
      hooks.beforeSource = () => undefined
      const { AudioWorkletNode: Worklet } = globalThis
      Reflect.deleteProperty(globalThis, 'AudioWorkletNode')
      const browser = await attempt()
      globalThis.AudioWorkletNode = Worklet
      const device = await attempt({ deviceId: 'no such device' })
      const aborted = await attempt({ signal: AbortSignal.abort() })
      return { worklet, source, browser, device, aborted }
    })
    expect(outcome).toEqual({
      worklet: ['WorkletNotLoadedError', '', 1],
      source: ['MicrophoneUnavailableError', 'failed', 1],
      browser: ['MicrophoneUnavailableError', 'unsupported', 0],
      device: ['MicrophoneUnavailableError', 'not-found', 0],
      aborted: ['MicrophoneUnavailableError', 'aborted', 0],
    })
  })

  it('captures at the own rate of a browser that supports no other', async () => {
    const peak = await page.evaluate(async () => {
      const { openMicrophone, record, medianPeakOf, untouched, until, isAllClosed, hooks } = tools
      hooks.beforeSource = () => {
        hooks.beforeSource = () => undefined
        throw new DOMException('different sample-rate is currently not supported', 'NotSupportedError')
      }
      const microphone = await openMicrophone(untouched)
      await until(() => Math.abs(microphone.level + 4) < 0.5)
      const frames = await record(microphone, 0.3)
      microphone.close()
      await until(isAllClosed)
      return medianPeakOf(frames)
    })
    expect(peak).toBeCloseTo(0.891 * 32_768, -3)
  })

  it('is open once after it is aborted and opened again, as in the strict mode of React', async () => {
    const outcome = await page.evaluate(async () => {
      const { openMicrophone, opened, record, until, isAllClosed } = tools
      const first = new AbortController()
      const aborted = openMicrophone({ signal: first.signal }).catch((error: unknown) => error)
      first.abort()
      const microphone = await openMicrophone()
      const { reason } = (await aborted) as { readonly reason: string }
      await record(microphone, 0.1)
      await until(() => opened.tracks.filter(({ readyState }) => readyState === 'live').length === 1)
      await until(() => opened.contexts.filter(({ state }) => state !== 'closed').length === 1)
      microphone.close()
      await until(isAllClosed)
      return { reason, tracks: opened.tracks.length }
    })
    expect(outcome.reason).toBe('aborted')
  })

  it('aborts an opening when it is closed, muted or switched meanwhile', async () => {
    const reasons = await page.evaluate(async () => {
      const { openMicrophone, until, isAllClosed } = tools
      const microphone = await openMicrophone()
      const reasonOf = (work: Promise<void>) =>
        work.then(
          () => 'none',
          (error: unknown) => (error as { reason: string }).reason,
        )
      const overtaken = reasonOf(microphone.switchTo())
      const released = reasonOf(microphone.switchTo())
      microphone.mute({ release: true })
      await until(isAllClosed)
      const closed = reasonOf(microphone.unmute())
      microphone.close()
      const late = reasonOf(microphone.switchTo())
      const reasons = await Promise.all([overtaken, released, closed, late])
      await until(isAllClosed)
      return reasons
    })
    expect(reasons).toEqual(['aborted', 'aborted', 'aborted', 'aborted'])
  })

  it('continues when a listener throws, and reports its error to the page', async () => {
    const thrown = page.waitForEvent('pageerror')
    const count = await page.evaluate(async () => {
      const { openMicrophone, record, until, isAllClosed } = tools
      const microphone = await openMicrophone()
      const stop = microphone.listen(() => {
        stop()
        throw new Error('of the application')
      })
      const { length } = await record(microphone, 0.1)
      microphone.close()
      await until(isAllClosed)
      return length
    })
    expect(count).toBe(5)
    expect((await thrown).message).toBe('of the application')
  })

  it('lists the devices with their names, and reports when one is added or removed', async () => {
    const outcome = await page.evaluate(async () => {
      const { listDevices, watchDevices, openMicrophone, until } = tools
      const microphone = await openMicrophone()
      const { microphones, speakers } = await listDevices()
      microphone.close()
      let reported = 0
      const stop = watchDevices((devices) => {
        reported = devices.microphones.length
      })
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
      await until(() => reported > 0)
      stop()
      return { microphones, speakers, reported }
    })
    expect(outcome.reported).toBe(outcome.microphones.length)
    for (const { deviceId, label } of [...outcome.microphones, ...outcome.speakers])
      expect([deviceId, label]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)])
  })

  it('reports a page that is not secure', async () => {
    await page.goto(pages.add('').replace('localhost', 'insecure.test'))
    await page.addScriptTag({
      type: 'module',
      content: "import * as tools from '/web/page-tools.test-support.ts'\nglobalThis.tools = tools",
    })
    await page.waitForFunction('globalThis.tools')
    const outcome = await page.evaluate(async () => {
      const { openMicrophone, listDevices } = tools
      const error = (await openMicrophone().catch((error: unknown) => error)) as { readonly reason: string }
      return { reason: error.reason, devices: await listDevices() }
    })
    expect(outcome).toEqual({ reason: 'insecure-context', devices: { microphones: [], speakers: [] } })
  })

  it('reports that the user has denied it', async () => {
    const denying = await openSourcePages(['--use-fake-device-for-media-stream', '--deny-permission-prompts'])
    const other = await openTools(denying)
    const reason = await other.evaluate(async () => {
      const { openMicrophone } = tools
      const error = (await openMicrophone().catch((error: unknown) => error)) as { readonly reason: string }
      return error.reason
    })
    await denying.close()
    expect(reason).toBe('denied')
  })
})
