import { existsSync } from 'node:fs'
import { posix, relative } from 'node:path'
import ts from 'typescript'
import { inRoot, root } from '../../workspace/root.mjs'

/** @typedef {import('./exports.mjs').Export} Export */
/** @typedef {import('../../workspace/documents.mjs').Block} Block */

/** @param {ts.Node} node */
const examplesOf = (node) => ts.getJSDocTags(node).filter(({ tagName }) => tagName.text === 'example')

/** Examples of an export and of its members. @param {Export} exported */
const allExamplesOf = ({ declarations }) => {
  /** @type {Set<ts.JSDocTag>} */
  const found = new Set()
  /** @param {ts.Node} node */
  const visit = (node) => {
    for (const example of examplesOf(node)) found.add(example)
    ts.forEachChild(node, visit)
  }
  for (const declaration of declarations) visit(declaration)
  return [...found]
}

/** Names that a text uses, and those that it declares. @param {ts.SourceFile} file */
const namesOf = (file) => {
  /** @type {Set<string>} */
  const used = new Set()
  /** @type {Set<string>} */
  const declared = new Set()
  /** @param {ts.Node} node */
  const visit = (node) => {
    const { parent } = node
    if (ts.isIdentifier(node)) {
      const { name } = /** @type {ts.Node & { name?: ts.Node }} */ (parent)
      if (name !== node || ts.isShorthandPropertyAssignment(parent)) used.add(node.text)
      else if (!ts.isPropertyAccessExpression(parent) && !ts.isPropertyAssignment(parent))
        declared.add(node.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return [...used].filter((name) => !declared.has(name))
}

/** Names that an example may take as given, which stand in a file of docs/given. @param {string} name */
const readGiven = (name) => {
  const path = inRoot(`docs/given/${name}.ts`)
  if (!existsSync(path)) return new Map()
  const file = ts.createSourceFile(path, ts.sys.readFile(path) ?? '', ts.ScriptTarget.Latest, true)
  /** @type {string[]} */
  const specifiers = []
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isExportSpecifier(node)) specifiers.push(node.getText())
    else if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) specifiers.push(node.name.text)
    else ts.forEachChild(node, visit)
  }
  visit(file)
  return new Map(
    specifiers.map((each) => [each.replace('type ', ''), `import { ${each} } from './given/${name}.ts'`]),
  )
}

/** Every example in a doc comment of an export, below the imports that it needs. @param {readonly Export[]} exports */
export const exampleBlocks = (exports) => {
  /** @type {Set<ts.JSDocTag>} */
  const seen = new Set()
  /** @param {(exported: Export) => boolean} isWanted */
  const importsOf = (isWanted) =>
    new Map(
      exports
        .filter(isWanted)
        .map(({ name, module, isType }) => [
          name,
          `import { ${isType ? 'type ' : ''}${name} } from '${module}'`,
        ]),
    )
  const shared = readGiven('all')
  return exports.flatMap((exported) => {
    const examples = allExamplesOf(exported).filter((example) => !seen.has(example))
    for (const example of examples) seen.add(example)
    if (examples.length === 0) return []
    const { folder, module } = exported
    const places = [
      importsOf((each) => each.module === module),
      readGiven(posix.basename(folder)),
      shared,
      importsOf(() => true),
    ]
    return examples.map((example) => blockOf(example, places))
  })
}

/** @param {ts.JSDocTag} example @param {readonly ReadonlyMap<string, string>[]} places Statements that import a name, the nearest first. @returns {Block} */
const blockOf = (example, places) => {
  const text = ts.getTextOfJSDocComment(example.comment) ?? ''
  const isTsx = /<\/|\/>/.test(text)
  const file = ts.createSourceFile(isTsx ? 'example.tsx' : 'example.ts', text, ts.ScriptTarget.Latest, true)
  const imports = namesOf(file).flatMap((name) => places.find((each) => each.has(name))?.get(name) ?? [])
  const source = example.getSourceFile()
  return {
    document: relative(root, source.fileName),
    line: source.getLineAndCharacterOfPosition(example.getStart()).line + 1,
    // On one line, so that faults name the line of the example.
    text: `${imports.join(';')};${text}`,
    isTsx,
  }
}

/** The exports whose call is not obvious. @param {readonly Export[]} exports */
export const examplesWanted = (exports) =>
  exports
    .filter(({ needsExample }) => needsExample)
    .map(({ module, name, declarations }) => ({
      name: `${name} of ${module} has an example`,
      fault: declarations.some((each) => examplesOf(each).length > 0)
        ? undefined
        : 'its doc comment has no @example, although its call is not obvious',
    }))
