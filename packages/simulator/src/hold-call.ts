import type { Clock } from '@vatel/core'
import type { LogEntry } from './log-entry.ts'
import { noteHeard, noteSaid, type CallHistory } from './rules/call/call-history.ts'
import type { CallInput, CallSetup } from './rules/call/call-model.ts'
import type { Frame } from './rules/call/line.ts'
import { prepareSession, stepSession, type SessionStep } from './rules/call/session.ts'
import { readClientText } from './rules/call/wire-text.ts'
import { createUserRecorder } from './rules/voice/recording.ts'

/** A timer that is set anew after each thing that happens. */
interface Alarm {
  /** Rings at this moment, and at no other that it was set to before; never for `undefined`. */
  set(atMs: number | undefined, nowMs: number): void
  stop(): void
}

/** Makes an alarm that is not set. */
const createAlarm = (clock: Clock, ring: () => void): Alarm => {
  let timer: unknown
  let setToMs: number | undefined
  const stop = (): void => {
    clock.clearTimeout(timer)
    setToMs = undefined
  }
  return {
    set(atMs, nowMs) {
      // It mostly is the same moment when a frame of sound comes.
      if (atMs === setToMs) return
      stop()
      if (atMs === undefined) return
      setToMs = atMs
      timer = clock.setTimeout(
        () => {
          setToMs = undefined
          ring()
        },
        // A timer counts whole milliseconds, and one that fires early would only be set again.
        Math.max(0, Math.ceil(atMs - nowMs)),
      )
    },
    stop,
  }
}

/** The client's end of a call, as whatever carries the call presents it. */
export interface Peer {
  send(text: string): void
  /** Sends a text message that need not be UTF-8. */
  sendBytes(bytes: Uint8Array): void
  /** Takes nothing more from the connection for now. */
  pause(): void
  /** Goes on taking what comes. */
  resume(): void
  /** Closes with a handshake; 1005 names no code. */
  close(code: number): void
  /** Drops the connection at once. */
  cut(): void
  /** Stops reading from the connection, and leaves it open. */
  freeze(): void
}

/** A call that is being held. */
export interface HeldCall {
  /** Takes a message of the client. */
  receive(text: string): void
  /** Takes note that the connection is gone. */
  gone(): void
}

/** What holding a call needs of the platform around it. */
interface CallSurroundings {
  readonly setup: CallSetup
  readonly peer: Peer
  readonly clock: Clock
  readonly log: (entry: LogEntry) => void
  /** Milliseconds since the platform was started. */
  readonly sinceStart: () => number
  readonly keep: (change: (record: CallHistory) => CallHistory) => void
}

/** Holds one call: tells its rules what comes and what time it is, and sends what they say. */
export const holdCall = ({ setup, peer, clock, log, sinceStart, keep }: CallSurroundings): HeldCall => {
  let session = prepareSession(setup)
  let over = false
  const alarm = createAlarm(clock, () => step({ type: 'wake' }, sinceStart()))
  const voice = createUserRecorder()
  const beganAtMs = sinceStart()

  const finish = (): void => {
    if (over) return
    over = true
    alarm.stop()
    const lastedMs = sinceStart() - beganAtMs
    const user = voice.read()
    keep((record) => ({
      outcome: 'ended_by_user',
      ...record,
      endedAtMs: record.startedAtMs + lastedMs,
      ...(user === undefined ? {} : { user }),
    }))
  }

  const show = (direction: 'in' | 'out', text: string, atMs: number): void =>
    log({ type: 'message', atMs, callId: setup.id, direction, text })

  const put = (frame: Frame, atMs: number): void => {
    switch (frame.type) {
      case 'text':
        show('out', frame.text, atMs)
        peer.send(frame.text)
        return
      case 'bytes':
        show('out', new TextDecoder().decode(frame.bytes), atMs)
        peer.sendBytes(frame.bytes)
        return
      case 'pause':
        peer.pause()
        return
      case 'resume':
        peer.resume()
        return
      case 'close':
        finish()
        peer.close(frame.code)
        return
      case 'cut':
        finish()
        peer.cut()
        return
      case 'freeze':
        peer.freeze()
    }
  }

  /** Writes down what was heard and said, in the time of the call; the user's voice, of which there is most, apart. */
  const note = ({ heard, said }: Pick<SessionStep, 'heard' | 'said'>): void => {
    for (const { atMs, action } of heard)
      if (action.type === 'audio') voice.add(action.pcm, atMs - beganAtMs)
      else keep((record) => noteHeard(record, action, atMs - beganAtMs))
    for (const { atMs, action } of said)
      keep((record) => noteSaid(record, { atMs: atMs - beganAtMs, action }))
  }

  const step = (input: CallInput, nowMs: number, bytes = 0): void => {
    if (over) return
    const next = stepSession(session, input, nowMs, bytes)
    session = next.session
    note(next)
    alarm.set(next.wakeAtMs, nowMs)
    for (const frame of next.frames) put(frame, nowMs)
  }

  step({ type: 'opened' }, beganAtMs)
  return {
    receive: (text) => {
      if (over) return
      const nowMs = sinceStart()
      show('in', text, nowMs)
      const input = readClientText(text)
      if (input !== undefined) step(input, nowMs, text.length)
    },
    gone: finish,
  }
}
