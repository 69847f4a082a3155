import { ToolArgument } from '@vatel/core'
import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import { Count, Flag, NotNegative, Pattern, Positive, Text, Uuid, worded } from '../codecs.ts'
import { Faults } from '../faults/faults.ts'
import { httpContradiction } from '../faults/http-faults.ts'
import { firstIssue, firstUnknownField, InvalidScenarioError, type Issue } from '../invalid-scenario.ts'

/** Pace of the agent's speech: bursts that are faster than real time. */
const Pace = t.type({
  /** Audio in one message, in milliseconds. */
  chunkMs: Positive,
  /** Number of messages in a burst. */
  chunksPerBurst: Count,
  /** Interval between bursts, in milliseconds. */
  burstEveryMs: Positive,
})
/** Pace of the agent's speech: bursts that are faster than real time. */
export type Pace = Readonly<t.TypeOf<typeof Pace>>

/** An answer with a condition on a tool's output or on the agent's prompt. */
const Answer = t.type({
  /** Regular expression that the text must match; case is ignored. */
  matches: Pattern,
  /** Name of the line to speak. */
  say: Text,
})

/** A tool call of the agent. */
const Call = t.type({
  /** Name of the tool. */
  tool: Text,
  /** Arguments, as they cross the wire. */
  arguments: t.readonlyArray(ToolArgument),
  /** Answers to the output; the first that matches is spoken. */
  answers: t.readonlyArray(Answer),
  /** Name of the line for an output that no answer matches. */
  otherwise: Text,
})

/** One utterance of the user, and the agent's answer. */
const ScriptedTurn = t.intersection([
  t.type({
    /** Transcript of the utterance. */
    user: Text,
  }),
  t.partial({
    /** Name of the line that answers it. */
    say: Text,
    /** Alternatives to `say`, each for a matching prompt; the first that matches is spoken. */
    prompted: t.readonlyArray(Answer),
    /** Tool call that answers it. */
    call: Call,
    /** The user is meant to say it while the agent speaks; a hint for tests that play the user. */
    bargesIn: Flag,
    /** The agent ends the call after the answer. */
    end: Flag,
  }),
])
/** One utterance of the user, and the agent's answer. */
export type ScriptedTurn = Readonly<t.TypeOf<typeof ScriptedTurn>>

const TimeoutAction = worded(
  '"end_call" or "transfer_call"',
  (value): value is 'end_call' | 'transfer_call' => value === 'end_call' || value === 'transfer_call',
)

const Timeouts = t.partial({
  /** Maximum duration of the call in seconds. */
  default_timeout: Positive,
  /** Action at the maximum duration. */
  timeout_action: TimeoutAction,
  /** Number to transfer to. */
  transfer_number: Text,
  /** Sentence that the agent says before a transfer. */
  transfer_message: Text,
  /** Number of the silence at which the agent gives up; it asks at those before. */
  silence_counter: Count,
  /** Action at that silence. */
  silence_timeout_action: TimeoutAction,
  /** Number to transfer to after silence. */
  silence_transfer_number: Text,
})

const Agent = t.intersection([
  t.type({
    /** Id of the agent in REST. */
    id: Uuid,
    /** Display name. */
    name: Text,
    /** Thresholds of the voice activity detector. */
    vad_settings: t.intersection([
      t.type({
        /** Minimum duration of a voice, in seconds. */
        start_secs: Positive,
        /** Minimum duration of the silence after it, in seconds. */
        stop_secs: Positive,
      }),
      t.partial({
        /** Longest silence in seconds before the agent asks or gives up. */
        silence_timeout_secs: Positive,
      }),
    ]),
  }),
  t.partial({
    /** System prompt of the agent. */
    prompt: Text,
    /** Time in seconds during which a voice interrupts the first message; later it is spoken to its end. */
    first_message_interruption_time: NotNegative,
    /** Actions on silence and on the maximum duration. */
    timeout_settings: Timeouts,
    /** Language of the agent. */
    default_language: Text,
  }),
])

