import { findChromium } from '../../scripts/workspace/chromium.mjs'

/** Tells every worker where the browser is; a test that needs one where there is none says what to do. */
export default function findBrowser() {
  const found = findChromium()
  if (found !== undefined) process.env['CHROME_PATH'] = found
}
