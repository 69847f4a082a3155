import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sentences, words } from './texts.ts'

const page = readFileSync(join(__dirname, '../../../docs/guides/element-texts.md'), 'utf8')

/** Returns the rows of the table below a heading: name and text. */
const rowsBelow = (heading: string): readonly (readonly string[])[] => {
  const [, part = ''] = page.split(`## ${heading}\n`)
  const [table = ''] = part.split('\n## ')
  return [...table.matchAll(/^\| `([\w-]+)` +\| (.*?) +\|$/gm)].map(([, ...row]) => row)
}

describe('docs/guides/element-texts.md', () => {
  it.each([
    ['Words', words],
    ['Sentences about problems and ends', sentences],
  ])('has each name and its English text, as the code has them, below %s', (heading, texts) => {
    expect(rowsBelow(heading)).toEqual(Object.entries(texts))
  })
})
