import fc from 'fast-check'
import { jsonFault } from './json.ts'

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('jsonFault', () => {
  it.each([
    ['', 'line 1, column 1', 'expected a value, got the end'],
    ['{"a":1,}', 'line 1, column 8', 'expected a field name in quotes, got "}"'],
    ['{\n  "a" 1\n}', 'line 2, column 7', 'expected ":", got "1"'],
    ['[1 2]', 'line 1, column 4', 'expected "," or "]", got "2]"'],
    ['{"a":01}', 'line 1, column 6', 'expected a value, got "01}"'],
    ['{"a":[}', 'line 1, column 7', 'expected a value or "]", got "}"'],
    ["{'a':1}", 'line 1, column 2', 'expected a field name in quotes or "}", got "\'a\':1}"'],
    ['{"a":1} x', 'line 1, column 9', 'expected nothing more, got "x"'],
    ['{"a":"b', 'line 1, column 6', 'expected a value, got "\\"b"'],
    ['{"a":{"b":1}', 'line 1, column 13', 'expected "," or "}", got the end'],
  ])('finds the position of the first error in %j', (text, place, remedy) => {
    expect(jsonFault(text)).toEqual({ place, remedy })
  })

  it('finds no error in JSON, and one in every other text', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', '{', '}', ',', '"', ':', '0', '\\'),
        (json, at, added) => {
          const place = at % (json.length + 1)
          const text = json.slice(0, place) + added + json.slice(place + (at % 2))
          expect(jsonFault(json)).toBeUndefined()
          expect(jsonFault(text) === undefined).toBe(isJson(text))
        },
      ),
      { numRuns: 1_000 },
    )
  })
})
