import { openSourcePages, type SourcePages } from '../test/source-pages.ts'

const script = `
import { createNativeBase64 } from '/base64-native.ts'
import { createTablesBase64 } from '/base64-tables.ts'
import { brokenBase64Laws } from '/base64.test-laws.ts'
import { encodeBase64 } from '/base64.ts'
const native = createNativeBase64(globalThis)
globalThis.report = {
  native: native === undefined ? ['missing'] : brokenBase64Laws(native),
  tables: brokenBase64Laws(createTablesBase64(globalThis)),
  chosen: encodeBase64(Uint8Array.of(1, 2, 3)),
}
`

describe('base64 in Chromium', () => {
  let pages: SourcePages | undefined
  beforeAll(async () => {
    pages = await openSourcePages()
  }, 60_000)
  afterAll(() => pages?.close())

  it('keeps the same laws by Uint8Array itself and by tables', async () => {
    expect(await pages?.run(script)).toEqual({ native: [], tables: [], chosen: 'AQID' })
  }, 60_000)
})
