import type { ComparedLine } from './compared-line.ts'

/** A line that both sides have, in other words. */
export interface ChangedLine {
  readonly seen: ComparedLine
  readonly stored: ComparedLine
}

/** Where what this side saw and what the platform stored are not the same. */
export interface TranscriptDifference {
  /** What both have, in other words. */
  readonly changed: readonly ChangedLine[]
  /** What the platform stored and this side did not see. */
  readonly unseen: readonly ComparedLine[]
  /** What this side saw and the platform did not store. */
  readonly unstored: readonly ComparedLine[]
}

/** Spaces, signs and capitals tell no line from another: a recogniser may set them late. */
const wordsOf = ({ text }: ComparedLine): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const isSame = (one: ComparedLine, other: ComparedLine): boolean => {
  if (one.who !== other.who) return false
  if (one.id !== undefined && one.id === other.id) return true
  return one.who !== 'tool' && wordsOf(one) === wordsOf(other)
}

type Pair = readonly [seen: number, stored: number]

/** The longest row of pairs in which both sides keep their order (Wagner and Fischer 1974). */
const align = (seen: readonly ComparedLine[], stored: readonly ComparedLine[]): readonly Pair[] => {
  const width = stored.length + 1
  const longest = new Uint32Array((seen.length + 1) * width)
  const at = (i: number, j: number) => longest[i * width + j] ?? 0
  const same = (i: number, j: number): boolean => {
    const [one, other] = [seen[i], stored[j]]
    return one !== undefined && other !== undefined && isSame(one, other)
  }
  for (let i = seen.length - 1; i >= 0; i -= 1)
    for (let j = stored.length - 1; j >= 0; j -= 1)
      longest[i * width + j] = same(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const pairs: Pair[] = []
  let [i, j] = [0, 0]
  while (i < seen.length && j < stored.length) {
    if (same(i, j)) pairs.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1
    else j += 1
  }
  return pairs
}

/** Between two lines that are the same, those of the same speaker stand for each other, in their order. */
const compareGap = (seen: readonly ComparedLine[], stored: readonly ComparedLine[]): TranscriptDifference => {
  let rest = stored
  const changed: ChangedLine[] = []
  const unstored = seen.filter((line) => {
    const found = rest.find(({ who }) => who === line.who && who !== 'tool')
    if (found === undefined) return true
    changed.push({ seen: line, stored: found })
    rest = rest.filter((other) => other !== found)
    return false
  })
  return { changed, unseen: rest, unstored }
}

/** Compares what this side saw with what the platform stored, line by line. */
export const transcriptDifference = (
  seen: readonly ComparedLine[],
  stored: readonly ComparedLine[],
): TranscriptDifference => {
  const pairs = align(seen, stored)
  const ends = [...pairs, [seen.length, stored.length] as const]
  const gaps = ends.map(([i, j], at): TranscriptDifference => {
    const [before, beforeStored] = pairs[at - 1] ?? [-1, -1]
    return compareGap(seen.slice(before + 1, i), stored.slice(beforeStored + 1, j))
  })
  const reworded = pairs.flatMap(([i, j]): readonly ChangedLine[] => {
    const [one, other] = [seen[i], stored[j]]
    if (one === undefined || other === undefined || wordsOf(one) === wordsOf(other)) return []
    return [{ seen: one, stored: other }]
  })
  return {
    changed: [...reworded, ...gaps.flatMap(({ changed }) => changed)],
    unseen: gaps.flatMap(({ unseen }) => unseen),
    unstored: gaps.flatMap(({ unstored }) => unstored),
  }
}
