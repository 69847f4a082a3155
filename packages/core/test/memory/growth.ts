/** What is held, by the program and by the system for it, in bytes; rubbish is taken out before. */
export const held = (): { readonly own: number; readonly resident: number } => {
  // Twice: what a finaliser lets go is rubbish only after the first time.
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, external, rss } = process.memoryUsage()
  return { own: heapUsed + external, resident: rss }
}

/** Says something to the test that runs this program, once it is over. */
export const say = (what: object): void => {
  process.stdout.write(JSON.stringify(what))
}
