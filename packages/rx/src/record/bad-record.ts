import { VatelError } from '@vatel/core'

/** What was to be played again is no record of a call, or of a newer version. */
export class BadRecord extends VatelError<'BadRecord'> {
  readonly retryable = false
  constructor(
    /** Which line, from 1. */
    readonly line: number,
    /** What it has to be. */
    remedy: string,
  ) {
    super('BadRecord', `line ${String(line)}: ${remedy}`)
  }
}
