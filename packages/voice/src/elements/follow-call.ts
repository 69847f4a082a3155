import { createEmitter, openLines, type Emitter } from '@vatel/core'
import type { VoiceCallSnapshot } from '../snapshot.ts'
import type { VoiceCall } from '../voice-call.ts'

/** Times of one line of the transcript, in milliseconds of `performance.now()`. */
export interface LineTime {
  readonly startMs: number
  /** Time of the last change of the line. */
  readonly endMs: number
}

/** Times of a call that its snapshots do not have, in milliseconds of `performance.now()`. */
export interface CallTimes {
  /** Start of the session; absent until then. */
  startedAtMs: number | undefined
  /** End of the call; absent while it lasts. */
  endedAtMs: number | undefined
  /** Times of the lines of the transcript, by index. */
  lines: LineTime[]
}

interface Followed {
  readonly times: CallTimes
  readonly emitter: Emitter<{ readonly snapshot: VoiceCallSnapshot }>
  snapshot: VoiceCallSnapshot | undefined
  userSpeaksSinceMs: number | undefined
  leave: (() => void) | undefined
}

/** Times stay with a call while no element is connected to it. */
const followed = new WeakMap<VoiceCall, Followed>()

const stepLines = (call: Followed, next: VoiceCallSnapshot, nowMs: number): void => {
  const before = call.snapshot?.transcript ?? []
  const { lines } = call.times
  // Only the last lines of a transcript change.
  for (let at = next.transcript.length - 1; at >= 0 && at >= next.transcript.length - openLines; at -= 1) {
    const entry = next.transcript[at]
    if (entry === undefined || entry === before[at]) continue
    const known = lines[at]
    if (known === undefined) {
      const startMs = (entry.who === 'user' ? call.userSpeaksSinceMs : undefined) ?? nowMs
      lines[at] = { startMs: Math.max(startMs, lines[at - 1]?.startMs ?? 0), endMs: nowMs }
    } else if (entry.who !== 'agent' || entry.heardText !== '') lines[at] = { ...known, endMs: nowMs }
  }
}

const step = (call: Followed, next: VoiceCallSnapshot, nowMs: number): void => {
  const { times, snapshot: before } = call
  if (next.phase === 'connecting' && before?.phase !== 'connecting')
    Object.assign(times, { startedAtMs: undefined, endedAtMs: undefined, lines: [] })
  if (next.sessionId !== null && next.end === null) times.startedAtMs ??= nowMs
  if (next.end !== null) times.endedAtMs ??= nowMs
  if (next.isUserSpeaking && before?.isUserSpeaking !== true) call.userSpeaksSinceMs = nowMs
  if (next.transcript !== before?.transcript) stepLines(call, next, nowMs)
  call.snapshot = next
}

const followedOf = (call: VoiceCall): Followed => {
  const known = followed.get(call)
  if (known !== undefined) return known
  const fresh: Followed = {
    times: { startedAtMs: undefined, endedAtMs: undefined, lines: [] },
    emitter: createEmitter(),
    snapshot: undefined,
    userSpeaksSinceMs: undefined,
    leave: undefined,
  }
  followed.set(call, fresh)
  return fresh
}

/** Returns the times of a call. */
export const timesOf = (call: VoiceCall): Readonly<CallTimes> => followedOf(call).times

/** Milliseconds that a call has lasted; 0 before its session has begun. */
export const durationOf = (call: VoiceCall, nowMs: number): number => {
  const { startedAtMs, endedAtMs = nowMs } = timesOf(call)
  return startedAtMs === undefined ? 0 : Math.max(0, endedAtMs - startedAtMs)
}

/**
 * Calls the listener with the snapshots of a call, at once and at each change; returns the function that stops it. All
 * elements of a call share one subscription, and the times of the call.
 */
export const followCall = (
  call: VoiceCall,
  listener: (snapshot: VoiceCallSnapshot) => void,
): (() => void) => {
  const shared = followedOf(call)
  const remove = shared.emitter.on('snapshot', listener)
  if (shared.leave !== undefined) listener(call.getSnapshot())
  else
    shared.leave = call.subscribe((snapshot) => {
      step(shared, snapshot, performance.now())
      shared.emitter.emit('snapshot', snapshot)
    })
  return () => {
    remove()
    if (shared.emitter.has('snapshot')) return
    shared.leave?.()
    shared.leave = undefined
  }
}
