import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { closureOf } from './projects.mjs'
import { inRoot } from './root.mjs'
import { fingerprint, isDone, markDone } from './stamp.mjs'

/** @typedef {'production' | 'development'} Mode */

/** @param {string} example */
const folderOf = (example) => closureOf(example).at(-1)?.folder ?? ''

/** Folder of a built page, from the root. @param {string} example @param {Mode} mode */
export const pageFolder = (example, mode) =>
  `${folderOf(example)}/dist/${mode === 'production' ? 'page' : 'page-development'}`

/** @param {string} folder @returns {Promise<typeof import('vite')>} */
const viteOf = (folder) => {
  // Resolved from the project, because the tools of the root may not be installed.
  const manifest = createRequire(inRoot(folder, 'package.json')).resolve('vite/package.json')
  return import(pathToFileURL(join(dirname(manifest), 'dist/node/index.js')).href)
}

/** A page has everything in it that it imports. @param {string} example */
const printOf = (example) =>
  fingerprint(['pnpm-lock.yaml', ...closureOf(example).map(({ folder }) => folder)])

/** @param {string} example @param {Mode} mode */
const stampOf = (example, mode) => `page-${mode}-${encodeURIComponent(example)}`

/** True if the built page of an example is up to date. @param {string} example @param {Mode} [mode] */
export const isPageBuilt = (example, mode = 'production') =>
  existsSync(inRoot(pageFolder(example, mode))) && isDone(stampOf(example, mode), printOf(example))

/** Builds the page of an example from the packages as they are built. @param {string} example @param {Mode} [mode] */
export const buildPage = async (example, mode = 'production') => {
  const print = printOf(example)
  const { build } = await viteOf(folderOf(example))
  await build({
    root: inRoot(folderOf(example)),
    mode,
    logLevel: 'warn',
    build: { outDir: inRoot(pageFolder(example, mode)), minify: mode === 'production' },
  })
  markDone(stampOf(example, mode), print)
}
