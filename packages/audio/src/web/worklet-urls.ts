// Bundlers look for `new URL` with a relative path and `import.meta.url`, word for word, and copy the file it names.

/** Where the recording worklet lies beside this module. */
export const recorderUrl = (): URL => new URL('./worklets/recorder.js', import.meta.url)

/** Where the playing worklet lies beside this module. */
export const playerUrl = (): URL => new URL('./worklets/player.js', import.meta.url)
