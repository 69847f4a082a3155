import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { inRoot } from './root.mjs'

/** @typedef {import('./projects.mjs').Project} Project */

const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed })

/**
 * Sorts what the compiler writes in the order in which it met it, which differs between builds: the members of unions and
 * of object types.
 * @param {ts.Statement} statement @param {ts.SourceFile} file @returns {ts.Statement}
 */
const sorted = (statement, file) => {
  /** @template {ts.Node} T @param {readonly T[]} nodes */
  const inOrder = (nodes) =>
    nodes
      .map((node) => ({ node, text: printer.printNode(ts.EmitHint.Unspecified, node, file) }))
      .sort((one, other) => one.text.localeCompare(other.text, 'en'))
      .map(({ node }) => node)
  /** @param {ts.Node} node @returns {ts.Node} */
  const visit = (node) => {
    const inner = ts.visitEachChild(node, visit, undefined)
    if (ts.isUnionTypeNode(inner)) return ts.factory.createUnionTypeNode(inOrder(inner.types))
    if (!ts.isTypeLiteralNode(inner)) return inner
    const names = inner.members.map(
      ({ name }) => name && printer.printNode(ts.EmitHint.Unspecified, name, file),
    )
    // Signatures without a name, or with the same one: the first that fits is the one that counts.
    if (names.includes(undefined) || new Set(names).size < names.length) return inner
    return ts.factory.createTypeLiteralNode(inOrder(inner.members))
  }
  return /** @type {ts.Statement} */ (visit(statement))
}

/** @param {ts.Statement} statement @returns {string} */
const nameOf = (statement) => {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations[0]?.name.getText() ?? ''
  const { name } = /** @type {ts.Statement & { name?: ts.Node }} */ (statement)
  return name?.getText() ?? ''
}

/** Exports of an entry point, from its last statement. @param {ts.SourceFile} file */
const exportsOf = (file) =>
  file.statements
    .filter(ts.isExportDeclaration)
    .flatMap(({ exportClause }) =>
      exportClause !== undefined && ts.isNamedExports(exportClause)
        ? exportClause.elements.map(({ name }) => name.text)
        : [],
    )
    .sort()

/** @param {ts.SourceFile} file */
const foreignImportsOf = (file) =>
  file.statements
    .filter(ts.isImportDeclaration)
    .map((statement) => statement.getText())
    .filter((text) => !/["']\.{1,2}\//.test(text))

/** @param {ts.Statement} statement */
const isDeclaration = (statement) => !ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)

/**
 * The public declarations of a package in one text: the exports of each entry point and every declaration behind them,
 * sorted by name and without comments, independent of the files of the build and of the order in which the compiler met
 * them.
 * @param {Project} project
 */
export const publicApi = ({ folder, manifest }) => {
  const dist = inRoot(folder, 'dist')
  const files = readdirSync(dist)
    .filter((name) => name.endsWith('.d.ts'))
    .sort()
    .map((name) =>
      ts.createSourceFile(name, readFileSync(`${dist}/${name}`, 'utf8'), ts.ScriptTarget.Latest, true),
    )
  const entries = Object.keys(manifest.exports ?? {})
    .filter((subpath) => !/\.\w+$/.test(subpath))
    .map((subpath) => {
      const name = subpath === '.' ? 'index.d.ts' : `${subpath.slice(2)}.d.ts`
      const file = files.find(({ fileName }) => fileName === name)
      const names = file === undefined ? [] : exportsOf(file)
      return `// ${manifest.name}${subpath.slice(1)}\nexport {\n${names.map((each) => `  ${each},\n`).join('')}}\n`
    })
  const imports = [...new Set(files.flatMap(foreignImportsOf))].sort()
  const declarations = files
    .flatMap((file) =>
      file.statements.filter(isDeclaration).map((statement) => ({
        name: nameOf(statement),
        text: printer.printNode(ts.EmitHint.Unspecified, sorted(statement, file), file),
      })),
    )
    .sort(
      (one, other) => one.name.localeCompare(other.name, 'en') || one.text.localeCompare(other.text, 'en'),
    )
  return `${[...entries, imports.join('\n'), ...declarations.map(({ text }) => text)].join('\n')}\n`
}

/** Path of the committed public declarations of a package. @param {Project} project */
export const apiFile = ({ folder, shortName }) => inRoot(folder, 'etc', `${shortName}.api.d.ts`)
