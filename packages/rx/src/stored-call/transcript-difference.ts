import { type CallRecord, spokenWords, type Transcript } from '@vatel/core'

/** A line of a conversation, reduced to the fields that both sides have. */
export interface ComparedLine {
  readonly who: 'user' | 'agent' | 'tool'
  /** The text; of a tool its output. */
  readonly text: string
  /** The id of the agent's turn or of the tool call; absent where it is unknown. */
  readonly id?: string
}

/** A line that both sides have, with different texts. */
export interface ChangedLine {
  readonly seen: ComparedLine
  readonly stored: ComparedLine
}

/** Differences between the transcript of this side and the stored one. */
export interface TranscriptDifference {
  /** Lines of both sides, with different texts. */
  readonly changed: readonly ChangedLine[]
  /** Lines that only the platform has. */
  readonly unseen: readonly ComparedLine[]
  /** Lines that only this side has. */
  readonly unstored: readonly ComparedLine[]
}

/** Returns the lines of a transcript of this side. */
export const seenLines = (seen: Transcript): readonly ComparedLine[] =>
  seen.flatMap((line): readonly ComparedLine[] => {
    if (line.who === 'tool') return [{ who: 'tool', text: line.output ?? '', id: line.toolCallId }]
    if (line.text === '') return []
    if (line.who === 'user') return [{ who: 'user', text: line.text }]
    return [{ who: 'agent', text: line.text, id: line.turnId }]
  })

type StoredEntry = NonNullable<CallRecord['transcript']>['entries'][number]

const withId = (id: string | undefined) => (id === undefined ? {} : { id })

const lineOf = ({ type, role, message, turnId, toolCall }: StoredEntry): ComparedLine | undefined => {
  if (type === 'tool_call') return { who: 'tool', text: toolCall?.output ?? '', ...withId(toolCall?.callId) }
  if (message === undefined || message === '') return undefined
  if (role === 'user') return { who: 'user', text: message }
  return role === 'assistant' ? { who: 'agent', text: message, ...withId(turnId) } : undefined
}

/** Puts an output from an entry of its own into the tool call of its id, or into the first one without an output. */
const withOutput = (lines: readonly ComparedLine[], { toolCall, toolCallOutput = '' }: StoredEntry) => {
  const isOpen = ({ who, text, id }: ComparedLine) =>
    who === 'tool' && text === '' && (toolCall?.callId ?? id) === id
  const at = lines.findIndex(isOpen)
  return lines.map((line, index) => (index === at ? { ...line, text: toolCallOutput } : line))
}

/** Returns the lines of a stored transcript. */
export const storedLines = ({ transcript }: CallRecord): readonly ComparedLine[] =>
  (transcript?.entries ?? []).reduce<readonly ComparedLine[]>((lines, entry) => {
    if (entry.type === 'tool_call_output') return withOutput(lines, entry)
    return lines.concat(lineOf(entry) ?? [])
  }, [])

const isSame = (one: ComparedLine, other: ComparedLine): boolean => {
  if (one.who !== other.who) return false
  if (one.id !== undefined && one.id === other.id) return true
  return one.who !== 'tool' && spokenWords(one.text) === spokenWords(other.text)
}

type Pair = readonly [seen: number, stored: number]

/** Finds the longest common subsequence (Wagner and Fischer 1974), as pairs of indices. */
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

/** Compares the lines between two pairs: lines of the same speaker are changed lines, in their order. */
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

/** Compares two lists of lines. */
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
    if (one === undefined || other === undefined || spokenWords(one.text) === spokenWords(other.text))
      return []
    return [{ seen: one, stored: other }]
  })
  return {
    changed: [...reworded, ...gaps.flatMap(({ changed }) => changed)],
    unseen: gaps.flatMap(({ unseen }) => unseen),
    unstored: gaps.flatMap(({ unstored }) => unstored),
  }
}

/** Compares the transcript of this side with the stored one. */
export const compareTranscripts = (seen: Transcript, stored: CallRecord): TranscriptDifference =>
  transcriptDifference(seenLines(seen), storedLines(stored))
