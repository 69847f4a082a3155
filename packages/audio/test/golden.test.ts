import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createJitterBuffer, createResampler, readWav } from '../src/index.ts'

/** `VATEL_WRITE_GOLDEN=1` writes the current results; review each difference. */
const isWriting = process.env['VATEL_WRITE_GOLDEN'] === '1'

const golden = (name: string, now: () => unknown): unknown => {
  const file = join(__dirname, 'golden', name)
  if (isWriting) writeFileSync(file, `${JSON.stringify(now(), null, 1)}\n`)
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** Rounds far below the resolution of 16 bits: engines differ in the last bit of a sine. */
const rounded = (samples: Float32Array): readonly number[] =>
  Array.from(samples, (sample) => Math.round(sample * 1e6) / 1e6)

const impulseResponse = (from: number, quality: 'standard' | 'low-latency'): readonly number[] => {
  const resampler = createResampler({ from, to: 24_000, quality })
  const impulse = Float32Array.from({ length: 64 }, (_, i) => (i === 16 ? 1 : 0))
  return rounded(Float32Array.from([...resampler.process(impulse), ...resampler.flush()]))
}

/** A turn in bursts with a stall, then a turn that is flushed. */
const stalledTurns = () => {
  const buffer = createJitterBuffer()
  const chunk = Int16Array.from({ length: 4_800 }, (_, i) => 8_000 * Math.sin((i * Math.PI) / 60))
  const arrivals = new Map([
    [0, 'a'],
    [20, 'a'],
    [900, 'a'],
    [1_300, 'b'],
    [1_320, 'b'],
  ])
  const out = new Float32Array(480)
  const events: unknown[] = []
  for (let atMs = 0; atMs < 1_600; atMs += 20) {
    const turnId = arrivals.get(atMs)
    if (turnId !== undefined) buffer.push(chunk, turnId, atMs)
    if (atMs === 920) buffer.end('a', atMs)
    if (atMs === 1_400)
      events.push(...buffer.flush(atMs).map((heard) => ({ type: 'flushed', ...heard, atMs })))
    events.push(...buffer.pull(out, atMs))
  }
  return { events, stats: buffer.stats }
}

describe('golden results', () => {
  it.each([
    [48_000, 'standard'],
    [48_000, 'low-latency'],
    [44_100, 'standard'],
    [16_000, 'standard'],
  ] as const)('match: impulse response, %d Hz to 24 kHz, %s', (from, quality) => {
    const now = impulseResponse(from, quality)
    const before = golden(`impulse-${from}-${quality}.json`, () => now) as readonly number[]
    expect(now).toHaveLength(before.length)
    expect(Math.max(...now.map((sample, i) => Math.abs(sample - (before[i] ?? NaN))))).toBeLessThanOrEqual(
      2e-6,
    )
  })

  it('match: events and counters of a stalled turn and a flushed one', () => {
    const now = JSON.parse(JSON.stringify(stalledTurns())) as unknown
    expect(now).toEqual(golden('stalled-turns.json', () => now))
  })

  // The samples are those that sox reads from the files that it wrote.
  const expected = JSON.parse(readFileSync(join(__dirname, 'golden/wav-samples.json'), 'utf8')) as Record<
    string,
    readonly (readonly number[])[]
  >
  it.each(Object.entries(expected))('match: %s', (name, channels) => {
    const wav = readWav(readFileSync(join(__dirname, 'golden', name)))
    expect(wav.sampleRate).toBe(8_000)
    expect(wav.channels.map((samples) => Array.from(samples))).toEqual(channels)
  })
})
