import * as fc from 'fast-check'
import { checkAudio, type FromBase64 } from '../src/protocol/audio-payload.ts'
import * as inBrowser from '../src/environment/browser.ts'
import * as inNode from '../src/environment/node.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(300_000)

/** The bytes of a text, or what is wrong with it. */
const read = (fromBase64: FromBase64, text: string) => {
  try {
    return [...fromBase64(text, checkAudio)]
  } catch (error) {
    return JSON.stringify(error)
  }
}

const alphabet = [...Array.from('ABCabc019+/=-_ \n\tä\u0000'), 'QUFB', '\ud800']
const bytes = fc.uint8Array({ maxLength: 48 }).map((it) => Buffer.from(it))
const text = fc.oneof(
  fc.array(fc.constantFrom(...alphabet), { maxLength: 24 }).map((chars) => chars.join('')),
  bytes.map((it) => it.toString('base64')),
  bytes.map((it) => it.toString('base64url')),
  // With one character more, one less, or another, in its middle or in its padding.
  fc.tuple(bytes, fc.nat(63), fc.nat(1), fc.constantFrom('', ...alphabet)).map(([it, at, cut, more]) => {
    const whole = it.toString('base64')
    return whole.slice(0, at) + more + whole.slice(at + cut)
  }),
)

describe('base64 as Node and as browsers read it', () => {
  it('returns the same bytes or the same error for 100,000 texts', () => {
    const counts = { good: 0, odd: 0, bad: 0 }
    fc.assert(
      fc.property(text, (one) => {
        const seen = read(inNode.fromBase64, one)
        if (typeof seen !== 'string') counts.good += seen.length > 0 ? 1 : 0
        else counts[seen.includes('whole samples') ? 'odd' : 'bad'] += 1
        const other = read(inBrowser.fromBase64, one)
        return typeof seen === 'string' ? other === seen : Buffer.from(seen).equals(Buffer.from(other))
      }),
      { numRuns: 100_000 },
    )
    // Of each kind there are enough to tell two readers apart.
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(5_000)
  })

  it('is read alike at the length of the longest message', () => {
    const whole = Buffer.alloc(786_000, 'some sound').toString('base64')
    for (const one of [
      whole,
      `${whole.slice(0, -1)}-`,
      `${whole}A`,
      ` ${whole.slice(1)}`,
      `${whole.slice(0, -2)}==`,
    ])
      expect(
        Buffer.from(read(inNode.fromBase64, one)).equals(Buffer.from(read(inBrowser.fromBase64, one))),
      ).toBe(true)
    expect(read(inBrowser.fromBase64, whole)).toHaveLength(786_000)
  })

  it('writes the same text for the same samples', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40_000 }), (it) => {
        expect(inBrowser.toBase64(it)).toBe(inNode.toBase64(it))
      }),
      { numRuns: 200 },
    )
  })
})
