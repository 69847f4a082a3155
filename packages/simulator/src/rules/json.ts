import { InvalidScenarioError } from './invalid-scenario.ts'

const token =
  /[ \t\r\n]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.]))/y

/** What may come next: in words, for whoever has to put it right. */
type Wish =
  | 'nothing more'
  | 'a value'
  | 'a value or "]"'
  | 'a name in quotes'
  | 'a name in quotes or "}"'
  | '":"'
  | '"," or "]"'
  | '"," or "}"'

const afterValue = (open: readonly string[]): Wish => {
  const last = open.at(-1)
  return last === undefined ? 'nothing more' : last === '{' ? '"," or "}"' : '"," or "]"'
}

/** The kind of a token: a mark itself, a text, or any other value. */
const kindOf = ({ 1: mark, 2: text }: RegExpExecArray): string =>
  mark ?? (text === undefined ? 'value' : 'text')

/** What comes after a token where it is welcome; `undefined` where it is not. `open` is kept up to date. */
const next = (wish: Wish, kind: string, open: string[]): Wish | undefined => {
  const close = (): Wish => {
    open.pop()
    return afterValue(open)
  }
  if (wish === '":"') return kind === ':' ? 'a value' : undefined
  if (wish.startsWith('a name') && kind === 'text') return '":"'
  if (wish.endsWith('"}"') && kind === '}') return close()
  if (wish.endsWith('"]"') && kind === ']') return close()
  if (wish.startsWith('","') && kind === ',') return open.at(-1) === '{' ? 'a name in quotes' : 'a value'
  if (!wish.startsWith('a value')) return undefined
  if (kind === 'value' || kind === 'text') return afterValue(open)
  if (kind !== '{' && kind !== '[') return undefined
  open.push(kind)
  return kind === '{' ? 'a name in quotes or "}"' : 'a value or "]"'
}

/** Where a text stops being JSON, and what would be right there. */
interface JsonFault {
  /** Such as `line 3, column 5`. */
  readonly place: string
  readonly remedy: string
}

/** Finds where a text stops being JSON (RFC 8259); nothing when it is JSON. */
export const jsonFault = (text: string): JsonFault | undefined => {
  const open: string[] = []
  let wish: Wish = 'a value'
  token.lastIndex = 0
  for (;;) {
    const from = token.lastIndex
    const match = token.exec(text)
    const wished: Wish | undefined = match === null ? undefined : next(wish, kindOf(match), open)
    if (wished === undefined) {
      const at = from + (/^[ \t\r\n]*/.exec(text.slice(from))?.[0].length ?? 0)
      if (at === text.length && wish === 'nothing more') return undefined
      const lines = text.slice(0, at).split('\n')
      const got = at === text.length ? 'the end' : JSON.stringify(text.slice(at, at + 12).split('\n')[0])
      return {
        place: `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`,
        remedy: `expected ${wish}, got ${got}`,
      }
    }
    wish = wished
  }
}

/**
 * Parses JSON of a file.
 *
 * @throws {InvalidScenarioError} with the line and the column where it is none.
 */
export const readJson = (text: string, file: string): unknown => {
  const fault = jsonFault(text)
  if (fault !== undefined) throw new InvalidScenarioError(file, fault.place, fault.remedy)
  return JSON.parse(text)
}
