import { heardAtMs } from './speaker.ts'

const context = (timestamp: AudioTimestamp) => ({
  currentTime: 10,
  outputLatency: 0.03,
  getOutputTimestamp: () => timestamp,
})

describe('heardAtMs', () => {
  it('uses the output timestamp of the device', () => {
    expect(heardAtMs(context({ contextTime: 9.97, performanceTime: 2_000 }), 10.07, 2_001)).toBeCloseTo(
      2_100,
      6,
    )
  })

  it('uses the announced latency where there is no timestamp', () => {
    expect(heardAtMs(context({ contextTime: 0, performanceTime: 0 }), 10.1, 2_000)).toBeCloseTo(2_130, 6)
    expect(heardAtMs({ ...context({}), outputLatency: NaN }, 10.1, 2_000)).toBeCloseTo(2_100, 6)
  })
})
