import fc from 'fast-check'
import { peakDbfs, rmsDbfs } from './level.ts'
import { fromPcm16 } from './pcm16.ts'

const sine = (amplitude: number): Float32Array =>
  Float32Array.from({ length: 24_000 }, (_, i) => amplitude * Math.sin((2 * Math.PI * 1000 * i) / 24_000))
const square = (amplitude: number): Float32Array =>
  Float32Array.from({ length: 24_000 }, (_, i) => (i % 24 < 12 ? amplitude : -amplitude))

describe('rmsDbfs', () => {
  it('is 0 for the loudest square wave and -3.01 for the loudest sine', () => {
    expect(rmsDbfs(square(1))).toBe(0)
    expect(rmsDbfs(sine(1))).toBeCloseTo(-3.0103, 4)
  })

  it('decreases by 20 for a tenth of the amplitude', () => {
    expect(rmsDbfs(sine(1)) - rmsDbfs(sine(0.1))).toBeCloseTo(20, 4)
  })

  it.each([[new Float32Array(480)], [new Int16Array(480)], [new Float32Array(0)]])(
    'is -Infinity for silence',
    (silence) => {
      expect(rmsDbfs(silence)).toBe(-Infinity)
    },
  )

  it('is the same for PCM16 and for its floats', () => {
    fc.assert(
      fc.property(fc.int16Array(), (pcm) => {
        const [ofPcm, ofFloats] = [rmsDbfs(pcm), rmsDbfs(fromPcm16(pcm))]
        if (ofFloats === -Infinity) expect(ofPcm).toBe(-Infinity)
        else expect(ofPcm).toBeCloseTo(ofFloats, 9)
      }),
    )
  })

  it('is never above the peak', () => {
    fc.assert(
      fc.property(fc.int16Array({ minLength: 1 }), (pcm) =>
        expect(rmsDbfs(pcm)).toBeLessThanOrEqual(peakDbfs(pcm) + 1e-9),
      ),
    )
  })
})

describe('peakDbfs', () => {
  it('is 0 at full scale, on either side', () => {
    expect(peakDbfs(Int16Array.of(5, -32_768, 7))).toBe(0)
    expect(peakDbfs(Float32Array.of(0.5, 1, -0.25))).toBe(0)
  })

  it('is -6.02 at half', () => {
    expect(peakDbfs(Int16Array.of(0, -16_384, 3))).toBeCloseTo(-6.0206, 4)
  })

  it('is -Infinity for silence and for no samples', () => {
    expect(peakDbfs(new Int16Array(480))).toBe(-Infinity)
    expect(peakDbfs(new Int16Array(0))).toBe(-Infinity)
  })
})
