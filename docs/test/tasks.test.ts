import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const root = join(__dirname, '../..')
const folder = join(root, 'docs/tasks')

/** An answer to a small task: its question, the pages that it names, and what it imports from the packages. */
const answerOf = (name: string) => {
  const text = readFileSync(join(folder, name), 'utf8')
  const [, question = '', pages = ''] = /^\/\/ (.+)\n\/\/ See (.+)\n/.exec(text) ?? []
  const imported = ts
    .createSourceFile(name, text, ts.ScriptTarget.Latest, true)
    .statements.filter((statement) => ts.isImportDeclaration(statement))
    .filter(({ moduleSpecifier }) => moduleSpecifier.getText().startsWith("'@vatel/"))
    .flatMap(({ importClause }) => {
      const bindings = importClause?.namedBindings
      if (bindings === undefined || !ts.isNamedImports(bindings)) return []
      return bindings.elements.map((element) => (element.propertyName ?? element.name).text)
    })
  return { question, pages: pages.split(', ').filter((page) => page !== ''), imported }
}

/** The code of a page: its blocks, and what stands in backquotes. A word of a sentence is no API. */
const codeOf = (page: string): string =>
  (readFileSync(join(root, page), 'utf8').match(/^```.*?^```|`[^`\n]+`/gms) ?? []).join('\n')

const names = readdirSync(folder).filter((name) => name.endsWith('.ts'))

describe('answers to small tasks', () => {
  it('are twenty or more', () => {
    expect(names.length).toBeGreaterThanOrEqual(20)
  })

  it.each(names)('%s says its task, and the pages that it names have every API that it uses', (name) => {
    const { question, pages, imported } = answerOf(name)
    expect(question).not.toBe('')
    expect(pages).not.toEqual([])
    expect(imported).not.toEqual([])
    const code = pages.map(codeOf).join('\n')
    expect(imported.filter((api) => !new RegExp(`\\b${api}\\b`).test(code))).toEqual([])
  })
})
