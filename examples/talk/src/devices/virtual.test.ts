import { createClock } from '@sinonjs/fake-timers'
import { virtualDevices } from './virtual.ts'

const tone = Int16Array.from({ length: 24_000 }, (_, i) => 10_000 * Math.sin(i / 10))

/** Plays for a second, flushes, and returns how long the agent was audible after that. */
const heardAfterFlush = async (flushAtMs: number): Promise<number> => {
  const fakeClock = createClock()
  let lastSoundMs = 0
  const devices = await virtualDevices(
    new Int16Array(0),
    fakeClock,
  )({
    onUser: () => undefined,
    onAgent: (pcm, atMs) => {
      const last = pcm.findLastIndex((sample) => Math.abs(sample) > 1)
      if (last >= 0) lastSoundMs = atMs + (last + 1) / 24
    },
  })
  devices.speaker.write({ turnId: 't1', pcm: tone, isFinal: true })
  await fakeClock.tickAsync(flushAtMs)
  devices.speaker.flush()
  await fakeClock.tickAsync(500)
  await devices.close()
  expect(fakeClock.countTimers()).toBe(0)
  return lastSoundMs - flushAtMs
}

describe('virtualDevices', () => {
  it('are silent within 20 ms of a flush, at any time within a frame', async () => {
    for (let offsetMs = 0; offsetMs < 20; offsetMs += 1) {
      const afterMs = await heardAfterFlush(300 + offsetMs)
      expect(afterMs).toBeGreaterThan(0)
      expect(afterMs).toBeLessThanOrEqual(20)
    }
  })
})
