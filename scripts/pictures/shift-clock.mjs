/**
 * Script of a page before its own: gives it `passTime(ms)`, which moves the clock of the page on. A call whose moments are shown
 * one after the other then has the times of a call.
 */
export const shiftClock = `{
  const now = performance.now.bind(performance)
  let passedMs = 0
  performance.now = () => now() + passedMs
  globalThis.passTime = (ms) => { passedMs += ms }
}`
