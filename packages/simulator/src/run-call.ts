import type { Clock } from '@vatel/core'
import type { LogEntry } from './log-entry.ts'
import { recordInput, recordOutput, type CallHistory } from './rules/call/call-history.ts'
import type { CallInput, CallSetup } from './rules/call/call-model.ts'
import type { Frame } from './rules/call/line.ts'
import { prepareSession, stepSession, type SessionStep } from './rules/call/session.ts'
import { readClientText } from './rules/call/wire-text.ts'
import { createUserRecorder } from './rules/voice/recording.ts'

/** A timer with one deadline, which can be moved. */
interface Alarm {
  /** Moves the deadline to `atMs`; `undefined` clears it. */
  set(atMs: number | undefined, nowMs: number): void
  stop(): void
}

/** Creates an alarm without a deadline. */
const createAlarm = (clock: Clock, ring: () => void): Alarm => {
  let timer: unknown
  let setToMs: number | undefined
  const stop = (): void => {
    clock.clearTimeout(timer)
    setToMs = undefined
  }
  return {
    set(atMs, nowMs) {
      // Most frames of audio leave the deadline where it is.
      if (atMs === setToMs) return
      stop()
      if (atMs === undefined) return
      setToMs = atMs
      timer = clock.setTimeout(
        () => {
          setToMs = undefined
          ring()
        },
        // Timers count whole milliseconds; one that fires early would only be set again.
        Math.max(0, Math.ceil(atMs - nowMs)),
      )
    },
    stop,
  }
}

/** The client's end of a call's connection, independent of the transport. */
export interface Peer {
  send(text: string): void
  /** Sends a text message from bytes that may be invalid UTF-8. */
  sendBytes(bytes: Uint8Array): void
  /** Pauses reading from the connection. */
  pause(): void
  /** Resumes reading. */
  resume(): void
  /** Closes with a handshake; 1005 sends no code. */
  close(code: number): void
  /** Drops the connection without a close frame. */
  cut(): void
  /** Stops reading from the connection and leaves it open. */
  freeze(): void
}

/** A running call, as its transport sees it. */
export interface RunningCall {
  /** Receives a message of the client. */
  receive(text: string): void
  /** Reports that the connection is gone. */
  gone(): void
}

/** Options of {@link runCall}. */
interface RunCallOptions {
  readonly setup: CallSetup
  readonly peer: Peer
  readonly clock: Clock
  readonly log: (entry: LogEntry) => void
  /** Milliseconds since the platform was started. */
  readonly sinceStart: () => number
  readonly keep: (change: (record: CallHistory) => CallHistory) => void
}

/** Runs one call: passes inputs and the time to its rules, and sends their output to the peer. */
export const runCall = ({ setup, peer, clock, log, sinceStart, keep }: RunCallOptions): RunningCall => {
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

  const logMessage = (direction: 'in' | 'out', text: string, atMs: number): void =>
    log({ type: 'message', atMs, callId: setup.id, direction, text })

  const apply = (frame: Frame, atMs: number): void => {
    switch (frame.type) {
      case 'text':
        logMessage('out', frame.text, atMs)
        peer.send(frame.text)
        return
      case 'bytes':
        logMessage('out', new TextDecoder().decode(frame.bytes), atMs)
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

  /**
   * Stores inputs and outputs in the call's history. The user's audio, which is most of the data, goes to the
   * recorder.
   */
  const store = ({ inputs, outputs }: Pick<SessionStep, 'inputs' | 'outputs'>): void => {
    for (const { atMs, action } of inputs)
      if (action.type === 'audio') voice.add(action.pcm, atMs - beganAtMs)
      else keep((record) => recordInput(record, action, atMs - beganAtMs))
    for (const { atMs, action } of outputs)
      keep((record) => recordOutput(record, { atMs: atMs - beganAtMs, action }))
  }

  const step = (input: CallInput, nowMs: number, bytes = 0): void => {
    if (over) return
    const next = stepSession(session, input, nowMs, bytes)
    session = next.session
    store(next)
    alarm.set(next.wakeAtMs, nowMs)
    for (const frame of next.frames) apply(frame, nowMs)
  }

  step({ type: 'opened' }, beganAtMs)
  return {
    receive: (text) => {
      if (over) return
      const nowMs = sinceStart()
      logMessage('in', text, nowMs)
      const input = readClientText(text)
      if (input !== undefined) step(input, nowMs, text.length)
    },
    gone: finish,
  }
}
