import { readFileSync } from 'node:fs'
import { inRoot } from './root.mjs'
import { run } from './run.mjs'

/** pnpm at the version that `packageManager` pins, as npx names it. */
const pinned = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).packageManager

/**
 * Runs the pinned pnpm through npx, which every Node brings.
 * @param {readonly string[]} args
 * @param {import('./run.mjs').RunOptions} [options]
 */
export const runPnpm = (args, options) => run('npx', ['--yes', pinned, ...args], options)
