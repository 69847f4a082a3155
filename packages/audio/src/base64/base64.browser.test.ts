import { openSourcePages, type SourcePages } from '../../test/source-pages.ts'

const script = `
import { brokenBase64Properties } from '/base64/base64.test-support.ts'
import { createNativeBase64, createTablesBase64, encodeBase64 } from '/base64/base64.ts'
const native = createNativeBase64(globalThis)
globalThis.report = {
  native: native === undefined ? ['missing'] : brokenBase64Properties(native),
  tables: brokenBase64Properties(createTablesBase64(globalThis)),
  chosen: encodeBase64(Uint8Array.of(1, 2, 3)),
}
`

describe('base64 in Chromium', () => {
  let pages: SourcePages | undefined
  beforeAll(async () => {
    pages = await openSourcePages()
  })
  afterAll(() => pages?.close())

  it('has the same properties by Uint8Array and by tables', async () => {
    expect(await pages?.run(script)).toEqual({ native: [], tables: [], chosen: 'AQID' })
  })
})
