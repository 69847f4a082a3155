import { buildPage, isPageBuilt } from './build-page.mjs'
import { buildFor, timed } from './prepare.mjs'

/**
 * Builds the page of an example and its packages, as far as they are missing or stale.
 * @param {string} example
 * @param {import('./build-page.mjs').Mode} [mode]
 */
export const preparePage = async (example, mode = 'production') => {
  await buildFor(example)
  if (isPageBuilt(example, mode)) return
  // React and other libraries check more in development.
  process.env['NODE_ENV'] = mode
  await timed('building the page', () => buildPage(example, mode))
}
