import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { shortNameAt } from '../../../scripts/build/short-names.ts'
import privateNames from '../private-names.json'

const names: ReadonlySet<string> = new Set(privateNames)
const root = join(__dirname, '..')
const parse = (path: string) =>
  ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, true)

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /(?<!\.test)\.ts$/.test(path) && !path.endsWith('.test-d.ts'))
  .map((path) => parse(join('src', path)))

const collect = (node: ts.Node, pick: (node: ts.Node) => readonly string[]): readonly string[] => {
  const found = [...pick(node)]
  ts.forEachChild(node, (child) => {
    found.push(...collect(child, pick))
  })
  return found
}

const wordsOf = (text: string): readonly string[] => text.match(/[\w$]+/g) ?? []

describe('the names that the build shortens', () => {
  it('stand in the sources, each listed once', () => {
    const used = new Set(
      sources.flatMap((source) => collect(source, (node) => (ts.isIdentifier(node) ? [node.text] : []))),
    )
    expect(names.size).toBe(privateNames.length)
    expect(privateNames.filter((name) => !used.has(name))).toEqual([])
  })

  it('are no names of what the package declares', () => {
    const declared = collect(parse('etc/core.api.d.ts'), (node) =>
      (ts.isTypeElement(node) || ts.isClassElement(node)) &&
      node.name !== undefined &&
      ts.isIdentifier(node.name)
        ? [node.name.text]
        : [],
    )
    expect(declared.length).toBeGreaterThan(100)
    expect(declared.filter((name) => names.has(name))).toEqual([])
  })

  it('are no names of whole modules, which would meet those of other libraries in one file', () => {
    const topLevel = sources.flatMap((source) =>
      source.statements.flatMap((statement) => [
        ...(ts.isVariableStatement(statement)
          ? statement.declarationList.declarations.map(({ name }) => name.getText(source))
          : []),
        ...(ts.isFunctionDeclaration(statement) ? [statement.name?.text ?? ''] : []),
      ]),
    )
    expect(topLevel.length).toBeGreaterThan(100)
    expect(topLevel.filter((name) => names.has(name))).toEqual([])
  })

  it('become names that no value in the sources has', () => {
    const values = new Set(
      sources.flatMap((source) =>
        collect(source, (node) =>
          (ts.isBindingElement(node) || ts.isParameter(node) || ts.isVariableDeclaration(node)) &&
          ts.isIdentifier(node.name)
            ? [node.name.text]
            : [],
        ),
      ),
    )
    expect(privateNames.map((_name, index) => shortNameAt(index)).filter((name) => values.has(name))).toEqual(
      [],
    )
  })

  it('stand in no text', () => {
    const texts = sources.flatMap((source) =>
      collect(source, (node) =>
        // A text that is a type is none in JavaScript.
        (ts.isStringLiteral(node) && !ts.isLiteralTypeNode(node.parent)) || ts.isTemplateLiteralToken(node)
          ? wordsOf(node.text)
          : [],
      ),
    )
    expect(texts.filter((word) => names.has(word))).toEqual([])
  })
})