/** A line of the agent: its text, and the path of its recording. */
const Line = t.intersection([
  t.type({
    /** Text of the line. */
    text: Text,
  }),
  t.partial({
    /**
     * Path of a WAV file, 24 000 Hz, mono, relative to the scenario's folder. A synthetic voice speaks a line without
     * one.
     */
    speech: Text,
  }),
])

const Performance = t.type({
  /** Name of the scenario. */
  name: Text,
  /** The agent, with REST's field names. */
  agent: Agent,
  /** Pace of its speech. */
  pace: Pace,
  /** Delay before an answer, in milliseconds. */
  thinkMs: NotNegative,
  /** Lines of the agent, by name. */
  lines: t.record(t.string, Line),
  /** Name of the first line. */
  opening: Text,
  /** Utterances of the user and the agent's answers, in order. */
  turns: t.readonlyArray(ScriptedTurn),
  /** Turn for every utterance after the last of `turns`. */
  otherwise: ScriptedTurn,
})

/** A scripted agent: its identity, its lines, and its answers to the user's utterances, in order. */
export const Scenario = t.intersection([
  Performance,
  t.partial({
    /** Name of the line with which the agent asks, at each silence but the last, whether the user is still there. */
    silence: Text,
    /** Faults to inject while this scenario is played. */
    faults: Faults,
    /** Labels of its calls in REST. */
    tags: t.readonlyArray(Text),
  }),
])
/** A scripted agent: its identity, its lines, and its answers to the user's utterances, in order. */
export type Scenario = Readonly<t.TypeOf<typeof Scenario>>

type Named = readonly (readonly [place: string, line: string])[]

const placesOf = ({
  turns,
  otherwise,
}: Scenario): readonly (readonly [place: string, turn: ScriptedTurn])[] => [
  ...turns.map((turn, index) => [`turns[${index}]`, turn] as const),
  ['otherwise', otherwise],
]

/** Every place that refers to a line. */
const lineNames = (scenario: Scenario): Named => [
  ['opening', scenario.opening],
  ...(scenario.silence === undefined ? [] : [['silence', scenario.silence] as const]),
  ...placesOf(scenario).flatMap(([place, { say, prompted = [], call }]): Named => [
    ...(say === undefined ? [] : [[`${place}.say`, say] as const]),
    ...prompted.map((answer, at) => [`${place}.prompted[${at}].say`, answer.say] as const),
    ...(call?.answers ?? []).map((answer, at) => [`${place}.call.answers[${at}].say`, answer.say] as const),
    ...(call === undefined ? [] : [[`${place}.call.otherwise`, call.otherwise] as const]),
  ]),
]

const contradiction = (scenario: Scenario): Issue | undefined => {
  const known = Object.keys(scenario.lines)
  const stray = lineNames(scenario).find(([, name]) => !known.includes(name))
  if (stray !== undefined)
    return {
      place: stray[0],
      remedy: `expected the name of a line (${known.join(', ')}), got ${JSON.stringify(stray[1])}`,
    }
  const torn = placesOf(scenario).find(([, { say, call }]) => (say === undefined) === (call === undefined))
  if (torn !== undefined) return { place: torn[0], remedy: 'expected either say or call' }
  const idle = httpContradiction(scenario.faults?.http ?? [])
  return idle && { ...idle, place: `faults.${idle.place}` }
}

/** Decodes a scenario from parsed JSON; `file` names it in the error. */
export const decodeScenario = (data: unknown, file: string): E.Either<InvalidScenarioError, Scenario> => {
  const bad = ({ place, remedy }: Issue) => E.left(new InvalidScenarioError(file, place, remedy))
  const read = Scenario.decode(data)
  if (E.isLeft(read)) return bad(firstIssue(read.left))
  const issue = firstUnknownField(Scenario, data) ?? contradiction(read.right)
  return issue === undefined ? E.right(read.right) : bad(issue)
}
