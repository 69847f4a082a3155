import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { packages } from '../workspace/projects.mjs'
import { root } from '../workspace/root.mjs'

/**
 * A function and the lines that are its own: the lines of functions inside it belong to those.
 * @typedef {{ file: string, name: string, ownLines: number }} MeasuredFunction
 */

/**
 * Figures of one source file. Imports are paths of files of the same package.
 * @typedef {object} SourceFile
 * @property {string} path From the root.
 * @property {string} text
 * @property {number} codeLines Lines that hold a token; comments and blank lines hold none.
 * @property {ReadonlySet<string>} imports Includes imports of types.
 * @property {ReadonlySet<string>} valueImports
 * @property {readonly MeasuredFunction[]} functions
 * @property {number} docComments
 * @property {readonly string[]} questions The doc comments that begin with a question word.
 */

const notSource = /\.(test|test-d|test-laws|test-support|bench)\.|\.d\.ts$|\/testing-support\//

/** @param {string} folder @returns {string[]} */
const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesIn(path) : [path]
  })

/** @param {string} from @param {string} specifier */
const resolveImport = (from, specifier) => {
  if (!specifier.startsWith('.')) return undefined
  const base = resolve(dirname(from), specifier)
  return [base, `${base}.ts`, `${base}.tsx`, join(base, 'index.ts')].find(
    (path) => existsSync(path) && statSync(path).isFile(),
  )
}

/** @param {ts.SourceFile} source */
const countCodeLines = (source) => {
  /** @type {Set<number>} */
  const lines = new Set()
  /** @param {number} position */
  const lineAt = (position) => source.getLineAndCharacterOfPosition(position).line
  /** @param {ts.Node} node */
  const visit = (node) => {
    const children = node.getChildren(source).filter((child) => !ts.isJSDoc(child))
    if (children.length > 0) return children.forEach(visit)
    const [start, end] = [node.getStart(source), node.getEnd()]
    if (end > start) for (let line = lineAt(start); line <= lineAt(end); line++) lines.add(line)
  }
  visit(source)
  return lines.size
}

/** @param {ts.Node} node @param {ts.SourceFile} source @returns {string} */
const nameOf = (node, source) => {
  for (const named of [node, node.parent])
    if (named && 'name' in named && named.name) return /** @type {ts.Node} */ (named.name).getText(source)
  return '(anonymous)'
}

/** @param {ts.SourceFile} source @param {string} file @returns {MeasuredFunction[]} */
const measureFunctions = (source, file) => {
  /** @type {MeasuredFunction[]} */
  const functions = []
  /** @param {ts.Node} node @returns {number} Lines that functions take in this node. */
  const measure = (node) => {
    let inner = 0
    node.forEachChild((child) => {
      inner += measure(child)
    })
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return inner
    /** @param {number} position */
    const lineAt = (position) => source.getLineAndCharacterOfPosition(position).line
    const lines = lineAt(node.getEnd()) - lineAt(node.getStart(source)) + 1
    if (lines === 1) return 0
    functions.push({ file, name: nameOf(node, source), ownLines: lines - inner })
    return lines
  }
  measure(source)
  return functions
}

/** @param {ts.ImportDeclaration | ts.ExportDeclaration} node */
const importsValues = (node) => {
  if (ts.isExportDeclaration(node))
    return (
      !node.isTypeOnly &&
      !(
        node.exportClause &&
        ts.isNamedExports(node.exportClause) &&
        node.exportClause.elements.every(({ isTypeOnly }) => isTypeOnly)
      )
    )
  const { importClause } = node
  if (importClause === undefined) return true
  const { isTypeOnly, name, namedBindings } = importClause
  if (isTypeOnly) return false
  if (name || !namedBindings || !ts.isNamedImports(namedBindings)) return true
  return namedBindings.elements.some((element) => !element.isTypeOnly)
}

/** @param {string} path @returns {SourceFile} */
const readSource = (path) => {
  const text = readFileSync(path, 'utf8')
  const file = relative(root, path)
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  /** @type {Set<string>} */
  const imports = new Set()
  /** @type {Set<string>} */
  const valueImports = new Set()
  source.forEachChild((node) => {
    if (!ts.isImportDeclaration(node) && !ts.isExportDeclaration(node)) return
    if (!node.moduleSpecifier || !ts.isStringLiteral(node.moduleSpecifier)) return
    const target = resolveImport(path, node.moduleSpecifier.text)
    if (target === undefined) return
    imports.add(relative(root, target))
    if (importsValues(node)) valueImports.add(relative(root, target))
  })
  const docs = [...text.matchAll(/\/\*\*\s*\n?\s*\*?\s*([^\n*@]+)/g)].map(([, first = '']) => first.trim())
  return {
    path: file,
    text,
    codeLines: countCodeLines(source),
    imports,
    valueImports,
    functions: measureFunctions(source, file),
    docComments: docs.length,
    questions: docs.filter((first) => /^(What|How|Whether|When|Where|Which|Who|Whoever|Why)\b/.test(first)),
  }
}

/** Reads every source file of the published packages, tests apart. @returns {readonly SourceFile[]} */
export const readSources = () =>
  packages
    .flatMap(({ folder }) => filesIn(join(root, folder, 'src')))
    .filter((path) => /\.tsx?$/.test(path) && !notSource.test(path))
    .map(readSource)
