import fc from 'fast-check'
import { createResampler } from '../resampler/create-resampler.ts'
import { processInChunks } from '../resampler/process-in-chunks.test-support.ts'
import { loadWasm, thisRuntime, type WasmRuntime, type WebAssemblyPart } from './load-wasm.ts'

const rate = fc.constantFrom(8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000)
const options = fc.record({ from: rate, to: rate, quality: fc.constantFrom('standard', 'low-latency') })
const samples = fc.oneof(
  fc.float32Array({ min: -1, max: 1, noNaN: true, minLength: 1, maxLength: 2_000 }),
  fc
    .array(fc.constantFrom(-1, 1), { minLength: 1, maxLength: 2_000 })
    .map((values) => Float32Array.from(values)),
  fc
    .integer({ min: 2_000, max: 9_000 })
    .map((length) => Float32Array.from({ length }, (_, i) => Math.sin(i * i))),
)

const runtimeWith = (changed: Partial<WebAssemblyPart>): WasmRuntime => {
  const { WebAssembly } = thisRuntime
  if (WebAssembly === undefined) throw new Error('these tests need WebAssembly')
  const { validate, compile, Instance } = WebAssembly
  return { WebAssembly: { validate, compile, Instance, ...changed } }
}

describe('loadWasm', () => {
  it('resamples as plain JavaScript does, within 2⁻¹⁹', async () => {
    const wasm = await loadWasm()
    expect(wasm.usesWasm).toBe(true)
    fc.assert(
      fc.property(options, samples, (given, chunk) => {
        const plain = createResampler(given)
        const fast = wasm.createResampler(given)
        expect(fast.latencyMs).toBe(plain.latencyMs)
        for (const [expected, made] of [
          [plain.process(chunk), fast.process(chunk)],
          [plain.flush(), fast.flush()],
        ] as const) {
          expect(made).toHaveLength(expected.length)
          const errors = made.map((value, i) => Math.abs(value - (expected[i] ?? 0)))
          expect(errors.reduce((most, error) => Math.max(most, error), 0)).toBeLessThanOrEqual(2 ** -19)
        }
      }),
    )
  })

  it('returns the same samples for any division into chunks', async () => {
    const wasm = await loadWasm()
    fc.assert(
      fc.property(options, samples, fc.array(fc.nat(300)), (given, all, lengths) => {
        const whole = wasm.createResampler(given).process(all)
        const made = processInChunks(wasm.createResampler(given), all, [...lengths, all.length])
        expect(made.findIndex((value, i) => value !== whole[i])).toBe(-1)
        expect(made).toHaveLength(whole.length)
      }),
    )
  })

  it('interpolates in plain JavaScript between rates without a row of taps for each phase', async () => {
    const wasm = await loadWasm()
    const given = { from: 24_000, to: 44_101 }
    const chunk = Float32Array.from({ length: 500 }, (_, i) => Math.sin(i))
    const [plain, fast] = [createResampler(given).process(chunk), wasm.createResampler(given).process(chunk)]
    expect(fast.every((value, i) => Math.abs(value - (plain[i] ?? 0)) < 2 ** -19)).toBe(true)
  })

  it.each([
    ['there is no WebAssembly', () => ({})],
    ['it has no SIMD', () => runtimeWith({ validate: () => false })],
    [
      'a Content Security Policy forbids it',
      () => runtimeWith({ compile: () => Promise.reject(new Error('refused by the policy')) }),
    ],
  ])('falls back to plain JavaScript where %s', async (_, runtime) => {
    expect(await loadWasm(runtime())).toEqual({ createResampler, usesWasm: false })
  })
})
