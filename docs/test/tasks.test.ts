import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const root = join(__dirname, '../..')
const folder = join(root, 'docs/tasks')

/** The code of a page: its blocks, and what stands in backquotes. A word of a sentence is no API. */
const codeOf = (page: string): string =>
  (readFileSync(join(root, page), 'utf8').match(/^```.*?^```|`[^`\n]+`/gms) ?? []).join('\n')

const names = readdirSync(folder).filter((name) => name.endsWith('.ts'))

const createProgram = (): ts.Program => {
  const config = join(root, 'docs/tsconfig.json')
  const { config: json } = ts.readConfigFile(config, (file) => readFileSync(file, 'utf8')) as {
    config: unknown
  }
  const { options } = ts.parseJsonConfigFileContent(json, ts.sys, join(root, 'docs'))
  return ts.createProgram(
    names.map((name) => join(folder, name)),
    options,
  )
}
const program = createProgram()
const checker = program.getTypeChecker()

const isOfPackages = (symbol: ts.Symbol | undefined): boolean =>
  symbol?.declarations?.some((each) => /\/packages\/\w+\/src\//.test(each.getSourceFile().fileName)) === true

/** What a node names of the packages: an import, or a member of a value or of options. */
const apiOf = (node: ts.Node): string | undefined => {
  if (ts.isImportSpecifier(node)) {
    const target = checker.getSymbolAtLocation(node.name)
    const isAlias = target !== undefined && (target.flags & ts.SymbolFlags.Alias) !== 0
    return isOfPackages(isAlias ? checker.getAliasedSymbol(target) : target)
      ? (node.propertyName ?? node.name).text
      : undefined
  }
  if (ts.isPropertyAccessExpression(node))
    return isOfPackages(checker.getSymbolAtLocation(node.name)) ? node.name.text : undefined
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
    const name = (node.propertyName ?? node.name).getText()
    return isOfPackages(checker.getTypeAtLocation(node.parent).getProperty(name)) ? name : undefined
  }
  if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) {
    const name = node.name.getText()
    const type = checker.getContextualType(node.parent)
    const member = type && checker.getNonNullableType(type).getProperty(name)
    return isOfPackages(member) ? name : undefined
  }
  return undefined
}

/** An answer to a small task: its question, the pages that it names, and what it uses of the packages. */
const answerOf = (name: string) => {
  const file = program.getSourceFile(join(folder, name))
  if (file === undefined) throw new Error(`${name} is not compiled`)
  const [, question = '', pages = ''] = /^\/\/ (.+)\n\/\/ See (.+)\n/.exec(file.text) ?? []
  const used = new Set<string>()
  const visit = (node: ts.Node): void => {
    const api = apiOf(node)
    if (api !== undefined) used.add(api)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return { question, pages: pages.split(', ').filter((page) => page !== ''), used: [...used] }
}

describe('answers to small tasks', () => {
  it('are twenty or more', () => {
    expect(names.length).toBeGreaterThanOrEqual(20)
  })

  it.each(names)('%s says its task, and the pages that it names have every API that it uses', (name) => {
    const { question, pages, used } = answerOf(name)
    expect(question).not.toBe('')
    expect(pages).not.toEqual([])
    expect(used).not.toEqual([])
    const code = pages.map(codeOf).join('\n')
    expect(used.filter((api) => !new RegExp(`\\b${api}\\b`).test(code))).toEqual([])
  })
})
