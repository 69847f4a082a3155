/** Takes back what a program has made of the system, also when a signal tells it to end: by itself that ends it at once. */
export const beforeLeaving = (takeBack: () => void): void => {
  process.once('exit', takeBack)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
}
