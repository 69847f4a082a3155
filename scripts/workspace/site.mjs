import { existsSync } from 'node:fs'
import { posix } from 'node:path'
import { Application, Converter, DeclarationReflection, IntrinsicType, ReflectionKind } from 'typedoc'
import { packages, projects } from './projects.mjs'
import { inRoot } from './root.mjs'

/** @typedef {import('typedoc').ProjectReflection} Site */

const readmes = projects.map(({ folder }) => `${folder}/README.md`).filter((path) => existsSync(inRoot(path)))

/** Documents of the site beside the reference, by their heading. */
const documents = [
  {
    group: 'Guides',
    paths: [
      ...['rest', 'conversation', 'reliability', 'rx', 'statechart', 'simulator'].map(
        (name) => `docs/${name}.md`,
      ),
      ...['README', 'resampler', 'jitter-buffer', 'web'].map((name) => `docs/audio/${name}.md`),
    ],
  },
  { group: 'Packages', paths: readmes.filter((path) => path.startsWith('packages/')) },
  { group: 'Examples', paths: readmes.filter((path) => path.startsWith('examples/')) },
  { group: 'Project', paths: ['PROTOCOL.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'] },
].flatMap(({ group, paths }) => paths.map((path) => ({ group, path })))

/** Source files of the entry points, and the names that users import them by. */
const entries = packages.flatMap(({ folder, manifest }) =>
  Object.entries(manifest.exports ?? {}).flatMap(([subpath, target]) => {
    const { '@vatel/source': source } = /** @type {{ readonly '@vatel/source'?: string }} */ (target)
    return source === undefined
      ? []
      : [{ path: posix.join(folder, source), name: posix.join(manifest.name, subpath) }]
  }),
)

/** TypeDoc's own name for a module: its path below the folder that all share. @param {string} path */
const pathName = (path) => path.replace(/^packages\//, '').replace(/(\/index)?\.ts$/, '')

/** Modules are called as users import them. @param {Site} site */
const nameModules = ({ children = [] }) => {
  const names = new Map(entries.map(({ path, name }) => [pathName(path), name]))
  for (const module of children) module.name = names.get(module.name) ?? module.name
}

/** Documents are called by their first heading. They come in the order in which they were given. @param {Site} site */
const nameDocuments = ({ documents: pages = [] }) => {
  for (const [index, page] of pages.entries()) {
    const text = page.content.map((part) => part.text).join('')
    page.name = /^# (.+)$/m.exec(text)?.[1] ?? page.name
    page.frontmatter['group'] = documents[index]?.group
  }
}

/** A parameter that is taken apart where it is declared is called by the last word of its type. @param {Site} site */
const nameParameters = (site) => {
  for (const each of Object.values(site.reflections)) {
    if (!each.kindOf(ReflectionKind.Parameter) || each.name !== '__namedParameters') continue
    const { type } = /** @type {import('typedoc').ParameterReflection} */ (each)
    each.name =
      type?.type === 'reference' ? (/[A-Z][a-z]+$/.exec(type.name)?.[0] ?? '').toLowerCase() : 'options'
  }
}

/** XState spells out every state in the type of a machine; the guide to the statechart shows them. @param {Site} site */
const foldMachine = (site) => {
  const machine = site.getChildByName(['@vatel/machine', 'callMachine'])
  if (!(machine instanceof DeclarationReflection) || machine.type === undefined) return
  site.removeTypeReflections(machine.type)
  machine.type = new IntrinsicType('StateMachine')
}

/** Folder of the site. */
export const siteFolder = inRoot('docs/site')

/** Opens the site: the guides, and the reference of all exports from their doc comments. */
export const openSite = async () => {
  const app = await Application.bootstrap({
    name: 'Vatel SDK for TypeScript',
    entryPoints: entries.map(({ path }) => inRoot(path)),
    tsconfig: inRoot('docs/tsconfig.site.json'),
    readme: inRoot('README.md'),
    projectDocuments: documents.map(({ path }) => inRoot(path)),
    out: siteFolder,
    logLevel: 'Warn',
    disableGit: true,
    disableSources: true,
    excludeInternal: true,
    hideGenerator: true,
    navigation: { includeFolders: false, includeGroups: true },
    groupOrder: ['Guides', 'Packages', 'Modules', '*', 'Examples', 'Project'],
    // The step `types` checks them, with the settings of each folder.
    skipErrorChecking: true,
    validation: { notExported: true, invalidLink: true, notDocumented: true, rewrittenLink: true },
  })
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const step of [nameModules, nameDocuments, nameParameters, foldMachine]) step(project)
  })
  return app
}
