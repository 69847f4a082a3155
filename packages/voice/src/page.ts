/** The little of a page that a call uses; in a program without a page nothing of it is there. */
interface PageScope {
  readonly document?: Document
  readonly addEventListener?: (type: string, listener: () => void) => void
  readonly removeEventListener?: (type: string, listener: () => void) => void
  readonly navigator?: { readonly wakeLock?: WakeLock }
}

const gestures = ['click', 'keydown', 'pointerup', 'touchend'] as const

/** Keeps the screen on. Browsers release the lock of a hidden page, so it is requested again when the page is shown. */
const keepAwake = ({ document, navigator }: PageScope): (() => void) => {
  const wakeLock = navigator?.wakeLock
  if (wakeLock === undefined || document === undefined) return () => undefined
  let isWanted = true
  let lock: WakeLockSentinel | undefined
  const request = (): void => {
    if (document.visibilityState !== 'visible') return
    // A browser may refuse, for example to save power: the call goes on without.
    wakeLock.request('screen').then(
      (next) => {
        if (isWanted && lock?.released !== false) lock = next
        else void next.release()
      },
      () => undefined,
    )
  }
  document.addEventListener('visibilitychange', request)
  request()
  return () => {
    isWanted = false
    document.removeEventListener('visibilitychange', request)
    void lock?.release()
  }
}

/** Returns true while the page is hidden; it gets no animation frame then. */
export const isPageHidden = (): boolean => (globalThis as PageScope).document?.hidden === true

/** Events of a page that a call follows. */
export interface PageListener {
  /** The page is left, or goes to the page cache. */
  readonly onLeave: () => void
  /** The user has clicked or pressed a key: sound may begin in this task. */
  readonly onGesture: () => void
}

/** Keeps the screen on and follows the page for as long as a call lasts; returns the function that ends both. */
export const followPage = ({ onLeave, onGesture }: PageListener): (() => void) => {
  const page = globalThis as PageScope
  const letSleep = keepAwake(page)
  page.addEventListener?.('pagehide', onLeave)
  for (const type of gestures) page.document?.addEventListener(type, onGesture, true)
  return () => {
    letSleep()
    page.removeEventListener?.('pagehide', onLeave)
    for (const type of gestures) page.document?.removeEventListener(type, onGesture, true)
  }
}

/** Returns true when the browser is going to ask the user for the microphone, or does not say that it is not. */
export const willAskForMicrophone = async (): Promise<boolean> => {
  try {
    // Some browsers reject the name.
    const { state } = await navigator.permissions.query({ name: 'microphone' })
    return state === 'prompt'
  } catch {
    return true
  }
}
