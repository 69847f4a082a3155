import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { timed } from './prepare.mjs'
import { closureOf } from './projects.mjs'
import { inRoot } from './root.mjs'
import { fingerprint, isDone, markDone } from './stamp.mjs'

/** @param {string} folder */
const viteOf = async (folder) => {
  // Resolved from the project, for the root's own tools need not be installed.
  const manifest = createRequire(inRoot(folder, 'package.json')).resolve('vite/package.json')
  /** @type {typeof import('vite')} */
  const vite = await import(pathToFileURL(join(dirname(manifest), 'dist/node/index.js')).href)
  return vite
}

/**
 * Builds the page of an example into its `dist/page`, unless it is that of the sources already: a page has everything
 * in it that it imports.
 * @param {string} example
 */
export const buildPage = async (example) => {
  const closure = closureOf(example)
  const folder = closure.at(-1)?.folder ?? ''
  const name = `page-${encodeURIComponent(example)}`
  const print = fingerprint(['pnpm-lock.yaml', ...closure.map((project) => project.folder)])
  if (existsSync(inRoot(folder, 'dist/page')) && isDone(name, print)) return
  const { build } = await viteOf(folder)
  await timed('building the page', () => build({ root: inRoot(folder), logLevel: 'warn' }))
  markDone(name, print)
}
