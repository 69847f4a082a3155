import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, posix } from 'node:path'
import {
  Application,
  Converter,
  DeclarationReflection,
  IntrinsicType,
  OptionDefaults,
  PageEvent,
  ReflectionKind,
} from 'typedoc'

import { pagesFolder, repositoryUrl, root } from './pages.mjs'

/** @typedef {import('typedoc').ProjectReflection} Reference */

/** Source files of the entry points, and the names that users import them by. */
const entries = readdirSync(join(root, 'packages')).flatMap((folder) => {
  const { name, exports } = JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'))
  return Object.entries(exports).flatMap(([subpath, { '@vatel/source': source }]) =>
    source === undefined
      ? []
      : [{ path: posix.join('packages', folder, source), name: posix.join(name, subpath) }],
  )
})

/** TypeDoc's own name for a module: its path from the root. @param {string} path */
const pathName = (path) => path.replace(/(\/index)?\.tsx?$/, '')

/** Modules are called as users import them. @param {Reference} reference */
const nameModules = ({ children = [] }) => {
  const names = new Map(entries.map(({ path, name }) => [pathName(path), name]))
  for (const module of children) module.name = names.get(module.name) ?? module.name
}

/** A parameter that is taken apart where it is declared is called by the last word of its type. @param {Reference} reference */
const nameParameters = (reference) => {
  for (const each of Object.values(reference.reflections)) {
    if (!each.kindOf(ReflectionKind.Parameter) || each.name !== '__namedParameters') continue
    const { type } = /** @type {import('typedoc').ParameterReflection} */ (each)
    each.name =
      type?.type === 'reference' ? (/[A-Z][a-z]+$/.exec(type.name)?.[0] ?? '').toLowerCase() : 'options'
  }
}

/** XState spells out every state in the type of a machine; the guide to the statechart shows them. @param {Reference} reference */
const foldMachine = (reference) => {
  const machine = reference.getChildByName(['@vatel/machine', 'callMachine'])
  if (!(machine instanceof DeclarationReflection) || machine.type === undefined) return
  reference.removeTypeReflections(machine.type)
  machine.type = new IntrinsicType('StateMachine')
}

/** The class of an error stands before the words that say when it is thrown. @param {Reference} reference */
const nameThrown = (reference) => {
  for (const { comment } of Object.values(reference.reflections))
    for (const tag of comment?.blockTags ?? [])
      if (tag.tag === '@throws' && tag.typeAnnotation !== undefined)
        tag.content.unshift(
          { kind: 'code', text: `\`${tag.typeAnnotation.replace(/[{}]/g, '')}\`` },
          { kind: 'text', text: ' ' },
        )
}

/** Names of Lit in the comments that elements inherit from it: they are no pages of this reference. */
const foreignNames = new Set(['css'])

/** A link to a foreign name becomes its text. @param {Reference} reference */
const unlinkForeign = (reference) => {
  for (const { comment } of Object.values(reference.reflections))
    for (const part of [
      comment?.summary ?? [],
      ...(comment?.blockTags ?? []).map(({ content }) => content),
    ].flat())
      if (part.kind === 'inline-tag' && foreignNames.has(part.text)) {
        Object.assign(part, { kind: 'code', text: `\`${part.text}\`` })
      }
}

const typeKinds = new Set(['Interface', 'Type Alias'])

/** The line that imports an export, below the title of its page. @param {string} text @param {string} address */
const showImport = (text, address) => {
  const [, module] =
    /^(@[\w/-]+)\/(?:functions|classes|interfaces|type-aliases|variables)\//.exec(address) ?? []
  return module === undefined || module.includes('/namespaces/')
    ? text
    : text.replace(
        /^# ([\w ]+): (\w+).*\n/,
        (title, kind, name) =>
          `${title}\n\`\`\`ts\nimport ${typeKinds.has(kind) ? 'type ' : ''}{ ${name} } from '${module}'\n\`\`\`\n`,
      )
}

