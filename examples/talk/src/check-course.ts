import type { EndReason, Transcript } from '@vatel/core'
import type { Silencing } from './silence-watch.ts'

/** What a scenario says will happen in a call. */
export interface ExpectedCourse {
  /** What the user says, turn by turn. */
  readonly utterances: readonly string[]
  /** What the agent says, and whether the user is to cut it short. */
  readonly lines: readonly ExpectedLine[]
  /** The tools that the agent calls, by name. */
  readonly toolNames: readonly string[]
  /** Whether the platform ends the call. */
  readonly endsItself: boolean
}

/** One line of the agent; of several texts any one will do. */
export interface ExpectedLine {
  readonly anyOf: readonly string[]
  readonly cutShort: boolean
}

/** What did happen. */
export interface Course {
  readonly transcript: Transcript
  readonly silencings: readonly Silencing[]
  readonly staleTurns: ReadonlySet<string>
  readonly end: EndReason
}

/** One frame of sound. */
const frameMs = 20

const quote = (text: string): string => `"${text}"`

const missingUtterances = ({ utterances }: ExpectedCourse, { transcript }: Course): readonly string[] => {
  const said = transcript.filter((entry) => entry.who === 'user' && entry.final).map(textOf)
  return utterances
    .filter((utterance) => !said.includes(utterance))
    .map((utterance) => `the user's ${quote(utterance)} was not transcribed`)
}

const textOf = (entry: Transcript[number]): string => (entry.who === 'tool' ? '' : entry.text)

const wrongLine = ({ anyOf, cutShort }: ExpectedLine, { transcript }: Course): string | undefined => {
  const entry = transcript.find((said) => said.who === 'agent' && anyOf.includes(said.text))
  if (entry?.who !== 'agent') return `the agent did not say ${anyOf.map(quote).join(' or ')}`
  const { text, heardText, unheardText, interrupted } = entry
  if (heardText === '') return `nothing was heard of ${quote(text)}`
  if (cutShort && !interrupted) return `the user did not interrupt ${quote(text)}`
  if (cutShort && unheardText === '') return `${quote(text)} was heard to its end although it was interrupted`
  if (!cutShort && unheardText !== '') return `${quote(unheardText.trim())} was not heard of ${quote(text)}`
  return undefined
}

const wrongLines = ({ lines }: ExpectedCourse, course: Course): readonly string[] =>
  lines.map((line) => wrongLine(line, course)).filter((sentence) => sentence !== undefined)

const wrongTools = ({ toolNames }: ExpectedCourse, { transcript }: Course): readonly string[] => {
  const calls = transcript.filter((entry) => entry.who === 'tool')
  const missing = toolNames.filter((name) => !calls.some(({ toolName }) => toolName === name))
  const unanswered = calls.filter(({ output }) => output === undefined)
  return [
    ...missing.map((name) => `the agent did not call the tool ${name}`),
    ...unanswered.map(({ toolName }) => `the tool ${toolName} was called and not answered`),
  ]
}

const wrongSilences = ({ lines }: ExpectedCourse, course: Course): readonly string[] => {
  const expected = lines.filter(({ cutShort }) => cutShort).length
  const { silencings, staleTurns } = course
  const late = silencings.filter(({ silentAfterMs }) => silentAfterMs > frameMs)
  return [
    ...(silencings.length === expected
      ? []
      : [`the user interrupted the agent ${silencings.length} times, expected ${expected}`]),
    ...late.map(
      ({ silentAfterMs }) =>
        `the agent was heard for ${silentAfterMs.toFixed(1)} ms after the interruption, expected at most ${frameMs}`,
    ),
    ...[...staleTurns].map((turnId) => `the cancelled turn ${turnId} was heard again`),
  ]
}

const wrongEnd = ({ endsItself }: ExpectedCourse, { end }: Course): readonly string[] =>
  endsItself && end.type !== 'session-ended'
    ? [`the call ended with "${end.type}", expected the platform to end it`]
    : []

/** Compares a call with its scenario; gives a sentence for each thing that was not as it should be, none when all was. */
export const checkCourse = (expected: ExpectedCourse, course: Course): readonly string[] =>
  [missingUtterances, wrongLines, wrongTools, wrongSilences, wrongEnd].flatMap((check) =>
    check(expected, course),
  )
