import type { Page } from 'playwright-core'
import { openSourcePages, type SourcePages } from '../../test/source-pages.ts'
import type * as pageTools from './page-tools.test-support.ts'

declare global {
  /** Tools of a test page. */
  var tools: typeof pageTools
}

const importTools = `
import * as tools from '/web/page-tools.test-support.ts'
import * as playback from '/core/src/conversation/playback.ts'
Object.assign(globalThis, { tools, playback })
`

/** Arguments that play a WAV file to the pages as their microphone, and grant the permission. */
export const fakeDevice = (wavFile?: string): readonly string[] => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  ...(wavFile === undefined ? [] : [`--use-file-for-fake-audio-capture=${wavFile}`]),
]

/** Opens a page with the tools. A script that a test evaluates in it counts as a gesture of the user. */
export const openTools = async (
  pages: SourcePages,
  { policy }: { readonly policy?: string } = {},
): Promise<Page> => {
  const page = await pages.open(importTools, policy)
  await page.waitForFunction('globalThis.tools')
  return page
}

/** A page that runs by itself, without a gesture of the user. */
export interface UntouchedPage {
  readonly page: Page
  /** Waits until the page logs a line; returns all lines so far. */
  readonly logged: (last: string) => Promise<readonly string[]>
}

/** Opens a page that calls a function with the tools. */
export const openUntouched = async (pages: SourcePages, run: () => Promise<void>): Promise<UntouchedPage> => {
  const lines: string[] = []
  const page = await pages.open('')
  page.on('console', (message) => {
    if (message.type() === 'log') lines.push(message.text())
  })
  await page.goto(pages.add(`${importTools}await (${run.toString()})()`))
  return {
    page,
    logged: async (last) => {
      while (lines.at(-1) !== last) await page.waitForEvent('console')
      return lines
    },
  }
}

export { openSourcePages, type SourcePages }
