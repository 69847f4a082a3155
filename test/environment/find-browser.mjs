import { findChromium } from '../../scripts/workspace/chromium.mjs'

/** Sets CHROME_PATH for every worker. Without a browser a test that needs one fails with a line that says what to do. */
export default function findBrowser() {
  const found = findChromium()
  if (found !== undefined) process.env['CHROME_PATH'] = found
}
