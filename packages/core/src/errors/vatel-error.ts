/**
 * The family of every failure this package reports. Switch on `_tag`; `instanceof` fails when an app holds an ESM
 * and a CommonJS copy of the package.
 */
export abstract class VatelError extends Error {
  /** Which failure it is. */
  abstract readonly _tag: string
  /** Whether trying the same thing again can help. */
  abstract readonly retryable: boolean
  /** Keeps its sentence through JSON, which drops the message of an ordinary error. */
  toJSON(): object {
    return Object.assign({ message: this.message }, this)
  }
}

/** Tells whether a caught value is a failure of this package, from whichever copy of it. */
export const isVatelError = (value: unknown): value is VatelError =>
  value instanceof Error && '_tag' in value && 'retryable' in value
