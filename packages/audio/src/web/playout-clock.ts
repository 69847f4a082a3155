/**
 * Tells when a place in the time of a context is heard, in milliseconds of `performance.now()`: by what the device says
 * of itself, else by its announced delay.
 */
export const heardAtMs = (
  context: Pick<AudioContext, 'getOutputTimestamp' | 'currentTime' | 'outputLatency'>,
  contextSeconds: number,
  nowMs: number,
): number => {
  const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp()
  if (performanceTime > 0) return performanceTime + (contextSeconds - contextTime) * 1_000
  const latencySeconds = Number.isFinite(context.outputLatency) ? context.outputLatency : 0
  return nowMs + (contextSeconds - context.currentTime + latencySeconds) * 1_000
}
