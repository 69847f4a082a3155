import { dirname, relative, resolve } from 'node:path'
import { root } from '../workspace/root.mjs'
import { folderImports, foldersBetween, reachedFrom } from './graph.mjs'
import { readSources } from './sources.mjs'

/**
 * A statement that imports or exports from another module, as far as the rules read it.
 * @typedef {object} ModuleStatement
 * @property {string} type
 * @property {{ value?: unknown, loc?: import('eslint').AST.SourceLocation | null | undefined } | null | undefined} [source]
 * @property {string} [importKind] `type` for `import type`.
 * @property {string} [exportKind] `type` for `export type`.
 * @property {readonly { importKind?: string, exportKind?: string }[]} [specifiers]
 */

/** @param {ModuleStatement} statement */
const isTypeOnly = ({ importKind, exportKind, specifiers = [] }) =>
  importKind === 'type' ||
  exportKind === 'type' ||
  (specifiers.length > 0 &&
    specifiers.every((specifier) => specifier.importKind === 'type' || specifier.exportKind === 'type'))

/** The sources on disk, read once for all files. */
const graph = (() => {
  /** @type {{ folders: ReturnType<typeof folderImports>, values: Parameters<typeof reachedFrom>[0] } | undefined} */
  let known
  return () => {
    if (known === undefined) {
      const sources = readSources()
      known = {
        folders: folderImports(sources),
        values: sources.map(({ path, valueImports }) => ({ path, imports: valueImports })),
      }
    }
    return known
  }
})()

/**
 * A rule about imports by relative paths.
 * @param {(file: string, imported: string, statement: ModuleStatement) => string | undefined} faultOf Paths are from
 * the root; returns the message, or nothing where the import is right.
 * @returns {import('eslint').Rule.RuleModule}
 */
const importRule = (faultOf) => ({
  meta: { type: 'problem', schema: [] },
  create: (context) => {
    /** @param {unknown} node */
    const check = (node) => {
      const statement = /** @type {ModuleStatement} */ (node)
      const { source } = statement
      if (typeof source?.value !== 'string' || !source.value.startsWith('.') || !source.loc) return
      const imported = resolve(dirname(context.filename), source.value)
      const message = faultOf(relative(root, context.filename), relative(root, imported), statement)
      if (message !== undefined) context.report({ loc: source.loc, message })
    }
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check }
  },
})

/** Rules for the sources of the packages. They read imports from the files on disk and from the file that is linted. */
export const structureRules = {
  /** Refuses an import from one folder to another that imports from it. Imports of types count. */
  'no-two-way-folders': importRule((file, imported) => {
    const between = foldersBetween(file, imported)
    if (between === undefined) return undefined
    const back = graph().folders.get([...between].reverse().join(' > '))
    return back && `${between[1]} imports from ${between[0]}, too: ${back[0]} imports ${back[1]}`
  }),
  /** Refuses an import of a value from a file that needs a value of this one, directly or through others. */
  'no-circular-values': importRule((file, imported, statement) =>
    !isTypeOnly(statement) && reachedFrom(graph().values, imported).has(file)
      ? `${imported} imports values of this file, directly or through other files`
      : undefined,
  ),
}
