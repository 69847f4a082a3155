import type { Clock } from '../clock.ts'

/**
 * The silence is looked at at least so often, and the peer asked for a sign of life each time: so early that a question
 * which a stall of four seconds holds up is answered long before the silence counts.
 */
const lookMs = 2_500
/** Silence after which the peer is suspected to be gone. */
const suspectAfterMs = 7_500
/** Silence after which it is gone. */
const deadAfterMs = 10_000

/** A look that comes so late was kept from coming. */
const lateForVerdictMs = 500

/** What a watch over a connection tells. */
export interface Vitals {
  suspect(): void
  dead(): void
}

/** What a heartbeat does and tells. */
export interface Pulse extends Vitals {
  ping(): void
}

/** Watches one connection. */
export interface Heartbeat {
  /** Something came from the peer, at so many milliseconds of the clock. */
  heard(atMs: number): void
  /** While it is held, silence says nothing: this side does not read. */
  hold(isHeld: boolean): void
  stop(): void
}

/** Watches a connection that can ping (RFC 6455 section 5.5.2): no news for 10 s, pings included, means it is dead. */
export const startHeartbeat = (clock: Clock, pulse: Pulse): Heartbeat => {
  const nowMs = () => clock.performance.now()
  let heardAtMs = nowMs()
  let dueAtMs = heardAtMs + lookMs
  let held = false
  const look = () => {
    const atMs = nowMs()
    const lateMs = Math.max(0, atMs - dueAtMs)
    // Time in which this program did not listen, blocked or asleep, is no silence of the peer.
    heardAtMs = Math.min(atMs, heardAtMs + lateMs)
    if (held) heardAtMs = atMs
    const silenceMs = atMs - heardAtMs
    // After such a time what has come is still unread, so that there is no verdict yet.
    if (silenceMs >= deadAfterMs && lateMs < lateForVerdictMs) {
      pulse.dead()
      return
    }
    if (silenceMs >= suspectAfterMs) pulse.suspect()
    if (silenceMs >= lookMs) pulse.ping()
    const waitMs = lookMs - (silenceMs % lookMs)
    dueAtMs = atMs + waitMs
    timer = clock.setTimeout(look, waitMs)
  }
  let timer = clock.setTimeout(look, lookMs)
  return {
    heard: (atMs) => {
      heardAtMs = atMs
    },
    hold: (isHeld) => {
      held = isHeld
      heardAtMs = nowMs()
    },
    stop: () => clock.clearTimeout(timer),
  }
}
