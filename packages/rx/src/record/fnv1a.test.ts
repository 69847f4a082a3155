import { fnv1a } from './fnv1a.ts'

describe('fnv1a', () => {
  it.each([
    ['', '811c9dc5'],
    ['a', 'e40c292c'],
    ['foobar', 'bf9cf968'],
  ])('gives what the draft gives for %j', (text, hash) => {
    expect(fnv1a(text)).toBe(hash)
  })
})
