/** Contexts in use, which a gesture of the user lets run. */
const inUse = new Set<AudioContext>()
/** One that a gesture has let run already, for the next speaker. */
let spare: AudioContext | undefined

/** Asks a context to run. The browser answers when it may, which can be never, or refuses; its state says what holds. */
const askToRun = (context: AudioContext): Promise<void> => context.resume().then(undefined, () => undefined)

/** Opens a context at a sample rate, or at that of the output device. */
export const openContext = (sampleRate?: number): AudioContext => {
  const context = new AudioContext({
    latencyHint: 'interactive',
    ...(sampleRate === undefined ? {} : { sampleRate }),
  })
  inUse.add(context)
  return context
}

/** The context that `unlock` has prepared, or a new one. */
export const takeContext = (): AudioContext => {
  const context = spare ?? openContext()
  spare = undefined
  return context
}

/** Ends a context, once. */
export const closeContext = (context: AudioContext): void => {
  inUse.delete(context)
  if (context.state !== 'closed') void context.close()
}

/** How long a context that may run takes to, on a machine that is busy. */
const startMs = 500

/** Waits until a context runs, or it is plain that it may not yet. */
export const startContext = async (context: AudioContext): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, startMs)
  })
  await Promise.race([askToRun(context), tooLate])
  clearTimeout(timer)
}

/**
 * Follows a context: calls back at each change. One that was suspended is asked to run again first, and said to be so
 * only when it may not: browsers suspend it for a moment themselves, as when its device is switched.
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
 * Lets sound begin. Browsers hold back the sound of a page until the user has clicked or pressed a key in it, and some
 * let only that run which is asked for while they handle the click: call this first in the handler, before anything is
 * awaited. It lets every speaker and microphone of this package run that waits, and prepares the speaker that is opened
 * next.
 */
export const unlockAudio = (): void => {
  if (inUse.size === 0) spare = openContext()
  for (const context of inUse) void askToRun(context)
}
