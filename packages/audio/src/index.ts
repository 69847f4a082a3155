export { createJitterBuffer } from './jitter-buffer.ts'
export type { HeardTurn, JitterBuffer, JitterBufferEvent } from './jitter-buffer.ts'
export type { JitterBufferOptions } from './jitter-buffer/options.ts'
export type { JitterBufferStats } from './jitter-buffer/statistics.ts'
