import { createSampleRing } from './sample-ring.ts'
import { createVoice } from './voice.ts'

/** A voice over a staircase: a new level every 100 samples. */
const createOverStairs = () => {
  const ring = createSampleRing()
  ring.append(
    Int16Array.from({ length: 1_000 }, (_, i) => 3_276 * Math.floor(i / 100)),
    0,
  )
  const voice = createVoice(ring, 120)
  voice.begin(450, false)
  return { ring, voice }
}

const read = (voice: ReturnType<typeof createVoice>, count: number): readonly number[] => {
  const out = new Float32Array(count)
  voice.read(out, 0, count)
  return [...out]
}

describe('createVoice', () => {
  it.each([200, -200])('melts into what lies %d samples further, and goes on from there', (lag) => {
    const { ring, voice } = createOverStairs()
    voice.splice(lag)
    const sound = read(voice, 200)
    expect(sound[0]).toBeCloseTo(ring.at(450), 2)
    expect(sound[199]).toBeCloseTo(ring.at(450 + 199 + lag), 2)
    const middle = (ring.at(450 + 100) + ring.at(450 + 100 + lag)) / 2
    expect(sound[100]).toBeCloseTo(middle, 2)
    expect(voice.spliceRemaining()).toBe(0)
    expect(voice.position()).toBe(450 + 200 + lag)
    expect(read(voice, 1)[0]).toBe(ring.at(650 + lag))
  })

  it('says the same of its position in whatever portions it is read', () => {
    const { voice } = createOverStairs()
    voice.splice(150)
    const positions = Array.from({ length: 150 }, () => {
      read(voice, 1)
      return voice.position()
    })
    expect(positions).toEqual(Array.from({ length: 150 }, (_, i) => 450 + 2 * (i + 1)))
  })

  it('tells what it would sound next, in a splice too, and repeats the last sample at the end', () => {
    const { ring, voice } = createOverStairs()
    voice.splice(200)
    read(voice, 30)
    const told = Array.from({ length: 120 }, (_, i) => voice.ahead(i, 1_000))
    expect(told.map(Math.fround)).toEqual(read(voice, 120))
    expect(voice.ahead(500, 1_000)).toBe(ring.at(999))
  })
})
