import { createBandReader } from './bands.ts'

/** A voice whose spectrum has one tone in silence, as a reader of bands sees it. */
const tone = (hz: number, byte = 200, binHz = 48_000 / 1_024) => {
  const clock = { nowMs: 0 }
  const voice = { hz, byte }
  const read = createBandReader<'user'>({
    nowMs: () => clock.nowMs,
    readSpectrum: (_name, bins) => {
      bins.fill(0)
      bins[Math.round(voice.hz / binHz)] = voice.byte
      return voice.byte === 0 ? 0 : binHz
    },
  })
  const bands = new Float32Array(5)
  return {
    voice,
    /** Reads the bands after a time. */
    after: (ms: number) => {
      clock.nowMs += ms
      read('user', bands)
      return bands
    },
  }
}

const rounded = (bands: Float32Array) => Array.from(bands, (band) => Math.round(band * 100) / 100)

describe('the bands of a voice', () => {
  it.each([
    [300, 0],
    [1_000, 1],
    [2_000, 2],
    [3_500, 3],
    [7_000, 4],
  ])('have a tone of %i Hz in band %i alone', (hz, band) => {
    const bands = tone(hz).after(0)
    expect(bands.findIndex((level) => level > 0.5)).toBe(band)
    expect(bands.filter((level) => level > 0)).toHaveLength(1)
  })

  it('do not depend on the rate of the device', () => {
    for (const rate of [16_000, 24_000, 44_100, 48_000, 96_000])
      expect([rate, [...tone(1_000, 200, rate / 1_024).after(0)].map((level) => level > 0.5)]).toEqual([
        rate,
        [false, true, false, false, false],
      ])
  })

  it('rise within 40 ms, fall within 160 ms, and then are silent', () => {
    const { voice, after } = tone(300)
    voice.byte = 0
    after(0)
    voice.byte = 200
    const risen = after(40)[0] ?? NaN
    const high = after(1_000)[0] ?? NaN
    voice.byte = 0
    const fallen = after(160)[0] ?? NaN
    expect(risen / high).toBeCloseTo(1 - 1 / Math.E, 2)
    expect(fallen / high).toBeCloseTo(1 / Math.E, 2)
    expect(rounded(after(2_000))).toEqual([0, 0, 0, 0, 0])
  })

  it('are between 0 and 1 at any loudness', () => {
    for (let byte = 0; byte < 256; byte++)
      for (const level of tone(6_500, byte).after(0)) {
        expect(level).toBeGreaterThanOrEqual(0)
        expect(level).toBeLessThanOrEqual(1)
      }
  })
})
