import { buildPage, isPageBuilt } from './build-page.mjs'
import { buildFor, timed } from './prepare.mjs'

/**
 * Builds the page of an example and what it needs, and nothing that is there already.
 * @param {string} example
 * @param {import('./build-page.mjs').Mode} [mode]
 */
export const preparePage = async (example, mode = 'production') => {
  await buildFor(example)
  if (isPageBuilt(example, mode)) return
  // What decides whether React, and others, check more than they do for users.
  process.env['NODE_ENV'] = mode
  await timed('building the page', () => buildPage(example, mode))
}
