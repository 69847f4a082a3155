import { mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import ts from 'typescript'
import { blocksOf, documents, scriptsOf, textOf } from '../../workspace/documents.mjs'
import { packages, peersOf, projects, readManifest } from '../../workspace/projects.mjs'
import { run } from '../../workspace/run.mjs'

/** @typedef {import('../outcome.mjs').Check} Check */

/**
 * A folder in which the imports of a document's code are tried, with nothing installed but what the document says.
 * @typedef {object} Reader
 * @property {string} document
 * @property {string} folder
 * @property {readonly string[]} imports Statements that import values from packages.
 * @property {readonly string[]} packageNames The packages whose values or types are imported.
 * @property {readonly string[]} installed The packages that the document says to install.
 */

/** The versions that this repository itself uses. */
const versions = new Map(
  [readManifest('.'), ...projects.map(({ manifest }) => manifest)].flatMap(({ devDependencies = {} }) =>
    Object.entries(devDependencies).filter(([name]) => !name.startsWith('@vatel/')),
  ),
)

/** @param {string} specifier */
const packageOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** @param {string} text @returns {readonly ts.ImportDeclaration[]} */
const importsOf = (text) =>
  ts
    .createSourceFile('block.ts', text, ts.ScriptTarget.Latest, true)
    .statements.filter((statement) => ts.isImportDeclaration(statement))
    .filter(({ moduleSpecifier }) => !/^'(node:|\.)/.test(moduleSpecifier.getText()))

/** @param {ts.ImportDeclaration} statement */
const withoutTypes = (statement) =>
  ts
    .transpileModule(statement.getText(), {
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2022,
        verbatimModuleSyntax: true,
      },
    })
    .outputText.trim()

/**
 * The packages of a document's lines `npm install …`. A guide without such a line supposes those of ours that it
 * imports, and their peers.
 * @param {string} document
 * @param {readonly string[]} packageNames
 */
const installedFor = (document, packageNames) => {
  const lines = [...textOf(document).matchAll(/npm install ([^\n`#]+)/g)].map(([, names = '']) => names)
  const named = lines.flatMap((names) => names.trim().split(/\s+/)).filter((name) => !name.startsWith('-'))
  if (basename(document) === 'README.md') return named
  const ours = packages.filter(({ manifest }) => packageNames.includes(manifest.name))
  return [...new Set([...named, ...ours.flatMap((project) => [project.manifest.name, ...peersOf(project)])])]
}

/**
 * Lays out a folder for every document whose code imports packages; they are installed with the other consumers.
 * @param {string} home
 * @param {(name: string) => string} tarballOf
 * @returns {Promise<readonly Reader[]>}
 */
export const layOutReaders = async (home, tarballOf) => {
  /** @type {Reader[]} */
  const readers = []
  for (const document of documents()) {
    const statements = [...blocksOf(document), ...scriptsOf(document)].flatMap(({ text }) => importsOf(text))
    if (statements.length === 0) continue
    const packageNames = [
      ...new Set(statements.map(({ moduleSpecifier }) => packageOf(moduleSpecifier.getText().slice(1, -1)))),
    ]
    const installed = installedFor(document, packageNames)
    const folder = join(home, `reader-${document.replace(/\W+/g, '-').toLowerCase()}`)
    await mkdir(folder)
    const dependencies = Object.fromEntries(
      installed.map((name) => [name, name.startsWith('@vatel/') ? tarballOf(name) : versions.get(name)]),
    )
    await writeFile(
      join(folder, 'package.json'),
      JSON.stringify({ name: basename(folder), private: true, dependencies }),
    )
    const imports = [...new Set(statements.map(withoutTypes))].filter((text) => text.startsWith('import'))
    readers.push({ document, folder, imports, packageNames, installed })
  }
  return readers
}

/** @param {Reader} reader @returns {Promise<Check>} */
export const tryImports = async ({ document, folder, imports, packageNames, installed }) => {
  const name = `${document}: its examples import what it says to install, and nothing else`
  const missing = packageNames.filter((each) => !installed.includes(each))
  if (missing.length > 0) return { name, fault: `it does not say to install ${missing.join(', ')}` }
  const outputs = await Promise.all(
    imports.map(async (statement, index) => {
      const file = join(folder, `import-${index}.mjs`)
      await writeFile(file, `${statement}\n`)
      const { code, output } = await run(process.execPath, [file])
      return code === 0 ? '' : `${statement}\n${output}`
    }),
  )
  return { name, fault: outputs.join('') || undefined }
}
