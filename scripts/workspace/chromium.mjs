import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** Where programs that no PATH names are installed. */
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** What to do where there is no browser, in a line. */
export const noChromium =
  'no Chromium found: install Debian\'s "chromium" or run "npx playwright-core install chromium", or set CHROME_PATH to the file of one'

/**
 * Where a Chromium is: what CHROME_PATH says, else the system's, else Playwright's; `undefined` where there is none.
 * A CHROME_PATH that is no file throws.
 */
export const findChromium = () => {
  const wished = process.env['CHROME_PATH']
  if (wished) {
    if (existsSync(wished)) return wished
    throw new Error(`CHROME_PATH is ${wished}, and there is no such file: correct it, or unset it`)
  }
  const inPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
  return [...inPath, ...places, chromium.executablePath()].find((file) => existsSync(file))
}
