import type { PlaybackEvent } from '../playback.ts'
import { openSpeaker, type SpeakerOptions, type WebSpeaker } from './speaker.ts'
import { closeStubPage, openStubPage, page, pass, type StubContext } from './stub-page.test-support.ts'

interface Opened {
  readonly speaker: WebSpeaker
  readonly context: StubContext
  readonly events: PlaybackEvent[]
  readonly states: string[]
}

let speakers: WebSpeaker[] = []
beforeEach(openStubPage)
afterEach(() => {
  for (const speaker of speakers) speaker.close()
  speakers = []
  closeStubPage()
})

const open = async (options: SpeakerOptions = {}): Promise<Opened> => {
  let opened: WebSpeaker | undefined
  void openSpeaker({ workletUrl: '/voice.js', ...options }).then((speaker) => (opened = speaker))
  while (opened === undefined) await pass(10)
  const speaker = opened
  speakers.push(speaker)
  const [context] = page.contexts
  if (context === undefined) throw new Error('no context')
  const events: PlaybackEvent[] = []
  const states: string[] = []
  speaker.listen((event) => events.push(event))
  speaker.watch((state) => states.push(state))
  return { speaker, context, events, states }
}

/** Suspends a context that cannot be resumed, until the speaker has noticed. */
const suspend = async ({ context, speaker }: Opened): Promise<void> => {
  context.onResume = 'fails'
  context.become('suspended')
  while (speaker.state === 'running') await pass(10)
}

/** Resumes it, until the speaker has noticed. */
const resume = async ({ context, speaker }: Opened): Promise<void> => {
  context.onResume = 'starts'
  page.window.dispatchEvent(new Event('focus'))
  while (speaker.state !== 'running') await pass(10)
}

const sound = (ms: number): Int16Array => new Int16Array(24 * ms).fill(8_192)
const ends = (events: readonly PlaybackEvent[]) =>
  events
    .filter(({ type }) => ['drained', 'flushed', 'refused'].includes(type))
    .map(({ type, turnId, heardSamples, refusedMs }) =>
      refusedMs === undefined ? [type, turnId, heardSamples] : [type, turnId, refusedMs],
    )

describe('times of the events of a speaker', () => {
  it.each([0, 0.16, 2])(
    'are not before the write and never decrease, on an output whose timestamp is wrong by %d s',
    async (aheadSeconds) => {
      const { speaker, context, events } = await open()
      context.aheadSeconds = aheadSeconds
      const began = performance.now()
      speaker.write({ turnId: 'one', pcm: sound(300), isFinal: true })
      await pass(150)
      context.aheadSeconds += 0.1
      await pass(1_000)
      expect(events.at(-1)).toMatchObject({ type: 'drained', heardSamples: 7_200 })
      const times = events.map(({ atMs }) => atMs)
      expect(Math.min(...times)).toBeGreaterThanOrEqual(began)
      expect(times).toEqual([...times].sort((one, other) => one - other))
    },
  )
})

describe('speech that waits while a speaker does not run', () => {
  it('is played after a short suspension, all of it', async () => {
    const opened = await open()
    const { speaker, events } = opened
    speaker.write({ turnId: 'one', pcm: sound(500), isFinal: false })
    await pass(200)
    await suspend(opened)
    speaker.write({ turnId: 'one', pcm: sound(500), isFinal: true })
    await pass(8_000)
    await resume(opened)
    await pass(2_000)
    expect(ends(events)).toEqual([['drained', 'one', 24_000]])
  })

  it('is reported as refused once it has waited for maxWaitMs, and what is newer is played', async () => {
    const opened = await open({ maxWaitMs: 5_000 })
    const { speaker, events } = opened
    speaker.write({ turnId: 'one', pcm: sound(1_000), isFinal: true })
    await pass(400)
    const heardSamples = events.at(-1)?.heardSamples ?? NaN
    await suspend(opened)
    await pass(2_000)
    speaker.write({ turnId: 'two', pcm: sound(700), isFinal: false })
    await pass(2_900)
    expect(ends(events)).toEqual([])
    await pass(110)
    const [refused, flushed] = ends(events)
    expect(refused?.slice(0, 2)).toEqual(['refused', 'one'])
    expect(Number(refused?.[2])).toBeCloseTo(1_000 - heardSamples / 24, -2)
    expect(flushed?.slice(0, 2)).toEqual(['flushed', 'one'])
    await pass(1_000)
    speaker.write({ turnId: 'two', pcm: sound(300), isFinal: true })
    await pass(1_000)
    expect(ends(events).slice(2)).toEqual([['refused', 'two', 700]])
    await resume(opened)
    await pass(1_000)
    expect(ends(events).slice(3)).toEqual([['drained', 'two', 7_200]])
  })

  it('is dropped by its age when the timers of the page were held as well', async () => {
    const opened = await open()
    const { speaker, events } = opened
    await suspend(opened)
    speaker.write({ turnId: 'one', pcm: sound(1_000), isFinal: true })
    // A frozen page: its clock goes on, and its timers do not fire.
    const now = performance.now.bind(performance)
    performance.now = () => now() + 60_000
    speaker.write({ turnId: 'two', pcm: sound(300), isFinal: true })
    await resume(opened)
    await pass(1_000)
    performance.now = now
    expect(ends(events)).toEqual([
      ['refused', 'one', 1_000],
      ['drained', 'two', 7_200],
    ])
  })

  it('is dropped after ten seconds by default', async () => {
    const opened = await open()
    await suspend(opened)
    opened.speaker.write({ turnId: 'one', pcm: sound(100), isFinal: true })
    await pass(9_900)
    expect(ends(opened.events)).toEqual([])
    await pass(200)
    expect(ends(opened.events)).toEqual([['refused', 'one', 100]])
  })

  it('is not dropped with maxWaitMs: Infinity', async () => {
    const opened = await open({ maxWaitMs: Infinity })
    const { speaker, events } = opened
    await suspend(opened)
    speaker.write({ turnId: 'one', pcm: sound(100), isFinal: true })
    await pass(60_000)
    await resume(opened)
    await pass(1_000)
    expect(ends(events)).toEqual([['drained', 'one', 2_400]])
  })

  it('is reported as flushed by flush, cancel and close', async () => {
    const opened = await open()
    const { speaker, events } = opened
    await suspend(opened)
    speaker.write({ turnId: 'one', pcm: sound(100), isFinal: true })
    speaker.flush()
    speaker.write({ turnId: 'two', pcm: sound(100), isFinal: true })
    speaker.cancel()
    speaker.write({ turnId: 'two', pcm: sound(100), isFinal: true })
    speaker.write({ turnId: 'three', pcm: sound(100), isFinal: true })
    speaker.close()
    expect(ends(events)).toEqual(['one', 'two', 'three'].map((turnId) => ['flushed', turnId, 0]))
  })

  it('refuses a maxWaitMs that is no number from 0 on', async () => {
    for (const maxWaitMs of [-1, NaN])
      await expect(openSpeaker({ maxWaitMs })).rejects.toMatchObject({
        _tag: 'InvalidOptionError',
        option: 'maxWaitMs',
      })
  })
})

