import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** Folders of programs outside PATH. */
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Message for a machine without a browser. */
export const noChromium =
  'no Chromium found: install Debian\'s "chromium" or run "npx playwright-core install chromium", or set CHROME_PATH to the file of one'

/**
 * Path of Chromium: CHROME_PATH, else the system's, else Playwright's; `undefined` if there is none.
 * Throws if CHROME_PATH is not a file.
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
