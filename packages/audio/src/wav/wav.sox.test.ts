import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readWav, type Wav } from './read-wav.ts'
import { createWavWriter, writeWav } from './write-wav.ts'

const sox = '/usr/bin/sox'
const isThere = process.env['VATEL_REQUIRE_SOX'] === '1' || existsSync(sox)
if (!isThere) console.log(`skipped: no ${sox} (VATEL_REQUIRE_SOX=1 makes this a failure)`)

const run = (input: Uint8Array, ...args: readonly string[]): Buffer =>
  execFileSync(sox, ['--no-dither', '-V1', ...args], { input, maxBuffer: 1e7 })

/** Sixteen bits of noise and both extremes on every channel: each format of sixteen bits and more holds them exactly. */
const channels = [1, 2, 3].map((seed) =>
  Int16Array.from({ length: 997 }, (_, i) =>
    i < 2 ? 32_767 - 65_535 * i : Math.imul(i + seed, 0x9e37_79b1) >> 16,
  ),
)
const interleaved = (count: number): Int16Array =>
  Int16Array.from({ length: 997 * count }, (_, i) => channels[i % count]?.[Math.floor(i / count)] ?? 0)
const bytesOf = (pcm: Int16Array | Float32Array): Uint8Array => new Uint8Array(pcm.buffer)
const raw = (count: number): readonly string[] => [
  '-t',
  'raw',
  '-r',
  '24000',
  '-e',
  'signed',
  '-b',
  '16',
  '-c',
  `${count}`,
  '-',
]

const largestError = (wav: Wav): number =>
  wav.channels.reduce(
    (largest, samples, channel) =>
      samples.reduce(
        (worst, sample, i) => Math.max(worst, Math.abs(sample - (channels[channel]?.[i] ?? NaN) / 32_768)),
        largest,
      ),
    0,
  )

const formats = [
  ['16-bit integers', 'signed-integer', 16, 0],
  ['24-bit integers', 'signed-integer', 24, 0],
  ['32-bit integers', 'signed-integer', 32, 0],
  ['32-bit floats', 'floating-point', 32, 0],
  ['8-bit integers', 'unsigned-integer', 8, 1 / 128],
] as const

;(isThere ? describe : describe.skip)('WAV beside sox', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'vatel-audio-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  describe.each([1, 2, 3])('%d channels', (count) => {
    it.each(formats)('reads the %s that sox writes', (_, encoding, bits, tolerance) => {
      const path = join(folder, `${count}-${encoding}-${bits}.wav`)
      run(bytesOf(interleaved(count)), ...raw(count), '-e', encoding, '-b', `${bits}`, path)
      const wav = readWav(readFileSync(path))
      expect(wav.sampleRate).toBe(24_000)
      expect(wav.format.bitsPerSample).toBe(bits)
      expect(wav.channels.map(({ length }) => length)).toEqual(Array(count).fill(997))
      expect(largestError(wav)).toBeLessThanOrEqual(tolerance)
    })

    it.each([
      ['mu-law', 8, []],
      ['a-law', 8, []],
      ['floating-point', 64, []],
      ['signed-integer', 16, ['-B']],
      ['signed-integer', 24, ['-B']],
      ['signed-integer', 32, ['-B']],
      ['floating-point', 32, ['-B']],
    ])('reads %s of %d bits %j as sox does', (encoding, bits, endian) => {
      const path = join(folder, `${count}-${encoding}-${bits}${endian.join('')}.wav`)
      run(bytesOf(interleaved(count)), ...raw(count), '-e', encoding, '-b', `${bits}`, ...endian, path)
      const decoded = new Int16Array(Uint8Array.from(run(new Uint8Array(), path, ...raw(count))).buffer)
      const { channels: read, contradictions } = readWav(readFileSync(path))
      expect(contradictions).toEqual([])
      read.forEach((samples, channel) => {
        const expected = decoded.filter((_, i) => i % count === channel)
        expect([...samples].map((sample) => Math.round(sample * 32_768))).toEqual([...expected])
      })
    })

    it('reads the stream that sox writes into a pipe', () => {
      const wav = readWav(run(bytesOf(interleaved(count)), ...raw(count), '-t', 'wav', '-'))
      expect(wav.channels.map(({ length }) => length)).toEqual(Array(count).fill(997))
      expect(largestError(wav)).toBe(0)
    })

    it('writes PCM16 that sox reads unchanged', () => {
      const file = writeWav({ channels: channels.slice(0, count) })
      const read = run(file, '-t', 'wav', '-', ...raw(count))
      expect(new Uint8Array(read)).toEqual(bytesOf(interleaved(count)))
    })

    it('writes floats that sox reads unchanged', () => {
      const file = writeWav({ channels: channels.slice(0, count), encoding: 'float32' })
      const read = run(file, '-t', 'wav', '-', ...raw(count))
      expect(new Uint8Array(read)).toEqual(bytesOf(interleaved(count)))
    })
  })

  it('writes a header without warnings of sox', () => {
    const file = writeWav({ channels: channels.slice(0, 1), sampleRate: 8000 })
    const { stderr } = spawnSync(sox, ['-V3', '-t', 'wav', '-', '-n'], { input: file, encoding: 'utf8' })
    expect(stderr).not.toMatch(/WARN|FAIL/)
    expect(stderr).toMatch(/Sample Rate\s*: 8000/)
    expect(stderr).toMatch(/= 997 samples/)
  })

  it('begins a stream that sox reads before its end is written', () => {
    const writer = createWavWriter()
    const [pcm = new Int16Array(0)] = channels
    const read = run(
      Buffer.concat([writer.header, writer.write([pcm])]),
      '--ignore-length',
      '-t',
      'wav',
      '-',
      ...raw(1),
    )
    expect(new Uint8Array(read)).toEqual(bytesOf(interleaved(1)))
  })
})
