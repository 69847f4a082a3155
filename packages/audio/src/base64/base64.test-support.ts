import { alphabet, type Base64Codec } from './base64.ts'

/** RFC 4648 section 4 as one expression: whole quartets, then one that is padded and has no stray bits. */
const canonical = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/

/** Encodes base64 slowly, as a reference for the codecs. */
export const referenceEncode = (bytes: Uint8Array): string => {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const bits = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const four = [18, 12, 6, 0].map((shift) => alphabet.charAt((bits >> shift) & 63))
    text += four
      .slice(0, Math.min(4, bytes.length - i + 1))
      .join('')
      .padEnd(4, '=')
  }
  return text
}

/** Lengths around every boundary of the codecs: quartets, blocks, slabs. */
const lengths = [
  ...Array(67).keys(),
  960,
  9600,
  12_286,
  12_287,
  12_288,
  12_289,
  16_384,
  16_385,
  24_577,
  65_536,
  70_001,
]

/** Characters that some codec accepts unless it checks. */
const foreign = [
  '-',
  '_',
  '=',
  ' ',
  '\n',
  '\0',
  '\u0080',
  '\u00c1',
  '\u0141',
  '\u2028',
  '\ud83d',
  '\ud83d\ude00',
  '.',
  '',
]

const equals = (one: Uint8Array | undefined, other: Uint8Array): boolean =>
  one?.length === other.length && other.every((byte, i) => one[i] === byte)

/** Texts with a valid length and end, but invalid characters. */
const refused = [
  'QUJD    ',
  '    QUJD',
  'QU  JD  ',
  'QQ    ==',
  'Q\tU\nJ\rD\f',
  '    ',
  '====',
  'A===',
  'AA=A',
  'QQ==QQ==',
  '\ufeffQUJ',
]

/** Checks the properties of a codec in Node and in browsers, so without jest and fast-check; returns a sentence for each broken one. */
export const brokenBase64Properties = ({ encode, decode }: Base64Codec): readonly string[] => {
  const broken: string[] = []
  let state = 1
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }

  for (const length of lengths) {
    const memory = Uint8Array.from({ length: length + 3 }, () => random(256))
    const bytes = memory.subarray(3)
    const text = referenceEncode(bytes)
    if (encode(bytes) !== text) broken.push(`encodes ${length} bytes wrongly`)
    const decoded = decode(text)
    if (!equals(decoded, bytes)) broken.push(`decodes ${length} bytes wrongly`)
    decode(referenceEncode(bytes.map((byte) => byte ^ 255)))
    if (!equals(decoded, bytes)) broken.push(`overwrites the ${length} bytes given before`)
  }

  for (let round = 0; round < 4000; round++) {
    const text = referenceEncode(Uint8Array.from({ length: random(30) }, () => random(256)))
    const at = random(text.length + 1)
    const removed = random(3)
    const bad = text.slice(0, at) + (foreign[random(foreign.length)] ?? '') + text.slice(at + removed)
    if (canonical.test(bad) !== (decode(bad) !== undefined))
      broken.push(`${canonical.test(bad) ? 'refuses' : 'takes'} ${JSON.stringify(bad)}`)
  }

  for (const text of refused) if (decode(text) !== undefined) broken.push(`takes ${JSON.stringify(text)}`)

  const long = referenceEncode(new Uint8Array(40_000))
  for (const at of [0, 1, 16_383, 16_384, 16_385, 40_000, long.length - 4])
    for (const character of foreign.filter((one) => one !== ''))
      if (decode(long.slice(0, at) + character + long.slice(at + character.length)) !== undefined)
        broken.push(`takes ${JSON.stringify(character)} at ${at} of a long text`)
  return broken
}
