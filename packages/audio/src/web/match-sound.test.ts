import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readWav } from '../wav/read-wav.ts'
import { matchSound } from './match-sound.test-support.ts'

const [speech = new Float32Array(0)] = readWav(
  readFileSync(join(__dirname, '../../../simulator/speech/city-guide/greeting.wav')),
).channels

const without = (sound: Float32Array, from: number, count: number): Float32Array =>
  Float32Array.from([...sound.subarray(0, from), ...sound.subarray(from + count)])

describe('matchSound', () => {
  it('finds the position of a sound in its source', () => {
    const match = matchSound(speech, speech.map((sample) => sample * 0.5).subarray(5_000), 10_000)
    expect(match.lag).toBeCloseTo(5_000, 2)
    expect(match.gainDb).toBeCloseTo(-6.02, 1)
  })

  it('matches an equal sound from start to end', () => {
    expect(matchSound(speech, speech.subarray(3_000), 10_000).worstSnrDb).toBeGreaterThan(60)
  })

  it.each([1, 64, 480])('detects %i missing samples', (count) => {
    expect(matchSound(speech, without(speech, 60_000, count), 10_000).worstSnrDb).toBeLessThan(25)
  })
})
