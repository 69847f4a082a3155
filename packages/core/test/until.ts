/** Lets the loops of sockets run until something is so; a test that waits for ever runs into jest's limit. */
export const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
}
