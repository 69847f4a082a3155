/** How many TCP connections this process has open, at either end. */
export const countSockets = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length
