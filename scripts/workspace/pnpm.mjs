import { readFileSync } from 'node:fs'
import { inRoot } from './root.mjs'
import { run } from './run.mjs'

/** npx's name of pnpm in the version that `packageManager` pins. */
const pinned = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).packageManager

/**
 * Runs the pinned pnpm through npx, which is part of Node.
 * @param {readonly string[]} args
 * @param {import('./run.mjs').RunOptions} [options]
 */
export const runPnpm = (args, options) => run('npx', ['--yes', pinned, ...args], options)
