import type { CapturedFrame } from './capture.ts'
import { openMicrophone } from './microphone.ts'
import { closeStubPage, openStubPage, page, pass, type StubTrack } from './stub-page.test-support.ts'
import type { WebMicrophone } from './web-microphone.ts'

interface Opened {
  readonly microphone: WebMicrophone
  readonly frames: CapturedFrame[]
  readonly states: string[]
}

let microphones: WebMicrophone[] = []
beforeEach(openStubPage)
afterEach(() => {
  for (const microphone of microphones) microphone.close()
  microphones = []
  closeStubPage()
})

/** Lets time pass until a promise has settled. */
const settled = async <T>(promise: Promise<T>): Promise<T> => {
  const outcome = { isSettled: false }
  const settle = () => (outcome.isSettled = true)
  promise.then(settle, settle)
  while (!outcome.isSettled) await pass(10)
  return promise
}

const open = async (deviceId?: string): Promise<Opened> => {
  const options = deviceId === undefined ? {} : { deviceId }
  const microphone = await settled(openMicrophone({ workletUrl: '/voice.js', ...options }))
  microphones.push(microphone)
  const frames: CapturedFrame[] = []
  const states: string[] = []
  microphone.listen((frame) => frames.push(frame))
  microphone.watch((state) => states.push(state))
  return { microphone, frames, states }
}

const lastTrack = (): StubTrack => {
  const track = page.tracks.at(-1)
  if (track === undefined) throw new Error('no track')
  return track
}

const change = () => page.mediaDevices.dispatchEvent(new Event('devicechange'))

describe('a switch of the microphone', () => {
  it.each(['headset', 'desk'])('loses no more than a frame and repeats none, to %s', async (deviceId) => {
    const { microphone, frames } = await open('desk')
    await pass(500)
    await settled(microphone.switchTo(deviceId))
    await pass(500)
    const gaps = frames.slice(1).map(({ atMs }, i) => atMs - (frames[i]?.atMs ?? NaN) - 20)
    expect(frames.length).toBeGreaterThan(40)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(20)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(-10)
    expect(page.tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'live'])
  })

  it('to a device with a larger latency never goes back in time', async () => {
    page.mediaDevices.latencies.set('far', 0.3)
    const { microphone, frames } = await open('desk')
    await pass(500)
    await settled(microphone.switchTo('far'))
    await pass(500)
    const steps = frames.slice(1).map(({ atMs }, i) => atMs - (frames[i]?.atMs ?? NaN))
    expect(Math.min(...steps)).toBeGreaterThan(0)
    expect(microphone.deviceId).toBe('far')
  })

  it('to another processing opens the same device anew, and keeps it for later devices', async () => {
    const before = page.mediaDevices.requests.length
    const { microphone, frames } = await open('desk')
    await pass(500)
    await settled(microphone.switchTo('desk', { noiseSuppression: false }))
    await pass(500)
    const steps = frames.slice(1).map(({ atMs }, i) => atMs - (frames[i]?.atMs ?? NaN))
    expect(Math.max(...steps)).toBeLessThanOrEqual(40)
    await settled(microphone.switchTo('headset'))
    microphone.mute({ release: true })
    await microphone.switchTo('desk', { echoCancellation: false })
    await settled(microphone.unmute())
    expect(
      page.mediaDevices.requests
        .slice(before)
        .map(({ deviceId, echoCancellation, noiseSuppression }) => [
          (deviceId as { readonly exact: string }).exact,
          echoCancellation,
          noiseSuppression,
        ]),
    ).toEqual([
      ['desk', true, true],
      ['desk', true, false],
      ['headset', true, false],
      ['desk', false, false],
    ])
  })

  it('to another processing that fails leaves the processing as it is', async () => {
    const { microphone } = await open('desk')
    await expect(settled(microphone.switchTo('gone', { noiseSuppression: false }))).rejects.toMatchObject({
      reason: 'not-found',
    })
    await settled(microphone.switchTo('headset'))
    expect(page.mediaDevices.requests.at(-1)).toMatchObject({ noiseSuppression: true })
  })
})

