import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { inRoot } from './root.mjs'
import { fingerprint, isDone, markDone } from './stamp.mjs'

/** @typedef {import('./projects.mjs').Project} Project */

const shared = ['pnpm-lock.yaml', 'tsconfig.base.json', 'scripts/package-build.ts', 'scripts/build']

/** @param {Project} project */
const inputsOf = ({ folder }) => [
  ...shared,
  ...['package.json', 'tsconfig.json', 'tsdown.config.ts', 'src'].map((name) => `${folder}/${name}`),
]

/** @param {Project} project */
const stampOf = ({ shortName }) => `build-${shortName}`

/** True if the built JavaScript of a project is up to date, or it has none. @param {Project} project */
export const isBuilt = (project) =>
  !existsSync(inRoot(project.folder, 'tsdown.config.ts')) ||
  (existsSync(inRoot(project.folder, 'dist')) && isDone(stampOf(project), fingerprint(inputsOf(project))))

/**
 * Builds one project with its own configuration, in this process.
 * @param {Project} project
 */
export const buildProject = async (project) => {
  const print = fingerprint(inputsOf(project))
  // Resolved from the project, because the tools of the root may not be installed.
  const tsdown = createRequire(inRoot(project.folder, 'package.json')).resolve('tsdown')
  /** @type {typeof import('tsdown')} */
  const { build } = await import(pathToFileURL(tsdown).href)
  await build({ cwd: inRoot(project.folder), logLevel: 'warn' })
  markDone(stampOf(project), print)
}
