import { InvalidScenarioError } from './invalid-scenario.ts'

const token =
  /[ \t\r\n]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.]))/y

/** Description of the tokens that may come next. */
type Expected =
  | 'nothing more'
  | 'a value'
  | 'a value or "]"'
  | 'a field name in quotes'
  | 'a field name in quotes or "}"'
  | '":"'
  | '"," or "]"'
  | '"," or "}"'

const afterValue = (open: readonly string[]): Expected => {
  const last = open.at(-1)
  return last === undefined ? 'nothing more' : last === '{' ? '"," or "}"' : '"," or "]"'
}

/** Kind of a token: the mark itself, a text, or another value. */
const kindOf = ({ 1: mark, 2: text }: RegExpExecArray): string =>
  mark ?? (text === undefined ? 'value' : 'text')

/** Description of the tokens after this one; `undefined` if it is not allowed here. Updates `open`. */
const next = (expected: Expected, kind: string, open: string[]): Expected | undefined => {
  const close = (): Expected => {
    open.pop()
    return afterValue(open)
  }
  if (expected === '":"') return kind === ':' ? 'a value' : undefined
  if (expected.startsWith('a field name') && kind === 'text') return '":"'
  if (expected.endsWith('"}"') && kind === '}') return close()
  if (expected.endsWith('"]"') && kind === ']') return close()
  if (expected.startsWith('","') && kind === ',')
    return open.at(-1) === '{' ? 'a field name in quotes' : 'a value'
  if (!expected.startsWith('a value')) return undefined
  if (kind === 'value' || kind === 'text') return afterValue(open)
  if (kind !== '{' && kind !== '[') return undefined
  open.push(kind)
  return kind === '{' ? 'a field name in quotes or "}"' : 'a value or "]"'
}

/** First syntax error of a JSON text. */
interface JsonFault {
  /** Position such as `line 3, column 5`. */
  readonly place: string
  readonly remedy: string
}

/** Finds the first syntax error of a JSON text (RFC 8259). */
export const jsonFault = (text: string): JsonFault | undefined => {
  const open: string[] = []
  let expected: Expected = 'a value'
  token.lastIndex = 0
  for (;;) {
    const from = token.lastIndex
    const match = token.exec(text)
    const followed: Expected | undefined = match === null ? undefined : next(expected, kindOf(match), open)
    if (followed === undefined) {
      const at = from + (/^[ \t\r\n]*/.exec(text.slice(from))?.[0].length ?? 0)
      if (at === text.length && expected === 'nothing more') return undefined
      const lines = text.slice(0, at).split('\n')
      const got = at === text.length ? 'the end' : JSON.stringify(text.slice(at, at + 12).split('\n')[0])
      return {
        place: `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`,
        remedy: `expected ${expected}, got ${got}`,
      }
    }
    expected = followed
  }
}

/**
 * Parses the JSON of a file.
 *
 * @throws {InvalidScenarioError} with line and column of the first syntax error.
 */
export const readJson = (text: string, file: string): unknown => {
  const fault = jsonFault(text)
  if (fault !== undefined) throw new InvalidScenarioError(file, fault.place, fault.remedy)
  return JSON.parse(text)
}
