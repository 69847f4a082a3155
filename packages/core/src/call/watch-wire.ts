import type { Clock } from '../clock.ts'
import type { Heartbeat, Vitals } from './heartbeat.ts'
import { startSilenceWatch, type NetworkEvents, type Watched } from './silence-watch.ts'
import type { Wire } from './wire.ts'

/** The network events of a browser; Node has none. */
const network = (): NetworkEvents | undefined =>
  'addEventListener' in globalThis ? (globalThis as unknown as NetworkEvents) : undefined

/** Watches a wire: by asking the peer where it can, else by what can be seen without. */
export const watchWire = (
  wire: Wire,
  clock: Clock,
  signs: Omit<Watched, 'bufferedBytes'>,
  vitals: Vitals,
): Heartbeat => {
  if (wire.watch !== undefined) return wire.watch(clock, vitals)
  const watched = { ...signs, bufferedBytes: () => wire.bufferedBytes }
  return startSilenceWatch({ clock, watched, network: network() }, vitals)
}
