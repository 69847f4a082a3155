/**
 * How many TCP connections this process has open, at either end. Those of whatever ran before may close meanwhile: what
 * is compared with is the most that there may be.
 */
export const countSockets = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length
