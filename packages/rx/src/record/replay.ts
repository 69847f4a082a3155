import {
  InvalidArgumentError,
  InvalidMessageError,
  type CallConnection,
  type Clock,
  type EndReason,
  systemClock,
} from '@vatel/core'
import type { SchedulerLike } from 'rxjs'
import { schedulerClock } from '../scheduler-clock.ts'
import type { RecordEntry, RecordedEnd } from './call-record.ts'
import { giveSound } from './give-sound.ts'
import { readRecord } from './read-record.ts'
import { RecordedFailure } from './recorded-failure.ts'
import { createStage, type Stage } from './stage.ts'

/** How to play a record. */
export interface ReplayOptions {
  /**
   * How many times as fast as it was.
   *
   * @defaultValue `1` - as it was
   */
  readonly speed?: number
  /**
   * Plays it; a drawn clock plays an hour at once.
   *
   * @defaultValue `systemClock` - the machine's
   */
  readonly clock?: Clock
  /** Plays it in the time of an RxJS scheduler, in place of `clock`. */
  readonly scheduler?: SchedulerLike
}

/** A record that was cut off ends as a line that was cut off does. */
const brokenOff: EndReason = { type: 'lost', code: 1006, reason: 'the record ends here' }

const endOf = (end: RecordedEnd): EndReason =>
  end.type === 'failed'
    ? { type: 'failed', error: new RecordedFailure(end.error._tag, end.error.message) }
    : end

const perform = (stage: Stage, entry: RecordEntry): void => {
  if ('end' in entry) stage.end(endOf(entry.end))
  else if ('invalid' in entry)
    stage.invalid(new InvalidMessageError(entry.invalid.type, entry.invalid.issues, entry.invalid.length))
  else if ('state' in entry) {
    if (entry.state !== 'ended' && entry.state !== stage.connection.state) stage.enter(entry.state)
  } else if (entry.dir === 'in') stage.message(giveSound(entry.message, entry.audio))
  else stage.sent(giveSound(entry.message, entry.audio))
}

/**
 * Plays a call again from what `record` wrote: the same messages both ways, faults, states and end, at the same times.
 * Sound that was not kept is silence of the same length. It hears nobody: what is sent to it is dropped, and hanging up
 * ends it. `callOf` makes a `Call` of it.
 *
 * @example
 * const clock = createClock()                       // of @sinonjs/fake-timers
 * const call = callOf(replay(readFileSync('call.ndjson', 'utf8'), { clock }))
 * const lines = firstValueFrom(transcript()(call).pipe(last()))
 * await clock.tickAsync(600_000)                    // ten minutes, at once
 *
 * @throws {InvalidRecordError} with the line that is wrong
 * @throws {InvalidArgumentError} when the speed is not above 0
 */
export const replay = (
  text: string,
  {
    speed = 1,
    scheduler,
    clock = scheduler === undefined ? systemClock : schedulerClock(scheduler),
  }: ReplayOptions = {},
): CallConnection => {
  if (!(speed > 0)) throw new InvalidArgumentError('speed', 'must be above 0')
  const entries = readRecord(text)
  const startMs = clock.performance.now()
  let timer: unknown
  const stage = createStage({
    send: () => ({ status: 'dropped' }),
    hangUp: () => {
      clock.clearTimeout(timer)
      stage.end({ type: 'hung-up' })
    },
  })
  const play = (from: number): void => {
    let at = from
    const waitMs = () => startMs + (entries[at]?.atMs ?? 0) / speed - clock.performance.now()
    while (at < entries.length && waitMs() <= 0 && stage.connection.state !== 'ended') {
      const entry = entries[at]
      at += 1
      if (entry !== undefined) perform(stage, entry)
    }
    if (stage.connection.state === 'ended') return
    if (at === entries.length) stage.end(brokenOff)
    // Timers cut fractions off: rounded up, none comes before its time.
    else timer = clock.setTimeout(() => play(at), Math.ceil(waitMs()))
  }
  timer = clock.setTimeout(() => play(0), 0)
  return stage.connection
}
