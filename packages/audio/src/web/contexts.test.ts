import {
  followContext,
  heardAtMs,
  openContext,
  outputStateOf,
  startContext,
  unlockAudio,
} from './contexts.ts'
import { closeContext } from './contexts.ts'
import { closeStubPage, openStubPage, page, pass, type StubContext } from './stub-page.test-support.ts'

describe('heardAtMs', () => {
  const context = (timestamp: AudioTimestamp) => ({
    currentTime: 10,
    outputLatency: 0.03,
    getOutputTimestamp: () => timestamp,
  })

  it('uses the output timestamp of the device', () => {
    expect(heardAtMs(context({ contextTime: 9.97, performanceTime: 2_000 }), 10.07, 2_001)).toBeCloseTo(
      2_100,
      6,
    )
  })

  it('uses the announced latency where there is no timestamp', () => {
    expect(heardAtMs(context({ contextTime: 0, performanceTime: 0 }), 10.1, 2_000)).toBeCloseTo(2_130, 6)
    expect(heardAtMs({ ...context({}), outputLatency: NaN }, 10.1, 2_000)).toBeCloseTo(2_100, 6)
  })
})

describe('state of a context', () => {
  beforeEach(openStubPage)
  afterEach(closeStubPage)

  interface Followed {
    readonly context: AudioContext
    readonly stub: StubContext
    readonly states: string[]
    readonly close: () => void
  }

  const follow = (prepare: (stub: StubContext) => void = () => undefined): Followed => {
    const context = openContext()
    const stub = context as unknown as StubContext
    prepare(stub)
    const states: string[] = []
    const stop = followContext(context, () => {
      const state = outputStateOf(context)
      if (states.at(-1) !== state) states.push(state)
    })
    return {
      context,
      stub,
      states,
      close: () => {
        stop()
        closeContext(context)
      },
    }
  }

  it('is running once its time moves, and not before', async () => {
    const { context, stub, states, close } = follow((stub) => (stub.isMoving = false))
    const started = startContext(context)
    await pass(100)
    expect([stub.state, outputStateOf(context)]).toEqual(['running', 'needs-gesture'])
    stub.isMoving = true
    await pass(50)
    await started
    expect([outputStateOf(context), states]).toEqual(['running', ['running']])
    close()
  })

  it.each(['suspended', 'interrupted'] as const)(
    'is not running after %s while its time stands still, and a gesture suspends and resumes it',
    async (stopped) => {
      const { context, stub, states, close } = follow()
      void startContext(context)
      await pass(50)
      page.activation.hasBeenActive = false
      stub.isMoving = false
      stub.onResume = 'waits'
      stub.become(stopped)
      await pass(100)
      stub.become('running')
      await pass(2_000)
      const reported = stopped === 'interrupted' ? 'interrupted' : 'needs-gesture'
      expect(states).toEqual(['running', reported])
      stub.onResume = 'starts'
      // As in Safari: it moves again once it was suspended, and only then.
      stub.suspend = () => {
        stub.isMoving = true
        return Promise.resolve()
      }
      unlockAudio()
      await pass(700)
      expect(states).toEqual(['running', reported, 'running'])
      close()
    },
  )

  it('reports within 1 s that a gesture is needed, of a context that does not start', async () => {
    page.activation.hasBeenActive = false
    const { context, close } = follow((stub) => (stub.onResume = 'waits'))
    let isKnown = false
    void startContext(context).then(() => (isKnown = true))
    await pass(1_000)
    expect([isKnown, outputStateOf(context)]).toEqual([true, 'needs-gesture'])
    close()
  })

  it.each(['visibilitychange', 'pageshow', 'focus', 'devicechange'])(
    'resumes a suspended context on %s, and reports the need of a gesture only when that failed',
    async (type) => {
      const { context, stub, states, close } = follow()
      void startContext(context)
      await pass(50)
      page.activation.hasBeenActive = false
      stub.onResume = 'waits'
      stub.become('suspended')
      await pass(400)
      expect(states).toEqual(['running'])
      await pass(200)
      expect(states).toEqual(['running', 'needs-gesture'])
      stub.onResume = 'starts'
      const { document, window, mediaDevices } = page
      const targets = { visibilitychange: document, devicechange: mediaDevices } as Record<
        string,
        EventTarget
      >
      ;(targets[type] ?? window).dispatchEvent(new Event(type))
      await pass(50)
      expect(states).toEqual(['running', 'needs-gesture', 'running'])
      close()
      const { resumed } = stub
      ;(targets[type] ?? window).dispatchEvent(new Event(type))
      expect(stub.resumed).toBe(resumed)
    },
  )

  it('resumes an interrupted context at once, and reports the interruption', async () => {
    const { context, stub, states, close } = follow()
    void startContext(context)
    await pass(50)
    const { resumed } = stub
    stub.onResume = 'waits'
    stub.become('interrupted')
    await pass(50)
    expect([stub.resumed, states]).toEqual([resumed + 1, ['running', 'interrupted']])
    // As Safari does when the telephone call is over.
    stub.become('running')
    await pass(50)
    expect(states).toEqual(['running', 'interrupted', 'running'])
    close()
  })

  it('reports no state for a context that is suspended for a moment', async () => {
    const { context, stub, states, close } = follow()
    void startContext(context)
    await pass(50)
    stub.become('suspended')
    await pass(1_000)
    expect([stub.state, states]).toEqual(['running', ['running']])
    close()
  })

  it('is lost when its device reports an error, until its time moves again', async () => {
    const { context, stub, states, close } = follow()
    void startContext(context)
    await pass(50)
    stub.onResume = 'fails'
    stub.become('suspended')
    stub.dispatchEvent(new Event('error'))
    await pass(100)
    expect(states).toEqual(['running', 'lost'])
    stub.onResume = 'starts'
    page.mediaDevices.dispatchEvent(new Event('devicechange'))
    await pass(50)
    expect(states).toEqual(['running', 'lost', 'running'])
    close()
  })

  it('leaves no timer and no listener of the page behind', async () => {
    const { context, stub, close } = follow((stub) => (stub.isMoving = false))
    void startContext(context)
    await pass(600)
    close()
    stub.become('closed')
    await pass(5_000)
    expect(page.clock?.countTimers()).toBe(0)
  })
})
