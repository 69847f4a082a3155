/**
 * State of the sound output of a page. `needs-gesture`: the browser waits for a click or a key press, whose handler has to
 * call `unlockAudio`. `interrupted`: the system holds the output, for example during a phone call. `lost`: the output
 * device is gone or does not start; another attempt follows when devices change or the page is shown again. Audio written
 * meanwhile waits.
 */
export type OutputState = 'running' | 'needs-gesture' | 'interrupted' | 'lost'

/** An open context: the reason for which it does not run, and the listener of its changes. */
interface OpenContext {
  /** True after an error of its device, until it runs again. */
  hasFailed: boolean
  /** True when its device has failed, or does not start although the browser allows it. */
  isLost: boolean
  changed: () => void
}

const openContexts = new Map<AudioContext, OpenContext>()
/** A context that `unlockAudio` has prepared for the next speaker. */
let prepared: AudioContext | undefined

/** Converts the state of a context. */
export const outputStateOf = (context: AudioContext): OutputState => {
  if (context.state === 'running') return 'running'
  if (context.state === 'interrupted') return 'interrupted'
  return openContexts.get(context)?.isLost === true ? 'lost' : 'needs-gesture'
}

/** `userActivation` does not exist in every browser. */
interface ActivationNavigator {
  readonly userActivation?: { readonly isActive: boolean; readonly hasBeenActive: boolean }
}

/** WebKit requires a gesture for each start; other browsers require one for the page. */
const isWebKit = 'GestureEvent' in globalThis

/** True when the browser allows a start now, so that only a busy machine or a dead device prevents it. */
const isStartAllowed = (): boolean => {
  const { userActivation } = navigator as ActivationNavigator
  if (userActivation === undefined) return false
  return isWebKit ? userActivation.isActive : userActivation.hasBeenActive
}

/** Longest time to wait for a context to start. */
const startMs = 500
/** The same where the browser allows the start. */
const allowedStartMs = 3_000

/** Resumes a context; waits until it runs, or for the time after which it evidently does not run yet. */
export const startContext = async (context: AudioContext): Promise<void> => {
  const isAllowed = isStartAllowed()
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), isAllowed ? allowedStartMs : startMs)
  })
  const resumed = context.resume().then(
    () => 'resumed' as const,
    () => 'refused' as const,
  )
  const outcome = await Promise.race([resumed, timeout])
  clearTimeout(timer)
  const open = openContexts.get(context)
  if (open === undefined) return
  if (context.state === 'running') open.hasFailed = false
  open.isLost = open.hasFailed || (context.state !== 'running' && (isAllowed || outcome === 'refused'))
}

/** Starts a context that does not run, and reports the result: its state is reported as waiting only when that failed. */
const retry = (context: AudioContext): void => {
  if (context.state === 'interrupted') openContexts.get(context)?.changed()
  if (context.state === 'running' || context.state === 'closed') openContexts.get(context)?.changed()
  else void startContext(context).then(() => openContexts.get(context)?.changed())
}

const retryAll = (): void => {
  for (const [context] of openContexts) if (context.state !== 'running') retry(context)
}

/** Starts waiting contexts when the page is shown again, or a device is added; only while contexts are open. */
const watchPage = (isOpen: boolean): void => {
  const method = isOpen ? 'addEventListener' : 'removeEventListener'
  document[method]('visibilitychange', retryAll)
  for (const type of ['pageshow', 'focus']) window[method](type, retryAll)
  const { mediaDevices } = navigator as { readonly mediaDevices?: MediaDevices }
  mediaDevices?.[method]('devicechange', retryAll)
}

/** Opens a context at a sample rate, or at that of the output device. */
export const openContext = (sampleRate?: number): AudioContext => {
  const context = new AudioContext({
    latencyHint: 'interactive',
    ...(sampleRate === undefined ? {} : { sampleRate }),
  })
  if (openContexts.size === 0) watchPage(true)
  openContexts.set(context, { hasFailed: false, isLost: false, changed: () => undefined })
  return context
}

/** Returns the context that `unlockAudio` has prepared, or a new one. */
export const takeContext = (): AudioContext => {
  const context = prepared ?? openContext()
  prepared = undefined
  return context
}

/** Closes a context, once. */
export const closeContext = (context: AudioContext): void => {
  if (openContexts.delete(context) && openContexts.size === 0) watchPage(false)
  if (context.state !== 'closed') void context.close()
}

/**
 * Calls `changed` at each change of state of a context; returns the function that stops it. A suspended or interrupted
 * context is resumed, and a suspended one reported only when it may not run: browsers suspend a context for a moment, for
 * example while its device is switched. An error of its device makes it `lost`.
 */
export const followContext = (context: AudioContext, changed: () => void): (() => void) => {
  const open = openContexts.get(context)
  if (open !== undefined) open.changed = changed
  const follow = () => retry(context)
  const failed = () => {
    if (open === undefined) return
    open.hasFailed = true
    open.isLost = true
    changed()
  }
  context.addEventListener('statechange', follow)
  context.addEventListener('error', failed)
  return () => {
    if (open !== undefined) open.changed = () => undefined
    context.removeEventListener('statechange', follow)
    context.removeEventListener('error', failed)
  }
}

/**
 * Allows sound to start. Browsers block the sound of a page until the user has clicked or pressed a key in it, and some
 * allow only a start that is requested while they handle the click: call this first in the handler, before any `await`. It
 * resumes every waiting speaker and microphone of this package, and prepares the speaker that is opened next.
 */
export const unlockAudio = (): void => {
  if (openContexts.size === 0) prepared = openContext()
  for (const [context] of openContexts) retry(context)
}
