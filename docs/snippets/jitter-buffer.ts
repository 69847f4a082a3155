import { createJitterBuffer, type JitterBufferEvent } from '@vatel/audio'

const buffer = createJitterBuffer()

/** When speech arrives, on whatever clock `pull` is asked with. */
export const arrived = (pcm: Int16Array, turnId: string, isFinal: boolean, nowMs: number): void => {
  buffer.push(pcm, turnId, nowMs)
  if (isFinal) buffer.end(turnId, nowMs)
}

/** Whenever the device wants sound. */
export const wanted = (out: Float32Array, nowMs: number): readonly JitterBufferEvent[] =>
  buffer.pull(out, nowMs)

/** When the user interrupts: silence within 5 ms, and what was heard of each turn that was cut. */
export const interrupted = (nowMs: number): ReadonlyMap<string, number> =>
  new Map(buffer.flush(nowMs).map(({ turnId, heardSamples }) => [turnId, heardSamples / 24]))
