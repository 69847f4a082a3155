import { findChromium, noChromium } from '../workspace/chromium.mjs'
import { installChromium } from '../workspace/install-chromium.mjs'

/** @type {import('./outcome.mjs').Run} */
export const check = async () => {
  try {
    const found = findChromium()
    if (found !== undefined) return { passed: 1, failed: 0, notes: [found] }
    console.log('  installing Chromium')
    const { output } = await installChromium()
    const installed = findChromium()
    return installed === undefined
      ? { passed: 0, failed: 1, output: `${output.trimEnd()}\n${noChromium}` }
      : { passed: 1, failed: 0, notes: [`installed ${installed}`] }
  } catch (error) {
    return { passed: 0, failed: 1, output: error instanceof Error ? error.message : String(error) }
  }
}
