import { VatelError } from '@vatel/core'

/** What was to be played again is no record of a call, or of a newer version. */
export class InvalidRecordError extends VatelError<'InvalidRecordError'> {
  readonly retryable = false
  constructor(
    /** Which line, from 1. */
    readonly line: number,
    /** What it has to be. */
    remedy: string,
  ) {
    super('InvalidRecordError', `line ${String(line)}: ${remedy}`)
  }
}
