/** Everything that a page has opened and not closed. Import this module before any other. */
interface Opened {
  readonly tracks: MediaStreamTrack[]
  readonly contexts: AudioContext[]
  readonly sockets: Set<object>
  readonly timers: Set<number>
  readonly locks: Set<WakeLockSentinel>
  /** Types of events, once for each listener. */
  readonly listeners: string[]
}

/** The live parts of a page. */
export const opened: Opened = {
  tracks: [],
  contexts: [],
  sockets: new Set(),
  timers: new Set(),
  locks: new Set(),
  listeners: [],
}

/** Hooks of tests into the browser. */
export const hooks = {
  /** Replaces the streams of microphones. */
  stream: undefined as (() => MediaStream) | undefined,
  /** Replaces the answer of the browser to a request for a microphone. */
  refuse: undefined as string | undefined,
}

const { mediaDevices } = navigator
const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices)
mediaDevices.getUserMedia = async (constraints) => {
  if (hooks.refuse !== undefined) throw new DOMException('refused by the test', hooks.refuse)
  const stream = hooks.stream?.() ?? (await getUserMedia(constraints))
  opened.tracks.push(...stream.getTracks())
  return stream
}

globalThis.AudioContext = class extends AudioContext {
  constructor(options?: AudioContextOptions) {
    super(options)
    opened.contexts.push(this)
  }
}

/** A lock that is always granted: a browser without a screen refuses the real one. */
class GrantedLock extends EventTarget {
  readonly type = 'screen'
  onrelease = null
  released = false
  constructor() {
    super()
    opened.locks.add(this)
  }
  release(): Promise<void> {
    this.released = true
    opened.locks.delete(this)
    return Promise.resolve()
  }
}
navigator.wakeLock.request = () => Promise.resolve(new GrantedLock())

const { setTimeout: set, clearTimeout: clear } = globalThis
Object.assign(globalThis, {
  setTimeout: (callback: () => void, delayMs?: number) => {
    const timer: number = set(() => {
      opened.timers.delete(timer)
      callback()
    }, delayMs) as unknown as number
    opened.timers.add(timer)
    return timer
  },
  clearTimeout: (timer: number) => {
    opened.timers.delete(timer)
    clear(timer)
  },
})

/** Playwright listens to its own events and to the mouse, on the window. */
const isOfTestTools = (type: string): boolean =>
  /^(__playwright|mouse|pointer|touch|.*click$|contextmenu)/.test(type)

/** Counts the listeners of a target; those that are added twice count once, as in the browser. */
const countListeners = (target: EventTarget): void => {
  const known = new Map<string, Set<unknown>>()
  const add = target.addEventListener.bind(target)
  const remove = target.removeEventListener.bind(target)
  const of = (type: string, options: unknown) => {
    const key = `${type} ${String(options === true)}`
    const set = known.get(key) ?? new Set()
    known.set(key, set)
    return set
  }
  target.addEventListener = (
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ) => {
    const set = of(type, options)
    // React listens to this one for as long as the page lives.
    const isOfReact = type === 'selectionchange'
    if (!set.has(listener) && !isOfReact && !(target === window && isOfTestTools(type)))
      opened.listeners.push(type)
    set.add(listener)
    add(type, listener, options)
  }
  target.removeEventListener = (
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ) => {
    const at = of(type, options).delete(listener) ? opened.listeners.indexOf(type) : -1
    if (at !== -1) opened.listeners.splice(at, 1)
    remove(type, listener, options)
  }
}
for (const target of [window, document, mediaDevices]) countListeners(target)

/** Counts what is left. */
export const countLeft = () => ({
  tracks: opened.tracks.filter(({ readyState }) => readyState === 'live').length,
  contexts: opened.contexts.filter(({ state }) => state !== 'closed').length,
  sockets: opened.sockets.size,
  timers: opened.timers.size,
  locks: opened.locks.size,
  listeners: opened.listeners.length,
})
