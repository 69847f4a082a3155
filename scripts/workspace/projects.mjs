import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { inRoot } from './root.mjs'

/**
 * The fields of a package.json that the scripts use.
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} version
 * @property {boolean} [private]
 * @property {Record<string, unknown>} [exports]
 * @property {Record<string, string>} [bin]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {Record<string, { readonly optional?: boolean }>} [peerDependenciesMeta]
 * @property {Record<string, string>} [devDependencies]
 */

/**
 * A folder of the workspace that has a package.json.
 * @typedef {object} Project
 * @property {string} folder Its path from the root, with slashes.
 * @property {string} shortName The last part of its folder.
 * @property {Manifest} manifest
 */

/** @param {string} parent */
const foldersIn = (parent) =>
  existsSync(inRoot(parent)) ? readdirSync(inRoot(parent)).map((name) => `${parent}/${name}`) : []

/** @param {string} folder @returns {Manifest} */
export const readManifest = (folder) => JSON.parse(readFileSync(inRoot(folder, 'package.json'), 'utf8'))

/** Every project of the workspace. @type {readonly Project[]} */
export const projects = [...foldersIn('packages'), ...foldersIn('examples'), 'bench', 'docs', 'test']
  .filter((folder) => existsSync(inRoot(folder, 'package.json')))
  .map((folder) => ({
    folder,
    shortName: folder.slice(folder.lastIndexOf('/') + 1),
    manifest: readManifest(folder),
  }))

/** The projects that are published. */
export const packages = projects.filter(({ folder }) => folder.startsWith('packages/'))

/**
 * Returns a project and the projects that it depends on, dependencies first.
 * @param {string} name
 * @returns {Project[]}
 */
export const closureOf = (name) => {
  /** @type {Map<string, Project>} */
  const found = new Map()
  /** @param {string} wanted */
  const visit = (wanted) => {
    const project = projects.find(({ manifest }) => manifest.name === wanted)
    if (project === undefined || found.has(wanted)) return
    const { dependencies, devDependencies } = project.manifest
    for (const needed of Object.keys({ ...dependencies, ...devDependencies })) visit(needed)
    found.set(wanted, project)
  }
  visit(name)
  return [...found.values()]
}

/**
 * Returns the names of the peers of a project and of the peers that these need themselves.
 * @param {Project} project
 */
export const peersOf = ({ folder, manifest: { peerDependencies = {} } }) => {
  const own = Object.keys(peerDependencies)
  const needed = own
    .filter((name) => existsSync(inRoot(folder, 'node_modules', name, 'package.json')))
    .flatMap((name) => {
      const { peerDependencies: theirs = {}, peerDependenciesMeta = {} } = readManifest(
        `${folder}/node_modules/${name}`,
      )
      return Object.keys(theirs).filter((peer) => peerDependenciesMeta[peer]?.optional !== true)
    })
  return [...new Set([...own, ...needed])]
}
