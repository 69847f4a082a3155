/** Waits until promises have settled; no time passes. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
