import { createClock } from '@sinonjs/fake-timers'
import { virtualDevices } from './virtual.ts'

const tone = Int16Array.from({ length: 24_000 }, (_, i) => 10_000 * Math.sin(i / 10))

/** Speaks for a second, falls silent at a moment, and gives how long the agent was heard after that. */
const heardAfterFlush = async (flushAtMs: number): Promise<number> => {
  const drawn = createClock()
  let lastSoundMs = 0
  const devices = await virtualDevices(
    new Int16Array(0),
    drawn,
  )({
    onUser: () => undefined,
    onAgent: (pcm, atMs) => {
      const last = pcm.findLastIndex((sample) => Math.abs(sample) > 1)
      if (last >= 0) lastSoundMs = atMs + (last + 1) / 24
    },
  })
  devices.speaker.write({ turnId: 't1', pcm: tone, isFinal: true })
  await drawn.tickAsync(flushAtMs)
  devices.speaker.flush()
  await drawn.tickAsync(500)
  await devices.close()
  expect(drawn.countTimers()).toBe(0)
  return lastSoundMs - flushAtMs
}

describe('virtualDevices', () => {
  it('are silent within 20 ms of a flush, wherever in a frame it comes', async () => {
    for (let offsetMs = 0; offsetMs < 20; offsetMs += 1) {
      const afterMs = await heardAfterFlush(300 + offsetMs)
      expect(afterMs).toBeGreaterThan(0)
      expect(afterMs).toBeLessThanOrEqual(20)
    }
  })
})
