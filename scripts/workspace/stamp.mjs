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
 * One short text that changes when any of these files or folders does.
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

/** Whether the work of this name was last done on this fingerprint. @param {string} name @param {string} print */
export const isDone = (name, print) =>
  existsSync(stampFile(name)) && readFileSync(stampFile(name), 'utf8') === print

/** Remembers that the work of this name is done. @param {string} name @param {string} print */
export const markDone = (name, print) => {
  mkdirSync(dirname(stampFile(name)), { recursive: true })
  writeFileSync(stampFile(name), print)
}
