import { createJitterBuffer } from '@vatel/audio'
import { quantum } from './play.ts'
import { signalOf } from './signal.ts'
import { sampleRate } from './sources.ts'

/** Share of a core that playing takes: time in `pull` over the time that sounds, for ten minutes in chunks of 20 ms. */
export const measurePullCost = (): number => {
  const buffer = createJitterBuffer({ sampleRate })
  const out = new Float32Array(quantum)
  const chunk = signalOf(0, 0, sampleRate / 50)
  const seconds = 600
  let pushedMs = 0
  let spentMs = 0
  for (let at = 0; at < seconds * sampleRate;) {
    const nowMs = (at * 1_000) / sampleRate
    for (; pushedMs <= nowMs; pushedMs += 20) buffer.push(chunk, 'turn', pushedMs)
    const before = performance.now()
    for (const end = at + sampleRate / 50; at < end; at += quantum)
      buffer.pull(out, (at * 1_000) / sampleRate)
    spentMs += performance.now() - before
  }
  return spentMs / 1_000 / seconds
}