describe('a speaker whose worklet throws', () => {
  it('rejects when that happens after the worklet is ready, and before the context runs', async () => {
    const opening = openSpeaker({ workletUrl: '/voice.js' })
    const failed = opening.catch((error: unknown) => error)
    const [context] = page.contexts
    if (context !== undefined) context.isMoving = false
    await pass(100)
    page.nodes[0]?.onprocessorerror?.()
    if (context !== undefined) context.isMoving = true
    await pass(100)
    expect(await failed).toMatchObject({
      _tag: 'SpeakerUnavailableError',
      reason: 'failed',
      cause: { _tag: 'WorkletCrashedError' },
    })
    expect(context?.state).toBe('closed')
  })

  it('is lost, and reports what it held, what waited and what is written later', async () => {
    const opened = await open()
    const { speaker, events, states } = opened
    speaker.write({ turnId: 'one', pcm: sound(1_000), isFinal: true })
    await suspend(opened)
    speaker.write({ turnId: 'two', pcm: sound(100), isFinal: true })
    page.nodes[0]?.onprocessorerror?.()
    speaker.write({ turnId: 'three', pcm: sound(100), isFinal: true })
    await pass(20_000)
    expect(ends(events).map((end) => end.slice(0, 2))).toEqual([
      ['flushed', 'two'],
      ['flushed', 'one'],
      ['refused', 'three'],
    ])
    expect(states.at(-1)).toBe('lost')
    expect(speaker.error).toMatchObject({ reason: 'failed', cause: { _tag: 'WorkletCrashedError' } })
  })
})

describe('volume of a speaker', () => {
  it.each([NaN, -1, Infinity, undefined, 'loud'])('refuses %p, and keeps the one before', async (volume) => {
    const { speaker } = await open()
    speaker.volume = 0.5
    expect(() => (speaker.volume = volume as number)).toThrow(
      `volume is ${String(volume)}: give a number from 0; 1 is as sent`,
    )
    expect(speaker.volume).toBe(0.5)
  })
})

describe('a speaker that fails while it is opened', () => {
  it('rejects when its worklet throws before its context runs', async () => {
    let outcome: unknown
    const settle = (result: unknown) => (outcome = result)
    void openSpeaker({ workletUrl: '/voice.js' }).then(settle, settle)
    await page.clock?.tickAsync(100)
    page.nodes[0]?.onprocessorerror?.()
    while (outcome === undefined) await pass(10)
    expect(outcome).toMatchObject({ reason: 'failed', cause: { _tag: 'WorkletCrashedError' } })
    expect(page.contexts[0]?.state).toBe('closed')
  })
})

