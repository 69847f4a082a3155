import { buildPage, isPageBuilt } from './build-page.mjs'
import { prepare, timed } from './prepare.mjs'

/**
 * Installs and builds what an example needs, and its page, and nothing that is there already.
 * @param {string} example
 * @param {import('./build-page.mjs').Mode} [mode]
 */
export const preparePage = async (example, mode = 'production') => {
  await prepare(example)
  if (isPageBuilt(example, mode)) return
  // What decides whether React, and others, check more than they do for users.
  process.env['NODE_ENV'] = mode
  await timed('building the page', () => buildPage(example, mode))
}
