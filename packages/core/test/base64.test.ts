import * as fc from 'fast-check'
import type * as AudioPayload from '../src/protocol/audio-payload.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(60_000)

/** The codec as a browser has it, without Node's Buffer. */
const loadForBrowser = (): typeof AudioPayload => {
  const { Buffer } = globalThis
  let loaded: typeof AudioPayload | undefined
  try {
    Reflect.set(globalThis, 'Buffer', undefined)
    jest.isolateModules(() => {
      loaded = jest.requireActual<typeof AudioPayload>('../src/protocol/audio-payload.ts')
    })
  } finally {
    globalThis.Buffer = Buffer
  }
  return loaded as typeof AudioPayload
}

const inNode = jest.requireActual<typeof AudioPayload>('../src/protocol/audio-payload.ts')
const inBrowser = loadForBrowser()

/** The bytes of the samples, or what is wrong with the text. */
const read = ({ decodeAudio }: typeof AudioPayload, text: string) => {
  try {
    return { samples: decodeAudio(text).join() }
  } catch (error) {
    return (error as Error).message
  }
}

const alphabet = [...Array.from('ABCabc019+/=-_ \n\tä\u0000'), 'QUFB', '\ud800']
const text = fc.oneof(
  fc.array(fc.constantFrom(...alphabet), { maxLength: 24 }).map((chars) => chars.join('')),
  fc.uint8Array({ maxLength: 48 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  fc.uint8Array({ maxLength: 48 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
)

describe('base64 with and without Buffer', () => {
  it('gives the same samples or the same error for 100,000 texts', () => {
    let good = 0
    fc.assert(
      fc.property(text, (one) => {
        const seen = read(inNode, one)
        const other = read(inBrowser, one)
        if (typeof seen !== 'string' && seen.samples !== '') good += 1
        return JSON.stringify(other) === JSON.stringify(seen)
      }),
      { numRuns: 100_000 },
    )
    expect(good).toBeGreaterThan(1_000)
  })

  it('writes the same text for the same samples', () => {
    fc.assert(
      fc.property(fc.int16Array({ maxLength: 20_000 }), (samples) => {
        expect(inBrowser.encodeAudio(samples)).toBe(inNode.encodeAudio(samples))
      }),
      { numRuns: 200 },
    )
  })
})