describe('a microphone whose device ends', () => {
  it('reports it, and continues with the default device', async () => {
    const { microphone, frames, states } = await open('headset')
    await pass(100)
    page.mediaDevices.latencies.delete('headset')
    lastTrack().unplug()
    expect([microphone.state, microphone.error]).toMatchObject(['lost', { reason: 'ended' }])
    await pass(1_000)
    expect(states).toEqual(['live', 'lost', 'live'])
    expect([microphone.deviceId, microphone.error]).toEqual(['desk', undefined])
    const { length } = frames
    await pass(100)
    expect(frames.length).toBeGreaterThan(length)
  })

  it('is lost while there is no device, and tries again when devices change', async () => {
    const { microphone, states } = await open()
    await pass(100)
    page.mediaDevices.latencies = new Map()
    lastTrack().unplug()
    await pass(1_000)
    change()
    await pass(1_000)
    expect([microphone.state, microphone.deviceId, microphone.level]).toEqual(['lost', '', -Infinity])
    expect(microphone.error).toMatchObject({ reason: 'not-found' })
    page.mediaDevices.latencies = new Map([['new', 0]])
    change()
    await pass(1_000)
    expect(states).toEqual(['live', 'lost', 'live'])
    expect(microphone.deviceId).toBe('new')
    microphone.close()
    change()
    await pass(1_000)
    expect(page.tracks).toHaveLength(2)
  })

  it('is lost when its worklet throws, and tries again when devices change', async () => {
    const { microphone, states } = await open()
    page.nodes.at(-1)?.onprocessorerror?.()
    expect(microphone.error).toMatchObject({ reason: 'failed', cause: { _tag: 'WorkletCrashedError' } })
    expect(lastTrack().readyState).toBe('ended')
    change()
    await pass(1_000)
    expect(states).toEqual(['live', 'lost', 'live'])
  })
})

describe('a microphone that fails while it is opened', () => {
  /** Opens a microphone, and breaks it after its worklet is ready and before its context runs. */
  const openBroken = async (breaks: () => void): Promise<unknown> => {
    const opening = openMicrophone({ workletUrl: '/voice.js' }).catch((error: unknown) => error)
    // Time stands still for the context, so that it does not count as running.
    await page.clock?.tickAsync(100)
    expect([page.nodes.length, page.contexts[0]?.state]).toEqual([1, 'running'])
    breaks()
    return settled(opening)
  }

  it('rejects when its worklet throws before its context runs', async () => {
    const error = await openBroken(() => page.nodes[0]?.onprocessorerror?.())
    expect(error).toMatchObject({ reason: 'failed', cause: { _tag: 'WorkletCrashedError' } })
    expect([lastTrack().readyState, page.contexts[0]?.state]).toEqual(['ended', 'closed'])
  })

  it('rejects when its device ends before its context runs', async () => {
    const error = await openBroken(() => lastTrack().unplug())
    expect(error).toMatchObject({ reason: 'ended' })
    expect(page.contexts[0]?.state).toBe('closed')
  })
})

describe('a microphone that captures only zeros', () => {
  it('is silent after three seconds, and live with the first sound', async () => {
    const { states } = await open()
    lastTrack().level = 0
    await pass(2_900)
    expect(states).toEqual(['live'])
    await pass(200)
    expect(states).toEqual(['live', 'silent'])
    lastTrack().level = 0.25
    await pass(100)
    expect(states).toEqual(['live', 'silent', 'live'])
  })

  it('is not called silent while it is muted by the program or by the system', async () => {
    const { microphone, states } = await open()
    microphone.mute()
    await pass(5_000)
    await settled(microphone.unmute())
    const track = lastTrack()
    track.level = 0
    track.muted = true
    track.dispatchEvent(new Event('mute'))
    await pass(5_000)
    track.muted = false
    track.dispatchEvent(new Event('unmute'))
    expect(states).toEqual(['live', 'muted', 'live', 'muted-by-system', 'live'])
  })
})

describe('a microphone whose context stops', () => {
  it('is resumed when the page is shown, and reports meanwhile what it waits for', async () => {
    const { states } = await open()
    const [context] = page.contexts
    page.activation.hasBeenActive = false
    if (context === undefined) throw new Error('no context')
    context.onResume = 'waits'
    context.become('suspended')
    await pass(1_000)
    context.onResume = 'starts'
    page.document.dispatchEvent(new Event('visibilitychange'))
    await pass(100)
    context.onResume = 'waits'
    context.become('interrupted')
    await pass(100)
    context.become('running')
    await pass(100)
    expect(states).toEqual(['live', 'needs-gesture', 'live', 'interrupted', 'live'])
  })
})
