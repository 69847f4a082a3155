/** A scenario cannot be played; nothing was started. */
export class InvalidScenarioError extends Error {
  override readonly name = 'InvalidScenarioError'
  readonly _tag = 'InvalidScenarioError'
  constructor(
    /** The file, or another name of where it came from. */
    readonly file: string,
    /** The place in it, such as `turns[1].say`; empty when the whole of it is wrong. */
    readonly place: string,
    /** What would be right there. */
    readonly remedy: string,
  ) {
    super(`${file}: ${place === '' ? '' : `${place}: `}${remedy}`)
  }
}