describe('the output device of a speaker', () => {
  /** Gives a context the devices of a browser that can choose one. */
  const choose = (context: StubContext, devices: Set<string>): void => {
    const sink = {
      sinkId: '',
      setSinkId: (deviceId: string) => {
        if (!devices.has(deviceId))
          return Promise.reject(Object.assign(new Error('gone'), { name: 'NotFoundError' }))
        sink.sinkId = deviceId
        return Promise.resolve()
      },
    }
    Object.defineProperties(context, {
      sinkId: { get: () => sink.sinkId },
      setSinkId: { value: sink.setSinkId },
    })
    const listed = () => [...devices].map((deviceId) => ({ kind: 'audiooutput', deviceId, label: deviceId }))
    Object.assign(page.mediaDevices, { enumerateDevices: () => Promise.resolve(listed()) })
  }

  const unplug = async (devices: Set<string>, tell: (context: StubContext) => void): Promise<Opened> => {
    const opened = await open()
    const { speaker, context, states } = opened
    choose(context, devices)
    await speaker.switchTo('headset')
    expect([speaker.deviceId, states]).toEqual(['headset', ['running']])
    speaker.write({ turnId: 'one', pcm: sound(1_000), isFinal: true })
    await pass(200)
    devices.delete('headset')
    tell(context)
    return opened
  }

  afterEach(() => Reflect.deleteProperty(page.mediaDevices, 'enumerateDevices'))

  it.each<[string, (context: StubContext) => void]>([
    ['its context reports an error', (context) => context.dispatchEvent(new Event('error'))],
    [
      'its context stops and reports an error',
      (context) => {
        context.onResume = 'waits'
        context.become('suspended')
        setTimeout(() => {
          context.onResume = 'starts'
          context.dispatchEvent(new Event('error'))
        }, 20)
      },
    ],
    [
      'its context stops and does not start again',
      (context) => {
        context.resume = () => {
          if (Reflect.get(context, 'sinkId') !== '') return Promise.reject(new Error('no device'))
          context.become('running')
          return Promise.resolve()
        }
        context.become('suspended')
      },
    ],
    ['the browser does not list it', () => page.mediaDevices.dispatchEvent(new Event('devicechange'))],
  ])('is the default one when the chosen one is gone: %s', async (_, tell) => {
    const { speaker, events, states } = await unplug(new Set(['', 'desk', 'headset']), tell)
    await pass(3_000)
    expect([speaker.deviceId, speaker.state]).toEqual(['', 'running'])
    expect(states).toEqual(['running', 'running'])
    expect(ends(events)).toEqual([['drained', 'one', 24_000]])
  })

  it('is lost only when the default one fails as well, and tries again when devices change', async () => {
    const devices = new Set(['headset'])
    const { speaker, context, states } = await unplug(devices, (context) => {
      context.onResume = 'fails'
      context.become('suspended')
      context.dispatchEvent(new Event('error'))
    })
    await pass(1_000)
    expect(states).toEqual(['running', 'lost'])
    devices.add('').add('desk')
    context.onResume = 'starts'
    page.mediaDevices.dispatchEvent(new Event('devicechange'))
    await pass(1_000)
    expect([states.slice(0, 3), speaker.error]).toEqual([['running', 'lost', 'running'], undefined])
    expect([speaker.state, speaker.deviceId]).toEqual(['running', ''])
  })

  it('is kept while the browser lists it, or lists none', async () => {
    const { speaker, context, states } = await open()
    const devices = new Set(['', 'headset'])
    choose(context, devices)
    await speaker.switchTo('headset')
    const change = async () => {
      page.mediaDevices.dispatchEvent(new Event('devicechange'))
      await pass(100)
    }
    await change()
    devices.clear()
    await change()
    Object.assign(page.mediaDevices, { enumerateDevices: () => Promise.reject(new Error('denied')) })
    await change()
    expect([speaker.deviceId, states]).toEqual(['headset', ['running']])
  })

  it('starts again when another one is chosen for a lost one', async () => {
    const devices = new Set(['headset'])
    const { speaker, context, states } = await unplug(devices, (context) => {
      context.onResume = 'fails'
      context.dispatchEvent(new Event('error'))
      context.become('suspended')
    })
    await pass(1_000)
    devices.add('desk')
    context.onResume = 'starts'
    await speaker.switchTo('desk')
    await pass(100)
    expect([speaker.deviceId, states]).toEqual(['desk', ['running', 'lost', 'running']])
  })
})

describe('level of a speaker', () => {
  it('is silence while its context does not run, from the first moment, and once it is closed', async () => {
    const opened = await open()
    const { speaker, context } = opened
    speaker.write({ turnId: 'one', pcm: sound(5_000), isFinal: true })
    await pass(500)
    expect(speaker.level).toBeCloseTo(-12, 0)
    context.onResume = 'fails'
    context.become('suspended')
    expect(speaker.level).toBe(-Infinity)
    await resume(opened)
    await pass(500)
    expect(speaker.level).toBeCloseTo(-12, 0)
    speaker.close()
    expect(speaker.level).toBe(-Infinity)
  })
})

describe('a speaker in a browser that cannot choose a device', () => {
  it('switches to the default device, and to no other', async () => {
    const { speaker } = await open()
    await speaker.switchTo()
    await speaker.switchTo('default')
    await expect(speaker.switchTo('other')).rejects.toMatchObject({ reason: 'unsupported' })
  })
})
