// Measure how long the user waits for an answer.
// See packages/core/SKILL.md, docs/guides/production.md, docs/guides/latency.md
import {
  type CallConnection,
  initialLatency,
  reduceLatency,
  type Speaker,
  summarizeLatency,
} from '@vatel/core'

export const measure = async (call: CallConnection, speaker: Speaker): Promise<number | null> => {
  let latency = initialLatency
  speaker.listen((event) => (latency = reduceLatency(latency, event, event.atMs)))
  call.on('message', (message) => (latency = reduceLatency(latency, message, performance.now())))
  await call.ended
  return summarizeLatency(latency).firstSound.p95Ms ?? null
}
