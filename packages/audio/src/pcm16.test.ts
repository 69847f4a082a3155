import fc from 'fast-check'
import { OddByteCountError } from './errors.ts'
import { fromPcm16, pcm16FromBytes, pcm16ToBytes, swapBytes, toPcm16, viewAsPcm16 } from './pcm16.ts'

const everyValue = Int16Array.from({ length: 65_536 }, (_, i) => i - 32_768)
const convert = (...samples: number[]): number[] => [...toPcm16(Float32Array.from(samples))]

describe('toPcm16', () => {
  it('is the inverse of fromPcm16 for all 65 536 values', () => {
    expect(toPcm16(fromPcm16(everyValue))).toEqual(everyValue)
  })

  it('rounds to the nearest value, ties to even', () => {
    const lsb = 1 / 32_768
    expect(convert(0.4 * lsb, 0.6 * lsb, -0.4 * lsb, -0.6 * lsb)).toEqual([0, 1, 0, -1])
    expect(convert(0.5 * lsb, 1.5 * lsb, 2.5 * lsb, -0.5 * lsb, -1.5 * lsb)).toEqual([0, 2, 2, 0, -2])
  })

  it('clips values outside of the range, and infinities', () => {
    expect(convert(1, 1.5, -1, -1.5, Infinity, -Infinity)).toEqual([
      32_767, 32_767, -32_768, -32_768, 32_767, -32_768,
    ])
  })

  it('converts NaN to 0', () => {
    expect(convert(NaN)).toEqual([0])
  })

  it('is never more than half a step away from a sample in range', () => {
    const inRange = fc.float32Array({ min: -1, max: Math.fround(32_767 / 32_768), noNaN: true })
    fc.assert(
      fc.property(inRange, (samples) => {
        toPcm16(samples).forEach((value, i) =>
          expect(Math.abs(value - (samples[i] ?? 0) * 32_768)).toBeLessThanOrEqual(0.5),
        )
      }),
    )
  })

  it('keeps a tone at -1 dBFS 97 dB above its error', () => {
    const tone = Float32Array.from(
      { length: 24_000 },
      (_, i) => 0.891 * Math.sin((2 * Math.PI * 997 * i) / 24_000),
    )
    const restored = fromPcm16(toPcm16(tone))
    let signal = 0
    let error = 0
    tone.forEach((sample, i) => {
      signal += sample ** 2
      error += ((restored[i] ?? 0) - sample) ** 2
    })
    expect(10 * Math.log10(signal / error)).toBeGreaterThan(97)
  })
})

describe('pcm16ToBytes', () => {
  it('writes the low byte first', () => {
    expect([...pcm16ToBytes(Int16Array.of(0x1234, -2))]).toEqual([0x34, 0x12, 0xfe, 0xff])
  })

  it('copies a part of a larger array', () => {
    const whole = Int16Array.of(1, 2, 3, 4)
    const bytes = pcm16ToBytes(whole.subarray(1, 3))
    expect([...bytes]).toEqual([2, 0, 3, 0])
    whole.fill(9)
    expect([...bytes]).toEqual([2, 0, 3, 0])
  })
})

describe('pcm16FromBytes', () => {
  it('is the inverse of pcm16ToBytes from any offset in memory', () => {
    fc.assert(
      fc.property(fc.int16Array(), fc.integer({ min: 0, max: 3 }), (pcm, offset) => {
        const memory = new Uint8Array(offset + pcm.length * 2)
        memory.set(pcm16ToBytes(pcm), offset)
        expect(pcm16FromBytes(memory.subarray(offset))).toEqual(pcm)
      }),
    )
  })

  it('copies', () => {
    const bytes = Uint8Array.of(1, 0)
    const pcm = pcm16FromBytes(bytes)
    bytes.fill(9)
    expect([...pcm]).toEqual([1])
  })

  it('refuses half a sample', () => {
    expect(() => pcm16FromBytes(new Uint8Array(3))).toThrow(OddByteCountError)
  })
})

describe('viewAsPcm16', () => {
  it('returns a view', () => {
    const bytes = Uint8Array.of(9, 9, 1, 0).subarray(2)
    expect([...viewAsPcm16(bytes)]).toEqual([1])
    expect(viewAsPcm16(bytes).buffer).toBe(bytes.buffer)
  })

  it('copies samples that begin at an odd offset', () => {
    expect([...viewAsPcm16(Uint8Array.of(9, 1, 0).subarray(1))]).toEqual([1])
  })
})

describe('swapBytes', () => {
  it('exchanges the bytes of each sample', () => {
    expect([...swapBytes(Uint8Array.of(1, 2, 3, 4))]).toEqual([2, 1, 4, 3])
  })
})
