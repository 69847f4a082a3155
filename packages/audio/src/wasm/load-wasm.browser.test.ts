import { openSourcePages, type SourcePages } from '../../test/source-pages.ts'

const script = `
import { createResampler } from '/resampler/create-resampler.ts'
import { loadWasm } from '/wasm/load-wasm.ts'
const wasm = await loadWasm()
const samples = Float32Array.from({ length: 4410 }, (_, i) => Math.sin(i * i))
const errors = [[44100, 24000], [16000, 24000]].map(([from, to]) => {
  const plain = createResampler({ from, to }).process(samples)
  return wasm.createResampler({ from, to }).process(samples).map((sample, i) => Math.abs(sample - plain[i]))
})
globalThis.report = { usesWasm: wasm.usesWasm, worst: Math.max(...errors.flatMap((one) => [...one])) }
`

describe('loadWasm in Chromium', () => {
  let pages: SourcePages | undefined
  beforeAll(async () => {
    pages = await openSourcePages()
  })
  afterAll(() => pages?.close())

  it('runs WebAssembly where the policy of the page allows it, with the same samples', async () => {
    const report = await pages?.run(script, "script-src 'self' 'wasm-unsafe-eval'")
    expect(report).toMatchObject({ usesWasm: true })
    expect(report).toHaveProperty('worst', expect.any(Number))
    expect((report as { readonly worst: number }).worst).toBeLessThan(2 ** -19)
  })

  it("falls back to plain JavaScript under a policy without 'wasm-unsafe-eval'", async () => {
    expect(await pages?.run(script, "script-src 'self'")).toEqual({ usesWasm: false, worst: 0 })
  })
})
