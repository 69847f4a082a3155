import type { Clock } from '../clock.ts'

/** How often the silence is looked at. */
const lookMs = 2_500
/** Silence after which the peer is asked for a sign of life. */
const pingAfterMs = 5_000
/** Silence after which the peer is suspected to be gone. */
const suspectAfterMs = 7_500
/** Silence after which it is gone. With the step of looking, a half-open connection is found within 15 s. */
const deadAfterMs = 10_000

/** What a heartbeat does and tells. */
export interface Pulse {
  ping(): void
  suspect(): void
  dead(): void
}

/** Watches one connection. */
export interface Heartbeat {
  /** Something came from the peer. */
  heard(): void
  stop(): void
}

/** Watches a connection that can ping (RFC 6455 section 5.5.2): no news for 10 s, pings included, means it is dead. */
export const startHeartbeat = (clock: Clock, pulse: Pulse): Heartbeat => {
  const nowMs = () => clock.performance.now()
  let heardAtMs = nowMs()
  let lookedAtMs = heardAtMs
  const look = () => {
    const atMs = nowMs()
    // A late look, after a blocked event loop or a sleeping laptop, says nothing of the peer: its news is still unread.
    if (atMs - lookedAtMs > 2 * lookMs) heardAtMs = atMs - pingAfterMs
    lookedAtMs = atMs
    const silenceMs = atMs - heardAtMs
    if (silenceMs >= deadAfterMs) {
      pulse.dead()
      return
    }
    if (silenceMs >= suspectAfterMs) pulse.suspect()
    if (silenceMs >= pingAfterMs) pulse.ping()
    timer = clock.setTimeout(look, lookMs)
  }
  let timer = clock.setTimeout(look, lookMs)
  return {
    heard: () => {
      heardAtMs = nowMs()
    },
    stop: () => clock.clearTimeout(timer),
  }
}
