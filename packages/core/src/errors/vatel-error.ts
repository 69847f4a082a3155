/**
 * The family of every failure this package reports. Switch on `_tag`; `instanceof` fails when an app holds an ESM
 * and a CommonJS copy of the package.
 */
export abstract class VatelError<Tag extends string = string> extends Error {
  /** The same as `_tag`: what a console calls it. */
  override readonly name: Tag
  /** Which failure it is. */
  readonly _tag: Tag
  /** Whether trying the same thing again can help. */
  abstract readonly retryable: boolean
  constructor(tag: Tag, message: string, options?: { readonly cause?: unknown }) {
    super(message, options)
    this.name = this._tag = tag
  }
  /** Keeps its sentence through JSON, which drops the message of an ordinary error. */
  toJSON(): object {
    return Object.assign({ message: this.message }, this)
  }
}

/** Tells whether a caught value is a failure of this package, from whichever copy of it. */
export const isVatelError = (value: unknown): value is VatelError =>
  value instanceof Error && '_tag' in value && 'retryable' in value
