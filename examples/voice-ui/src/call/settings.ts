/** Settings of the page; the browser keeps them. */
export interface Settings {
  /** A tone while a call is connected. */
  readonly rings: boolean
  /** The last line, large, over the call. */
  readonly captions: boolean
  readonly theme: 'auto' | 'light' | 'dark'
}

const key = 'vatel-demo'

/** Users who want little motion want few surprises as well: no tone until they ask for it. */
const defaults = (): Settings => ({
  rings: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  captions: false,
  theme: 'auto',
})

/** Reads light or dark from the address, `?theme=dark`: a page that shows this one in a frame sets it. */
const themeInAddress = (): string | null => new URLSearchParams(location.search).get('theme')

/** Reads the settings. A browser may keep nothing, or something else. */
export const readSettings = (): Settings => {
  const usual = defaults()
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Record<keyof Settings, unknown>>
    const { rings = usual.rings, captions = usual.captions } = kept
    const theme = themeInAddress() ?? kept.theme
    return {
      rings: rings === true,
      captions: captions === true,
      theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    }
  } catch {
    return usual
  }
}

/** Keeps the settings, where the browser allows it. */
export const keepSettings = (settings: Settings): void => {
  try {
    localStorage.setItem(key, JSON.stringify(settings))
  } catch {
    // Private windows keep nothing: the settings last as long as the page.
  }
}
