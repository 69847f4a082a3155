/**
 * Whether a page may sound. `needs-gesture`: the browser waits for a click or a key, in whose handler `unlock` has to be
 * called. `interrupted`: the system holds the sound, as for a phone call. What is written meanwhile waits.
 */
export type OutputState = 'running' | 'needs-gesture' | 'interrupted'

/** What the state of a context means. */
export const outputStateOf = ({ state }: Pick<AudioContext, 'state'>): OutputState => {
  if (state === 'running') return 'running'
  return state === 'interrupted' ? 'interrupted' : 'needs-gesture'
}
