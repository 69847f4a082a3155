import type { Clock } from '../clock.ts'
import type { Heartbeat, Vitals } from './heartbeat.ts'

/** How often the connection is looked at. */
const lookMs = 1_000
/** How long nothing may leave, while something waits to, before the peer is suspected to be gone. */
const suspectAfterMs = 7_500
/** How long the platform may owe an answer before it is suspected to be gone. */
const answerWithinMs = 10_000
/** How long nothing may come or leave, or the browser be offline, before the connection counts as gone. */
const deadAfterMs = 15_000

/** Where a browser tells that it has lost the network: its `globalThis`. */
export interface NetworkEvents {
  addEventListener(event: 'offline' | 'online', listener: () => void): void
  removeEventListener(event: 'offline' | 'online', listener: () => void): void
}

/** What is looked at. */
export interface Watched {
  /** What was handed to the socket and has not left yet, in bytes. */
  bufferedBytes(): number
  /** All that was handed to the socket so far, in bytes. */
  handedBytes(): number
  /** Whether the platform owes an answer. */
  isAnswerDue(): boolean
}

/** A watch of a connection that cannot ping, with the environment that tells of the network, if it does. */
export interface SilenceWatchOptions {
  readonly clock: Clock
  readonly watched: Watched
  readonly network: NetworkEvents | undefined
}

/**
 * Watches a connection that cannot ping. Silence alone proves nothing there, for an idle platform says nothing. It goes
 * by three signs: the browser is offline, nothing leaves any more, or an answer that is due does not come.
 */
export const startSilenceWatch = (
  { clock, watched, network }: SilenceWatchOptions,
  vitals: Vitals,
): Heartbeat => {
  const nowMs = () => clock.performance.now()
  let heardAtMs = nowMs()
  let lookedAtMs = heardAtMs
  let movedAtMs = heardAtMs
  let leftBytes = 0
  let offlineAtMs: number | undefined
  const offline = () => {
    offlineAtMs = nowMs()
    vitals.suspect()
  }
  const online = () => (offlineAtMs = undefined)
  const look = () => {
    const atMs = nowMs()
    const bufferedBytes = watched.bufferedBytes()
    const left = watched.handedBytes() - bufferedBytes
    const wasLate = atMs - lookedAtMs > 5 * lookMs
    // A hidden tab or a sleeping laptop looks late, and then what it sees is old.
    if (bufferedBytes === 0 || left > leftBytes || wasLate) movedAtMs = atMs
    if (wasLate) heardAtMs = atMs
    leftBytes = left
    lookedAtMs = atMs
    const stuckMs = atMs - Math.max(movedAtMs, heardAtMs)
    const offlineMs = offlineAtMs === undefined ? 0 : atMs - Math.max(offlineAtMs, heardAtMs)
    if (stuckMs >= deadAfterMs || offlineMs >= deadAfterMs) {
      vitals.dead()
      return
    }
    const owedMs = watched.isAnswerDue() ? atMs - heardAtMs : 0
    if (stuckMs >= suspectAfterMs || owedMs >= answerWithinMs) vitals.suspect()
    timer = clock.setTimeout(look, lookMs)
  }
  let timer = clock.setTimeout(look, lookMs)
  network?.addEventListener('offline', offline)
  network?.addEventListener('online', online)
  return {
    heard: (atMs) => {
      heardAtMs = atMs
    },
    hold: () => undefined,
    stop: () => {
      clock.clearTimeout(timer)
      network?.removeEventListener('offline', offline)
      network?.removeEventListener('online', online)
    },
  }
}
