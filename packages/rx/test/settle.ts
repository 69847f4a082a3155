/** Lets every promise that can settle do so; no time passes. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
