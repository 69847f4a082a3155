/**
 * @jest-environment jest-fixed-jsdom
 * @jest-environment-options {"customExportConditions": ["@vatel/source", "browser", "require", "default"]}
 */
import { builtInCourse } from './page/built-in-course.ts'
import { runBuiltInCall } from './page/run-built-in-call.ts'

const page = globalThis as unknown as {
  readonly document: unknown
  readonly navigator: { readonly userAgent: string }
}

describe('the simulator in jsdom', () => {
  it('runs a whole call', async () => {
    expect(page.document).toBeDefined()
    expect(page.navigator.userAgent).toContain('jsdom')
    const { said, end, heardMs } = await runBuiltInCall()
    expect(said).toEqual(builtInCourse)
    expect(end).toBe('session-ended')
    expect(heardMs).toBeGreaterThan(5_000)
  })
})
