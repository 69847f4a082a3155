/** A value given by the program that the function cannot work with. */
export class InvalidOptionError extends Error {
  readonly _tag = 'InvalidOptionError'
  override readonly name = 'InvalidOptionError'
  constructor(
    /** The name of the option, as the caller writes it. */
    readonly option: string,
    /** What was given. */
    readonly value: unknown,
    advice: string,
  ) {
    super(`${option} is ${String(value)}: ${advice}`)
  }
}
