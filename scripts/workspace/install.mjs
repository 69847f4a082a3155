import { existsSync } from 'node:fs'
import { runPnpm } from './pnpm.mjs'
import { closureOf, projects } from './projects.mjs'
import { inRoot } from './root.mjs'
import { fingerprint, isDone, markDone } from './stamp.mjs'

const inputs = [
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'package.json',
  ...projects.map(({ folder }) => `${folder}/package.json`),
]

/**
 * Installs the dependencies of every project exactly as the lockfile says.
 * @param {import('./run.mjs').RunOptions} [options]
 */
export const installAll = async (options) => {
  const ended = await runPnpm(
    ['install', '--frozen-lockfile', '--config.confirm-modules-purge=false'],
    options,
  )
  if (ended.code === 0) markDone('install-all', fingerprint(inputs))
  return ended
}

/** True if the dependencies of a project and of our projects below it are installed. @param {string} name */
export const isInstalledFor = (name) => {
  const print = fingerprint(inputs)
  const installed = isDone('install-all', print) || isDone(`install-${encodeURIComponent(name)}`, print)
  return installed && closureOf(name).every(({ folder }) => existsSync(inRoot(folder, 'node_modules')))
}

/**
 * Installs the dependencies of one project and of our projects below it, and nothing else.
 * @param {string} name
 * @param {import('./run.mjs').RunOptions} [options]
 */
export const installFor = async (name, options) => {
  const ended = await runPnpm(
    ['install', '--frozen-lockfile', '--config.confirm-modules-purge=false', '--filter', `${name}...`],
    options,
  )
  if (ended.code === 0) markDone(`install-${encodeURIComponent(name)}`, fingerprint(inputs))
  return ended
}
