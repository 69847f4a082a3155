/** Lets what is under way on this machine settle: some turns of the event loop. */
export const aFewTurns = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
