/**
 * State of the sound output of a page. `needs-gesture`: the browser waits for a click or a key press, whose handler has to
 * call `unlockAudio`. `interrupted`: the system holds the output, for example during a phone call. Audio written meanwhile
 * waits.
 */
export type OutputState = 'running' | 'needs-gesture' | 'interrupted'

/** Converts the state of a context. */
export const outputStateOf = ({ state }: Pick<AudioContext, 'state'>): OutputState => {
  if (state === 'running') return 'running'
  return state === 'interrupted' ? 'interrupted' : 'needs-gesture'
}

/** Open contexts, which `unlockAudio` resumes. */
const openContexts = new Set<AudioContext>()
/** A context that `unlockAudio` has prepared for the next speaker. */
let prepared: AudioContext | undefined

/** Resumes a context. The browser may never answer, or refuse; the state of the context shows the result. */
const resume = (context: AudioContext): Promise<void> => context.resume().then(undefined, () => undefined)

/** Opens a context at a sample rate, or at that of the output device. */
export const openContext = (sampleRate?: number): AudioContext => {
  const context = new AudioContext({
    latencyHint: 'interactive',
    ...(sampleRate === undefined ? {} : { sampleRate }),
  })
  openContexts.add(context)
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
  openContexts.delete(context)
  if (context.state !== 'closed') void context.close()
}

/** Longest time to wait for a context to start. */
const startMs = 500
/** The same in a page that the user has touched: the browser allows the start, and only a busy machine delays it. */
const allowedStartMs = 3_000

/** `userActivation` does not exist in every browser. */
interface ActivationNavigator {
  readonly userActivation?: { readonly hasBeenActive: boolean }
}

/** Waits until a context runs, or for the time after which the browser evidently does not allow it yet. */
export const startContext = async (context: AudioContext): Promise<void> => {
  const { userActivation } = navigator as ActivationNavigator
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, userActivation?.hasBeenActive === true ? allowedStartMs : startMs)
  })
  await Promise.race([resume(context), timeout])
  clearTimeout(timer)
}

/**
 * Calls `changed` at each change of state of a context; returns the function that stops it. A suspended context is resumed
 * first, and its state reported only when it may not run: browsers suspend a context for a moment, for example while its
 * device is switched.
 */
export const followContext = (context: AudioContext, changed: () => void): (() => void) => {
  const follow = () => {
    if (context.state === 'suspended') void startContext(context).then(changed)
    else changed()
  }
  context.addEventListener('statechange', follow)
  return () => context.removeEventListener('statechange', follow)
}

/**
 * Allows sound to start. Browsers block the sound of a page until the user has clicked or pressed a key in it, and some
 * allow only a start that is requested while they handle the click: call this first in the handler, before any `await`. It
 * resumes every waiting speaker and microphone of this package, and prepares the speaker that is opened next.
 */
export const unlockAudio = (): void => {
  if (openContexts.size === 0) prepared = openContext()
  for (const context of openContexts) void resume(context)
}
