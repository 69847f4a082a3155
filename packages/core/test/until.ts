/** Long enough for the busiest machine; without an end a test that fails would keep the runner for ever. */
const patienceMs = 240_000

/** Lets the loops of sockets run until something is so; rejects when it does not come to be. */
export const until = async (isSo: () => boolean): Promise<void> => {
  const fromMs = performance.now()
  while (!isSo()) {
    if (performance.now() - fromMs > patienceMs) throw new Error(`it did not come to be: ${isSo.toString()}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}
