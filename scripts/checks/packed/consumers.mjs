import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runPnpm } from '../../workspace/pnpm.mjs'
import { packages, peersOf } from '../../workspace/projects.mjs'
import { inRoot } from '../../workspace/root.mjs'
import { layOutReaders } from './documents.mjs'

/**
 * A folder that uses published packages, as an application does.
 * @typedef {object} Consumer
 * @property {string} name
 * @property {string} folder
 * @property {readonly string[]} shortNames The packages that it installs.
 * @property {readonly string[]} uses The names of the programs that run in it.
 * @property {readonly string[]} programs The names of all programs in it.
 */

/** The programs that use each package alone; those that end in `.node` cannot run in a browser. */
const usesOf = {
  audio: ['audio', 'audio.web'],
  core: ['core'],
  rx: ['rx'],
  machine: ['machine'],
  simulator: ['simulator', 'simulator.node'],
  voice: ['voice'],
}

/**
 * Returns a program that imports every entry point and checks that it exports something.
 * @param {readonly string[]} entries
 */
const entriesProgram = (
  entries,
) => `${entries.map((entry, index) => `import * as entry${index} from '${entry}'`).join('\n')}

const empty = Object.entries({ ${entries.map((entry, index) => `'${entry}': entry${index}`).join(', ')} })
  .filter(([, names]) => Object.keys(names).length === 0)
  .map(([entry]) => entry)

export const use = () => Promise.resolve(empty.length === 0 ? 'ok' : \`nothing in \${empty.join()}\`)
`

/** The forms in which each program is written: its extension, and what it imports its neighbours by. */
const forms = { ts: '', mts: '.mjs', cts: '.cjs' }

const everything = Object.values(usesOf).flat()

/**
 * Dependencies of a folder: the packages and their peers, with the types of peers that have none of their own.
 * @param {readonly string[]} shortNames
 * @param {ReadonlyMap<string, string>} tarballs
 */
const dependenciesOf = (shortNames, tarballs) =>
  Object.fromEntries(
    packages
      .filter(({ shortName }) => shortNames.includes(shortName))
      .flatMap((project) => {
        const { name, devDependencies = {} } = project.manifest
        return [
          [name, pathToFileURL(tarballs.get(name) ?? '').href],
          ...peersOf(project)
            .flatMap((peer) => [peer, `@types/${peer}`])
            .filter((needed) => needed in devDependencies)
            .map((needed) => [needed, devDependencies[needed]]),
        ]
      }),
  )

/** True for an entry point that CommonJS can require; custom elements are for pages only. @param {unknown} target */
const isForBoth = (target) => typeof target === 'object' && target !== null && 'require' in target

/**
 * The entry points of packages that code can import, and not the files beside it.
 * @param {readonly string[]} shortNames
 * @param {boolean} [commonJs] True for those that CommonJS can require, too.
 */
export const entriesOf = (shortNames, commonJs = false) =>
  packages
    .filter(({ shortName }) => shortNames.includes(shortName))
    .flatMap(({ manifest: { name, exports = {} } }) =>
      Object.entries(exports)
        .filter(([subpath, target]) => !/\.\w+$|\*/.test(subpath) && (!commonJs || isForBoth(target)))
        .map(([subpath]) => name + subpath.slice(1)),
    )

/** @param {string} use @param {readonly string[]} shortNames @param {boolean} commonJs */
const sourceOf = (use, shortNames, commonJs) => {
  const entries = entriesOf(shortNames, commonJs)
  if (use === 'entries') return entriesProgram(entries.filter((entry) => !entry.endsWith('/node')))
  if (use === 'entries.node') return entriesProgram(entries)
  return readFile(inRoot('test/packed', `${use}.ts`), 'utf8')
}

/**
 * @param {string} folder
 * @param {readonly string[]} uses
 * @param {readonly string[]} shortNames
 * @param {Record<string, string>} dependencies
 */
const layOut = async (folder, uses, shortNames, dependencies) => {
  await mkdir(folder)
  const name = folder.slice(folder.lastIndexOf('/') + 1)
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: `uses-${name}`, private: true, dependencies }),
  )
  for (const use of uses) {
    for (const [extension, imported] of Object.entries(forms)) {
      const source = await sourceOf(use, shortNames, extension === 'cts')
      const text = source.replace(/'(\.\/[\w.]+)\.ts'/g, `'$1${imported}'`)
      await writeFile(join(folder, `${use}.${extension}`), text)
    }
  }
}

/**
 * Lays out and installs a folder for each package alone, one for all, and one for each document with code. pnpm isolates
 * them: a folder reaches nothing but what it asks for.
 * @param {string} home
 * @param {ReadonlyMap<string, string>} tarballs
 * @returns {Promise<{ consumers: readonly Consumer[], readers: readonly import('./documents.mjs').Reader[] }>}
 */
export const installConsumers = async (home, tarballs) => {
  /** @type {readonly (readonly [string, readonly string[], readonly string[]])[]} */
  const plan = [
    ...Object.entries(usesOf).map(([name, uses]) => /** @type {const} */ ([name, [name], uses])),
    ['all', Object.keys(usesOf), [...everything, 'all']],
  ]
  const folder = join(home, 'consumers')
  await mkdir(folder)
  const overrides = [...tarballs].map(([name, file]) => `  '${name}': ${pathToFileURL(file).href}`)
  await writeFile(
    join(folder, 'pnpm-workspace.yaml'),
    `packages: ['*']\nhoist: false\nautoInstallPeers: false\noverrides:\n${overrides.join('\n')}\n`,
  )
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'consumers', private: true }))
  const consumers = plan.map(([name, shortNames, uses]) => ({
    name,
    folder: join(folder, name),
    shortNames,
    uses: [...uses, 'entries', 'entries.node'],
    programs: [...uses, 'entries', 'entries.node', ...(name === 'all' ? ['whole-call'] : [])],
  }))
  for (const { folder: own, shortNames, programs } of consumers) {
    await layOut(own, programs, shortNames, dependenciesOf(shortNames, tarballs))
  }
  const readers = await layOutReaders(folder, (name) => pathToFileURL(tarballs.get(name) ?? '').href)
  const { code, output } = await runPnpm(['install', '--prefer-offline', '--no-frozen-lockfile'], {
    cwd: folder,
    // npm passes the setting of this repository on to its scripts. A reader has npm's own: a warning.
    env: { npm_config_engine_strict: 'false' },
  })
  if (code !== 0) throw new Error(`the tarballs could not be installed\n${output}`)
  return { consumers, readers }
}