/** All errors of a call stand under one heading. @param {string} text */
const joinThrown = (text) =>
  text
    .split(/^(?=#+ )/m)
    .reduce((/** @type {string[]} */ parts, part) => {
      const heading = /^#+ Throws\n/.exec(part)?.[0]
      const last = parts.at(-1)
      if (heading === undefined || last?.startsWith(heading) !== true) return [...parts, part]
      return [...parts.slice(0, -1), `${last.trimEnd()}\n\n${part.slice(heading.length).trim()}\n\n`]
    }, [])
    .join('')

/**
 * A place in the sources: a link if the repository has an address. A place in another package has none.
 * @param {string} path
 * @param {string} line
 * @param {import('typedoc').Logger} logger
 */
const linkSource = (path, line, logger) => {
  const [, foreign] = /.*node_modules\/(.+)$/.exec(path) ?? []
  if (foreign !== undefined) return `\`${foreign}:${line}\``
  if (!existsSync(join(root, path))) logger.error(`the link to the source names no file: ${path}`)
  const name = `\`${path}:${line}\``
  return repositoryUrl === undefined ? name : `[${name}](${repositoryUrl}/blob/main/${path}#L${line})`
}

const { resolve } = createRequire(import.meta.url)

/**
 * Writes a page for every export from its doc comment. Resolves with `false` if an export has no doc comment, a doc
 * comment shows a type that is not exported, or a link does not resolve.
 */
export const writeReference = async () => {
  /** @type {Partial<import('typedoc').TypeDocOptions> & Record<string, unknown>} */
  const options = {
    name: 'Reference',
    plugin: [resolve('typedoc-plugin-markdown'), resolve('typedoc-vitepress-theme')],
    entryPoints: entries.map(({ path }) => join(root, path)),
    tsconfig: join(root, 'docs/tsconfig.site.json'),
    readme: 'none',
    out: join(pagesFolder, 'reference'),
    docsRoot: pagesFolder,
    basePath: root,
    logLevel: 'Warn',
    disableGit: true,
    // TypeDoc takes the folder that all entry points share for the root.
    sourceLinkTemplate: 'source:packages/{path}#L{line}',
    excludeInternal: true,
    preservedTypeAnnotationTags: ['@throws'],
    // Lit's categories, which elements inherit, would turn tables of properties into headings without their anchors.
    excludeTags: [...OptionDefaults.excludeTags, '@category'],
    // Tags of the manifest of custom elements.
    blockTags: [
      ...OptionDefaults.blockTags,
      '@fires',
      '@slot',
      '@csspart',
      '@cssprop',
      '@cssproperty',
      '@cssstate',
      '@attr',
      '@element',
      '@tag',
    ],
    excludeExternals: true,
    entryFileName: 'index',
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useCodeBlocks: true,
    expandObjects: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    // The place of the interface stands above its table, and leaves room for the description.
    tableColumnSettings: { hideModifiers: true, hideSources: true },
    sidebar: { autoConfiguration: true, format: 'vitepress', pretty: false, collapsed: true },
    // The step `types` checks them, with the settings of each folder.
    skipErrorChecking: true,
    validation: { notExported: true, invalidLink: true, notDocumented: true, rewrittenLink: true },
  }
  const app = await Application.bootstrapWithPlugins(options)
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const step of [nameModules, nameParameters, nameThrown, foldMachine]) step(project)
  })
  // Before links are resolved, after comments are inherited.
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => unlinkForeign(project), 10_000)
  app.renderer.on(PageEvent.END, (page) => {
    const linked = (page.contents ?? '').replace(
      /\[[^\]]+\]\(source:([^)#]*)#[Ll](\d+)\)/g,
      (_, path, line) => linkSource(path, line, app.logger),
    )
    // An anchor has no underscore in front.
    const anchored = linked.replace(/#_(\w+\))/g, '#$1')
    const text = joinThrown(showImport(anchored, page.url))
    // Braces of an example are no expressions of Vue.
    page.contents = text.includes('{{') ? `::: v-pre\n\n${text}\n\n:::\n` : text
  })
  const reference = await app.convert()
  if (reference === undefined) return false
  app.validate(reference)
  await app.generateOutputs(reference)
  return !app.logger.hasWarnings() && !app.logger.hasErrors()
}
