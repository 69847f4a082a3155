import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inRoot } from './root.mjs'

/** @param {string} path @returns {string[]} */
const filesOf = (path) => {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path)
    .filter((name) => name !== 'node_modules' && name !== 'dist')
    .sort()
    .flatMap((name) => filesOf(join(path, name)))
}

/**
 * Hash of the contents of files and folders.
 * @param {readonly string[]} paths From the root.
 */
export const fingerprint = (paths) => {
  const hash = createHash('sha256')
  for (const file of paths.flatMap((path) => filesOf(inRoot(path))))
    hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

/** @param {string} name */
const stampFile = (name) => inRoot('node_modules', '.cache', 'vatel', `${name}.stamp`)

/** True if the named work was last done on this fingerprint. @param {string} name @param {string} print */
export const isDone = (name, print) =>
  existsSync(stampFile(name)) && readFileSync(stampFile(name), 'utf8') === print

/** Records that the named work is done. @param {string} name @param {string} print */
export const markDone = (name, print) => {
  mkdirSync(dirname(stampFile(name)), { recursive: true })
  writeFileSync(stampFile(name), print)
}
