import type { EndReason, Transcript } from '@vatel/core'
import type { Scenario, ScriptedTurn } from '@vatel/simulator/node'
import type { Reaction } from './interruption-watch.ts'

/** Expected course of a call, from its scenario. */
export interface ExpectedCourse {
  /** Utterances of the user, in order. */
  readonly utterances: readonly string[]
  /** Lines of the agent, and whether the user interrupts them. */
  readonly lines: readonly ExpectedLine[]
  /** Names of the tools that the agent calls. */
  readonly toolNames: readonly string[]
  /** The platform ends the call. */
  readonly endsItself: boolean
}

/** A line of the agent; any one of the texts satisfies it. */
interface ExpectedLine {
  readonly anyOf: readonly string[]
  readonly cutShort: boolean
}

/** Actual course of a call. */
export interface Course {
  readonly transcript: Transcript
  readonly reactions: readonly Reaction[]
  readonly staleTurns: ReadonlySet<string>
  readonly end: EndReason
}

/** Duration of a frame of audio. */
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
  const { reactions, staleTurns } = course
  const late = reactions.filter(({ silentAfterMs }) => silentAfterMs > frameMs)
  return [
    ...(reactions.length === expected
      ? []
      : [`the user interrupted the agent ${reactions.length} times, expected ${expected}`]),
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

/** Compares a call with its scenario and returns a sentence for each difference. */
export const checkCourse = (expected: ExpectedCourse, course: Course): readonly string[] =>
  [missingUtterances, wrongLines, wrongTools, wrongSilences, wrongEnd].flatMap((check) =>
    check(expected, course),
  )

const linesOf = ({ say, call }: ScriptedTurn): readonly string[] =>
  say === undefined ? (call?.answers.map((answer) => answer.say) ?? []) : [say]

/** Reads the expected course of a call from a scenario, for a user who says every turn of it. */
export const expectedCourse = ({ lines, opening, turns }: Scenario): ExpectedCourse => {
  const spoken = [[opening], ...turns.map(linesOf)]
  return {
    utterances: turns.map(({ user }) => user),
    lines: spoken.map((names, index) => ({
      anyOf: names.flatMap((name) => lines[name]?.text ?? []),
      // The turn of the same index is the user's next one: the opening comes before the first.
      cutShort: turns[index]?.bargesIn === true,
    })),
    toolNames: turns.flatMap(({ call }) => call?.tool ?? []),
    endsItself: turns.some(({ end }) => end === true),
  }
}
