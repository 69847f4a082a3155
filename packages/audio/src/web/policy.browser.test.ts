import type { Page } from 'playwright-core'
import { fakeDevice, openSourcePages, openTools, type SourcePages } from './pages.test-support.ts'

/** Only files of the page's own origin: no inline script, no eval, no blob, no WebAssembly. */
const strict = "default-src 'none'; script-src 'self'"

/** Runs a microphone and a speaker; returns the errors. */
const talk = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const { openMicrophone, openSpeaker, record, toneOf, until, isAllClosed } = tools
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      violations.push(`${violatedDirective} ${blockedURI}`),
    )
    try {
      const microphone = await openMicrophone()
      const speaker = await openSpeaker()
      const heard: string[] = []
      speaker.listen(({ type }) => heard.push(type))
      speaker.write({ turnId: 'one', pcm: toneOf(440, 0.1), isFinal: true })
      await record(microphone, 0.1)
      await until(() => heard.includes('drained'))
      microphone.close()
      speaker.close()
      await until(isAllClosed)
    } catch (error) {
      violations.push((error as { readonly _tag: string })._tag)
    }
    return violations.join()
  })

describe('microphone and speaker under a Content Security Policy', () => {
  let pages: SourcePages
  beforeAll(async () => {
    pages = await openSourcePages(fakeDevice())
  })
  afterAll(() => pages.close())

  it("open where only scripts of the page's own origin are allowed, and WebAssembly is not", async () => {
    const page = await openTools(pages, { policy: strict })
    expect(await page.evaluate(() => WebAssembly.compile(new Uint8Array()).catch(String))).toMatch(
      /unsafe-eval/,
    )
    expect(await talk(page)).toBe('')
    await page.close()
  })

  it('report the refused file where the policy does not allow its origin', async () => {
    const page = await openTools(pages, { policy: strict })
    const workletUrl = `${pages.origin.replace('localhost', '127.0.0.1')}/web/worklets/voice.ts`
    const outcome = await page.evaluate(async (workletUrl) => {
      const { openMicrophone, until, isAllClosed } = tools
      const error = (await openMicrophone({ workletUrl }).catch((error: unknown) => error)) as {
        readonly _tag: string
        readonly url: string
      }
      await until(isAllClosed)
      return [error._tag, error.url]
    }, workletUrl)
    expect(outcome).toEqual(['WorkletNotLoadedError', workletUrl])
    await page.close()
  })
})
