import type { Clock } from '../clock.ts'
import { startHeartbeat, type Heartbeat, type Pulse } from './heartbeat.ts'
import { startSilenceWatch, type NetworkEvents } from './silence-watch.ts'
import type { Wire } from './wire.ts'

/** What else tells whether a connection lives. */
export interface Signs {
  readonly handedBytes: () => number
  readonly isAnswerDue: () => boolean
}

/** The network events of a browser; Node has none. */
const network = (): NetworkEvents | undefined => {
  const here = globalThis as Partial<NetworkEvents>
  return typeof here.addEventListener === 'function' && typeof here.removeEventListener === 'function'
    ? (here as NetworkEvents)
    : undefined
}

/** Watches a wire: by pings where it has them, else by what can be seen without. */
export const watchWire = (
  wire: Wire,
  clock: Clock,
  { handedBytes, isAnswerDue }: Signs,
  pulse: Omit<Pulse, 'ping'>,
): Heartbeat => {
  if (wire.ping !== undefined) return startHeartbeat(clock, { ...pulse, ping: wire.ping })
  const watched = {
    get bufferedBytes() {
      return wire.bufferedBytes
    },
    get handedBytes() {
      return handedBytes()
    },
    get isAnswerDue() {
      return isAnswerDue()
    },
  }
  return startSilenceWatch({ clock, watched, network: network() }, pulse)
}
