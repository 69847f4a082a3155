import {
  assertOptions,
  type CallConnection,
  type Clock,
  encodeAudio,
  type EndReason,
  InvalidArgumentError,
  InvalidMessageError,
  systemClock,
  VatelError,
} from '@vatel/core'
import type { SchedulerLike } from 'rxjs'
import { schedulerClock } from '../clock.ts'
import { type AudioMark, parseRecord, type RecordedEnd, type RecordEntry } from './record-format.ts'
import { createReplayedConnection, type ReplayControl } from './replayed-connection.ts'

/** Options of `replay`. */
export interface ReplayOptions {
  /**
   * Speed of the replay; 2 is twice as fast as the call.
   *
   * @defaultValue `1`
   */
  readonly speed?: number
  /**
   * Times the replay; a virtual clock replays an hour at once.
   *
   * @defaultValue `systemClock`
   */
  readonly clock?: Clock
  /** Times the replay by an RxJS scheduler, instead of `clock`. */
  readonly scheduler?: SchedulerLike
}

/** An error of a recorded call: its name and message. */
class RecordedFailure extends VatelError {
  readonly retryable = false
}

/** End of a record without an end: the same as that of a broken connection. */
const cutOff: EndReason = { type: 'lost', code: 1006, reason: 'the record ends here' }

const endOf = (end: RecordedEnd): EndReason =>
  end.type === 'failed'
    ? { type: 'failed', error: new RecordedFailure(end.error._tag, end.error.message) }
    : end

/** Puts silence of the same length where the audio was left out. */
const withSilence = <M extends { readonly data: unknown }>(message: M, mark: AudioMark | undefined): M =>
  mark === undefined
    ? message
    : { ...message, data: { ...Object(message.data), audio: encodeAudio(new Int16Array(mark.samples)) } }

const replayEntry = (control: ReplayControl, entry: RecordEntry): void => {
  if ('end' in entry) control.end(endOf(entry.end))
  else if ('invalid' in entry)
    control.invalid(new InvalidMessageError(entry.invalid.type, entry.invalid.issues, entry.invalid.length))
  else if ('state' in entry) {
    if (entry.state !== 'ended' && entry.state !== control.connection.state) control.state(entry.state)
  } else if (entry.dir === 'in') control.message(withSilence(entry.message, entry.audio))
  else control.sent(withSilence(entry.message, entry.audio))
}

/**
 * Replays a call from the text of `record`: the same messages in both directions, invalid messages, states and end, at
 * the same times. Audio that was not kept is silence of the same length. Whatever is sent to the connection is dropped,
 * and hanging up ends it. Pass it to `callOf`.
 *
 * @example
 * const clock = createClock()                       // of @sinonjs/fake-timers
 * const call = callOf(replay(readFileSync('call.ndjson', 'utf8'), { clock }))
 * const lines = firstValueFrom(transcript()(call).pipe(last()))
 * await clock.tickAsync(600_000)                    // ten minutes, at once
 *
 * @throws {InvalidRecordError} with the number of the invalid line
 * @throws {InvalidArgumentError} when the speed is not above 0 or an option is unknown; in JavaScript also for what is no text
 */
export const replay = (text: string, options: ReplayOptions = {}): CallConnection => {
  assertOptions<ReplayOptions>(options, { speed: true, clock: true, scheduler: true })
  const {
    speed = 1,
    scheduler,
    clock = scheduler === undefined ? systemClock : schedulerClock(scheduler),
  } = options
  if (!(speed > 0)) throw new InvalidArgumentError('speed', 'must be above 0')
  const entries = parseRecord(text)
  const startMs = clock.performance.now()
  let timer: unknown
  const control = createReplayedConnection(() => {
    clock.clearTimeout(timer)
    control.end({ type: 'hung-up' })
  })
  const playFrom = (from: number): void => {
    let at = from
    const waitMs = () => startMs + (entries[at]?.atMs ?? 0) / speed - clock.performance.now()
    while (at < entries.length && waitMs() <= 0 && control.connection.state !== 'ended') {
      const entry = entries[at]
      at += 1
      if (entry !== undefined) replayEntry(control, entry)
    }
    if (control.connection.state === 'ended') return
    if (at === entries.length) control.end(cutOff)
    // Timers truncate fractions of a millisecond: rounded up, no entry comes early.
    else timer = clock.setTimeout(() => playFrom(at), Math.ceil(waitMs()))
  }
  timer = clock.setTimeout(() => playFrom(0), 0)
  return control.connection
}
