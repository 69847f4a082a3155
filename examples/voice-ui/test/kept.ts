/** What a page has opened and said, kept where a test can look at it. */
export interface Kept {
  readonly tracks: MediaStreamTrack[]
  readonly contexts: AudioContext[]
  /** What the content security policy refused. */
  readonly violations: string[]
  /** The phases that the page has shown. */
  readonly phases: string[]
}

declare global {
  interface Window {
    kept: Kept
  }
}

/** Runs in a page before anything else there: keeps every track, context, violation and phase. */
export const keepEverything = (): void => {
  const kept: Kept = { tracks: [], contexts: [], violations: [], phases: [] }
  window.kept = kept
  const { mediaDevices } = navigator
  const open = mediaDevices.getUserMedia.bind(mediaDevices)
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints)
    kept.tracks.push(...stream.getTracks())
    return stream
  }
  const Context = window.AudioContext
  window.AudioContext = class extends Context {
    constructor(options?: AudioContextOptions) {
      super(options)
      kept.contexts.push(this)
    }
  }
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    kept.violations.push(`${violatedDirective}: ${blockedURI}`),
  )
  const look = () => {
    const phase = document.querySelector('.app')?.getAttribute('data-phase')
    if (phase != null && phase !== kept.phases.at(-1)) kept.phases.push(phase)
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true })
}

/** Runs in the page: what is still on. */
export const devicesOn = () => ({
  tracks: window.kept.tracks.filter(({ readyState }) => readyState === 'live').length,
  contexts: window.kept.contexts.filter(({ state }) => state !== 'closed').length,
})

/** Runs in the page: how many devices it has ever opened. */
export const devicesOpened = () => ({
  tracks: window.kept.tracks.length,
  contexts: window.kept.contexts.length,
})

/** Runs in the page: from now on it asks for a microphone that was unplugged. */
export const unplugMicrophone = (): void => {
  const { mediaDevices } = navigator
  const open = mediaDevices.getUserMedia.bind(mediaDevices)
  mediaDevices.getUserMedia = () => open({ audio: { deviceId: { exact: 'unplugged' } } })
}

/** Runs in the page: the microphone of the call is unplugged, and no other can be opened. */
export const loseMicrophone = (): void => {
  const { mediaDevices } = navigator
  const open = mediaDevices.getUserMedia.bind(mediaDevices)
  Object.assign(window, {
    plugIn: () => {
      mediaDevices.getUserMedia = open
      mediaDevices.dispatchEvent(new Event('devicechange'))
    },
  })
  mediaDevices.getUserMedia = () => Promise.reject(new DOMException('gone', 'NotFoundError'))
  for (const track of window.kept.tracks) {
    track.stop()
    // A track that the page stops is silent about it; one that loses its device is not.
    track.dispatchEvent(new Event('ended'))
  }
}

/** Runs in the page: the microphone is there again. */
export const plugMicrophoneIn = (): void => {
  ;(window as unknown as { readonly plugIn: () => void }).plugIn()
}
