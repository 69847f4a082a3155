import * as fc from 'fast-check'
import { splitHeard } from './heard-text.ts'

describe('splitHeard', () => {
  it.each([
    ['one two three', 0, ''],
    ['one two three', 0.2, ''],
    ['one two three', 0.25, 'one'],
    ['one two three', 0.5, 'one'],
    ['one two three', 0.55, 'one two'],
    ['one two three', 0.99, 'one two'],
    ['one two three', 1, 'one two three'],
    ['word', 0.9, ''],
    ['', 0.5, ''],
  ])('of "%s" at %d hears "%s"', (text, share, heardText) => {
    expect(splitHeard(text, share).heardText).toBe(heardText)
  })

  it('keeps the whole text, cuts between words, and exceeds the share at no time', () => {
    fc.assert(
      fc.property(fc.string(), fc.double({ min: -1, max: 2, noNaN: true }), (text, share) => {
        const { heardText, unheardText } = splitHeard(text, share)
        expect(heardText + unheardText).toBe(text)
        expect(heardText.length).toBeLessThanOrEqual(Math.max(0, text.length * Math.min(1, share)))
        expect(unheardText === '' || heardText === '' || /^\s/.test(unheardText)).toBe(true)
      }),
    )
  })

  it('returns more heard text as the share grows', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.lorem(), share, share, (text, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((x) => splitHeard(text, x).heardText.length)
        expect(less).toBeLessThanOrEqual(more ?? 0)
      }),
    )
  })
})
