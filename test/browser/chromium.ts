import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext } from 'playwright-core'

const offline = ['--disable-background-networking', '--disable-component-update', '--disable-sync']
const always = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', ...offline]

/** Longest time for the start of the browser, and for a page to do what a test waits for. */
const launchMs = 180_000
const waitMs = 240_000

/** A browser with a new profile. */
export interface Chromium {
  readonly context: BrowserContext
  /** Closes the browser and removes its profile. */
  close(): Promise<void>
}

/**
 * Starts the Chromium of CHROME_PATH, which jest's global set-up has set. Fails with a line that says what to do if there
 * is none, so that no test is skipped silently.
 */
export const launchChromium = async (
  args: readonly string[] = [],
  options: Pick<
    NonNullable<Parameters<typeof chromium.launchPersistentContext>[1]>,
    'permissions' | 'viewport' | 'colorScheme' | 'reducedMotion' | 'ignoreDefaultArgs'
  > = {},
): Promise<Chromium> => {
  const executablePath = process.env['CHROME_PATH']
  if (executablePath === undefined)
    throw new Error(
      'no Chromium found: run `npm test`, which installs one, or set CHROME_PATH to the file of one',
    )
  const profile = mkdtempSync(join(tmpdir(), 'vatel-chromium-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...always, ...args],
    // Long enough for a busy machine; the time limit of the test applies.
    timeout: launchMs,
    ...options,
  })
  context.setDefaultTimeout(waitMs)
  return {
    context,
    async close() {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}
