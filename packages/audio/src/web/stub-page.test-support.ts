import { install } from '@sinonjs/fake-timers'
import { createFrameRecorder } from './frame-recorder.ts'
import { createTurnPlayer, type PlayerRequest } from './turn-player.ts'

const sampleRate = 48_000
const quantum = 128

/** A context whose time a test moves. Its player is the one of the worklet. */
export class StubContext extends EventTarget {
  readonly sampleRate = sampleRate
  readonly audioWorklet = { addModule: () => Promise.resolve() }
  readonly destination = {}
  readonly outputLatency = 0
  /** The result of `resume`: it starts, it waits for a gesture, or it fails. */
  onResume: 'starts' | 'waits' | 'fails' = 'starts'
  /** False for a context that is called running although its time stands still. */
  isMoving = true
  state: AudioContextState = 'suspended'
  currentTime = 0
  resumed = 0
  /** Shift of its output timestamp: positive when the context is ahead of the time that it reports. */
  aheadSeconds = 0
  render: ((out: Float32Array, atFrame: number) => void) | undefined
  #frame = 0
  #dueFrame = 0

  constructor() {
    super()
    page.contexts.push(this)
  }

  getOutputTimestamp = (): AudioTimestamp => ({
    contextTime: this.currentTime + this.aheadSeconds,
    performanceTime: performance.now(),
  })

  become(state: AudioContextState): void {
    if (this.state === state) return
    this.state = state
    setTimeout(() => this.dispatchEvent(new Event('statechange')), 0)
  }

  resume(): Promise<void> {
    this.resumed++
    if (this.onResume === 'fails') return Promise.reject(new Error('no device'))
    if (this.onResume === 'waits') return new Promise(() => undefined)
    this.become('running')
    return Promise.resolve()
  }

  suspend(): Promise<void> {
    this.become('suspended')
    return Promise.resolve()
  }

  close(): Promise<void> {
    this.become('closed')
    return Promise.resolve()
  }

  createMediaStreamSource(stream: { readonly track: StubTrack }) {
    return {
      connect: (node: StubNode) => {
        node.input = stream.track
        return node
      },
      disconnect: () => undefined,
    }
  }

  createGain() {
    const gain = { setTargetAtTime: () => undefined }
    return { gain, connect: (next: unknown) => next }
  }

  /** Renders for a time, quantum by quantum, while it runs. */
  move(ms: number): void {
    if (this.state !== 'running' || !this.isMoving) return
    this.#dueFrame += (ms * sampleRate) / 1_000
    while (this.#frame < this.#dueFrame) {
      this.render?.(new Float32Array(quantum), this.#frame)
      this.#frame += quantum
      this.currentTime = this.#frame / sampleRate
    }
  }

  get frame(): number {
    return this.#frame
  }
}

/** A microphone of the page, with one track. Its voice is a constant of 0.25. */
export class StubTrack extends EventTarget {
  readonly kind = 'audio'
  readyState: 'live' | 'ended' = 'live'
  muted = false
  enabled = true
  level = 0.25

  constructor(
    readonly deviceId: string,
    readonly latency: number,
  ) {
    super()
    page.tracks.push(this)
  }

  getSettings = () => ({ deviceId: this.deviceId, sampleRate, latency: this.latency })

  stop(): void {
    this.readyState = 'ended'
  }

  /** Ends by itself, as an unplugged device does. */
  unplug(): void {
    this.stop()
    this.dispatchEvent(new Event('ended'))
  }
}

/** A worklet node that runs its processor in the page. */
class StubNode {
  readonly port: {
    onmessage: ((message: { readonly data: unknown }) => void) | null
    postMessage: (request: PlayerRequest) => void
  }
  onprocessorerror: (() => void) | null = null
  input: StubTrack | undefined

  constructor(context: StubContext, name: string) {
    const post = (data: unknown) => this.port.onmessage?.({ data })
    const player = createTurnPlayer(sampleRate, post)
    this.port = { onmessage: null, postMessage: (request) => player.receive(request, context.frame) }
    const recorder = createFrameRecorder(sampleRate, post)
    const record = (samples: Float32Array, atFrame: number): void => {
      if (this.input === undefined) return
      const { enabled, readyState, level } = this.input
      recorder.add(samples.fill(enabled && readyState === 'live' ? level : 0), atFrame)
    }
    context.render = name === 'vatel-player' ? player.render : record
    page.nodes.push(this)
    setTimeout(() => this.port.onmessage?.({ data: 'ready' }), 0)
  }

  connect(next: unknown): unknown {
    return next
  }

  disconnect(): void {
    this.input = undefined
  }
}

const refusal = (name: string): Error => Object.assign(new Error('of the browser'), { name })

/** Microphones of a page. */
class StubDevices extends EventTarget {
  /** Latency of each device by its id; the first is the default. */
  latencies = new Map<string, number>()
  /** The constraints of each request. */
  readonly requests: Readonly<Record<string, unknown>>[] = []

  getUserMedia = async ({
    audio,
  }: {
    readonly audio: { readonly deviceId?: { readonly exact: string } }
  }) => {
    this.requests.push(audio)
    await Promise.resolve()
    const [first] = this.latencies.keys()
    const deviceId = audio.deviceId?.exact ?? first
    const latency = this.latencies.get(deviceId ?? '')
    if (deviceId === undefined || latency === undefined) throw refusal('NotFoundError')
    const track = new StubTrack(deviceId, latency)
    return { track, getTracks: () => [track], getAudioTracks: () => [track] }
  }
}

/** A page without sound, whose globals tests install. */
export const page = {
  contexts: [] as StubContext[],
  nodes: [] as StubNode[],
  tracks: [] as StubTrack[],
  document: new EventTarget(),
  window: new EventTarget(),
  mediaDevices: new StubDevices(),
  activation: { isActive: false, hasBeenActive: false },
  clock: undefined as ReturnType<typeof install> | undefined,
}

const names = [
  'AudioContext',
  'AudioWorkletNode',
  'document',
  'window',
  'navigator',
  'isSecureContext',
] as const

/** Installs the globals of a page, and a clock. */
export const openStubPage = (): void => {
  const { document, window, mediaDevices, activation: userActivation } = page
  const globals = {
    AudioContext: StubContext,
    AudioWorkletNode: StubNode,
    document,
    window,
    navigator: { mediaDevices, userActivation },
    isSecureContext: true,
  }
  for (const name of names)
    Object.defineProperty(globalThis, name, { value: globals[name], configurable: true, writable: true })
  Object.assign(page.activation, { isActive: false, hasBeenActive: true })
  page.contexts.length = 0
  page.nodes.length = 0
  page.tracks.length = 0
  mediaDevices.latencies = new Map([
    ['desk', 0.01],
    ['headset', 0.02],
  ])
  page.clock = install({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
}

/** Removes what `openStubPage` has installed. */
export const closeStubPage = (): void => {
  page.clock?.uninstall()
  for (const name of names) Reflect.deleteProperty(globalThis, name)
}

/** Lets a number of milliseconds pass, for the clock and for the contexts. */
export const pass = async (ms: number): Promise<void> => {
  for (let left = ms; left > 0; left -= 10) {
    await page.clock?.tickAsync(Math.min(10, left))
    for (const context of page.contexts) context.move(Math.min(10, left))
  }
}
