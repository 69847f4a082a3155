import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const root = join(__dirname, '../..')
/** Packages and programs whose expressions may see text of the platform, of a call or of a file. */
const folders = [
  ...['core', 'rx', 'machine', 'audio', 'voice', 'simulator'].map((name) => `packages/${name}/src`),
  ...['talk', 'voice-ui'].map((name) => `examples/${name}/src`),
]

const sourcesOf = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.test(-d|-support)?\.ts$/.test(file))
    .map((file) => join(folder, file))

interface Expression {
  readonly place: string
  readonly expression: RegExp
}

/** The regular expressions of a file, with the place of each. */
const expressionsOf = (file: string): readonly Expression[] => {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest)
  const found: Expression[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const text = node.getText(source)
      const end = text.lastIndexOf('/')
      const flags = new Set([...Array.from(text.slice(end + 1)), 'g'])
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1
      found.push({
        place: `${file}:${String(line)}`,
        expression: new RegExp(text.slice(1, end), [...flags].join('')),
      })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** Pieces of the texts: one of each class of characters, and the words that the expression names. */
const piecesFor = ({ source }: RegExp): readonly string[] => [
  ...[
    'a',
    'A',
    '7',
    ' ',
    '\n',
    '"',
    "'",
    '\\',
    '\\"',
    '=',
    ':',
    ',',
    ';',
    '.',
    '-',
    '_',
    '/',
    '://',
    '@',
    '%3d',
    '<',
    '[',
    '{',
    'é',
    '你',
  ],
  ...(source.match(/[a-z]{2,}/gi) ?? []),
]

/** Processor time of finding every match, because a busy machine lets this process wait. */
const costMs = ({ expression }: Expression, piece: string, length: number): number => {
  const text = `!${piece.repeat(length / piece.length)}!`
  const before = process.cpuUsage()
  text.replace(expression, '')
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

const all = folders.flatMap(sourcesOf).flatMap(expressionsOf)

describe('a regular expression of a package', () => {
  it('is one of many', () => {
    expect(all.length).toBeGreaterThan(50)
  })

  it.each(all)('takes time in proportion to the length of a text: $place', (each) => {
    for (const piece of piecesFor(each.expression)) {
      const long = costMs(each, piece, 48_000)
      // What takes this long is compared with a text of a sixteenth of it: 256 times where it is quadratic.
      if (long < 20) continue
      const short = Math.min(...[1, 2, 3].map(() => costMs(each, piece, 3_000)))
      const again = Math.min(long, costMs(each, piece, 48_000), costMs(each, piece, 48_000))
      expect([piece, again < Math.max(100, 80 * short)]).toEqual([piece, true])
    }
  })
})
