/** A worklet of this package that the browser could not load. */
export class WorkletNotLoadedError extends Error {
  readonly _tag = 'WorkletNotLoadedError'
  override readonly name = 'WorkletNotLoadedError'
  constructor(
    /** Where it was looked for. */
    readonly url: string,
    /** What the browser threw. */
    override readonly cause?: unknown,
  ) {
    super(
      `${url} is no worklet that the page may load: serve the file of @vatel/audio/worklets there, as JavaScript, ` +
        `allow its origin in script-src, or give its place as workletUrl`,
    )
  }
}
