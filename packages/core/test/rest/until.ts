/** Lets real sockets work until something is so, while a drawn clock stands still. */
export const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
}

/** Lets what is under way on this machine settle: some turns of the event loop. */
export const aFewTurns = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
