/**
 * Letters, with the spaces and pauses between words, that English says in one second: about 160 words a minute (Tauroza and
 * Allison 1990, monologues on the radio).
 * The first guess, until the agent's own pace is known.
 */
export const lettersPerSecond = 22

/** A group of scripts whose characters take about the same time to say. */
export type Script = 'alphabetic' | 'hangul' | 'han' | 'kana' | 'southeast-asian' | 'indic'

/** A number of English letters for each script. */
type ScriptLetters = Record<Script, number>

/** Duration of one character, in English letters: five syllables of Korean or Chinese a second, 7.5 kana. */
const letters: Readonly<ScriptLetters> = {
  alphabetic: 1,
  hangul: 4.4,
  han: 4.4,
  kana: 2.9,
  'southeast-asian': 1.8,
  indic: 1.25,
}

/** First and last code unit of the scripts that are not alphabetic. */
const ranges: readonly (readonly [first: number, last: number, script: Script])[] = [
  [0x0900, 0x0dff, 'indic'],
  [0x0e00, 0x0eff, 'southeast-asian'],
  [0x0f00, 0x109f, 'southeast-asian'],
  [0x1100, 0x11ff, 'hangul'],
  // Khmer, and Tai Le to Balinese.
  [0x1780, 0x17ff, 'southeast-asian'],
  [0x1950, 0x1b7f, 'southeast-asian'],
  [0x3040, 0x312f, 'kana'],
  [0x3130, 0x318f, 'hangul'],
  [0x31a0, 0x31ff, 'kana'],
  [0x3400, 0xa4cf, 'han'],
  // Javanese to Tai Viet.
  [0xa980, 0xaadf, 'southeast-asian'],
  [0xac00, 0xd7a3, 'hangul'],
  // First halves of the rarer Chinese characters.
  [0xd840, 0xd889, 'han'],
  [0xf900, 0xfaff, 'han'],
  [0xff66, 0xff9f, 'kana'],
]

const scriptOf = (unit: number): Script => {
  if (unit < 0x0900) return 'alphabetic'
  return ranges.find(([first, last]) => unit >= first && unit <= last)?.[2] ?? 'alphabetic'
}

/** Duration of a digit, which is said as a word, in English letters. */
const digitLetters = 6
/** Duration of a space between two words. */
const spaceLetters = 1.8
/** Duration of the end of a sentence, and of a part of one, at the mark and in the pause behind it. */
const stopLetters = [5, 8.5] as const
const commaLetters = [4, 4] as const
const noPause = [1, 0] as const

/** Tests whether the character at an index is white space. */
export const isSpace = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at)
  // Most characters are ASCII: without a regular expression they cost a tenth.
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || (unit >= 0xa0 && /\s/.test(text.charAt(at)))
}

/** Duration of a mark, and of the pause behind it. */
const pauseOf = (mark: string): readonly [atMark: number, behind: number] =>
  '.!?…。！？؟।'.includes(mark) ? stopLetters : ',;:，、；：،؛'.includes(mark) ? commaLetters : noPause

/** Duration of a character where it stands in a text, in English letters. */
const lettersAt = (text: string, at: number): number => {
  const unit = text.charCodeAt(at)
  if ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a) return letters.alphabetic
  if (unit >= 0x30 && unit <= 0x39) return digitLetters
  if (isSpace(text, at)) {
    if (at === 0 || isSpace(text, at - 1)) return 0
    return spaceLetters + pauseOf(text.charAt(at - 1))[1]
  }
  const [atMark, behind] = pauseOf(text.charAt(at))
  if (behind === 0) return letters[scriptOf(unit)]
  // A mark within a number or an address is no pause; scripts without spaces have the pause at the mark.
  if (at + 1 < text.length && !isSpace(text, at + 1)) return unit < 0x3000 ? 1 : atMark + behind
  return atMark
}

/** Scripts that write no spaces between words. */
const unspaced: readonly Script[] = ['han', 'kana', 'southeast-asian']

/** Length of a text in speech, and its main script. */
export interface SpeechLength {
  /** In English letters. */
  readonly letters: number
  readonly script: Script
  /** Length of the text up to each of its characters, that character included, in English letters. */
  readonly ends: Float64Array
}

/** Measures how long a text takes to say. */
export const speechLength = (text: string): SpeechLength => {
  const sums: ScriptLetters = { alphabetic: 0, hangul: 0, han: 0, kana: 0, 'southeast-asian': 0, indic: 0 }
  const ends = new Float64Array(text.length)
  let total = 0
  for (let at = 0; at < text.length; at += 1) {
    const length = lettersAt(text, at)
    sums[scriptOf(text.charCodeAt(at))] += length
    total += length
    ends[at] = total
  }
  let script: Script = 'alphabetic'
  for (const name of Object.keys(sums) as Script[]) if (sums[name] > sums[script]) script = name
  return { letters: total, script, ends }
}

// Borders within a word.

const segmenters: { word?: Intl.Segmenter; grapheme?: Intl.Segmenter } = {}

/** Index of the last border of words, or of graphemes, that is at most `most`; 0 when there is none. */
const lastBorder = (text: string, granularity: 'word' | 'grapheme', most: number): number => {
  // A JavaScript engine of a phone may have no segmenter: then a border is between two letters.
  if (!('Segmenter' in Intl)) {
    let at = Math.min(most, text.length)
    while (at > 0 && /^[\p{M}\p{Cf}\u{dc00}-\u{dfff}]/u.test(text.slice(at))) at -= 1
    return at
  }
  const segmenter = (segmenters[granularity] ??= new Intl.Segmenter(undefined, { granularity }))
  let last = 0
  for (const { index } of segmenter.segment(text)) {
    if (index > most) break
    last = index
  }
  return last
}

/** Longest part of a word without spaces that is segmented, so that the cost of an event has a bound. */
const segmentedLength = 1_000

/** Length in speech, in English letters, of a word that is said at once. A longer one is cut at the borders within it. */
const longWord = 20

/** A word that is longer in speech, such as a telephone number, may be cut anywhere between graphemes. */
const endlessWord = 40

/** Index of a border within the word from `start` to `end`, at most `reached`; `start` when the word is not cut. */
export const borderInWord = (text: string, start: number, end: number, reached: number): number => {
  const from = Math.max(start, reached - segmentedLength)
  const part = text.slice(from, Math.min(end, reached + segmentedLength))
  const { letters, script } = speechLength(part)
  const isUnspaced = unspaced.includes(script)
  if (!isUnspaced && letters <= longWord && !/[^\s][/@:_&=][^\s]/.test(part)) return start
  const border = lastBorder(part, 'word', reached - from)
  if (border > 0) return from + border
  // The segmenter has no dictionary of every script.
  const isWordless = isUnspaced && lastBorder(part, 'word', part.length - 1) === 0
  return letters > endlessWord || isWordless ? from + lastBorder(part, 'grapheme', reached - from) : from
}
