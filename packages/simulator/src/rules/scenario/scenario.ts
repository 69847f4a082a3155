import { ToolArgument } from '@vatel/core'
import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import { Count, Flag, NotNegative, Pattern, Positive, Text, Uuid, worded } from '../codecs.ts'
import { Faults } from '../faults/faults.ts'
import { httpContradiction } from '../faults/http-faults.ts'
import { firstIssue, firstUnknownField, InvalidScenarioError, type Issue } from '../invalid-scenario.ts'

/** How the agent's speech is sent: in bursts, faster than it plays. */
const Pace = t.type({
  /** How much speech one message carries, in milliseconds. */
  chunkMs: Positive,
  /** How many messages go out at once. */
  chunksPerBurst: Count,
  /** How long it takes from one burst to the next, in milliseconds. */
  burstEveryMs: Positive,
})
/** How the agent's speech is sent: in bursts, faster than it plays. */
export type Pace = Readonly<t.TypeOf<typeof Pace>>

/** What the agent says when something is so: a tool's output, or what it was told to be. */
const Answer = t.type({
  /** A regular expression that it has to match, in upper or lower case. */
  matches: Pattern,
  /** The line to say then. */
  say: Text,
})

/** A tool that the agent wants to be run. */
const Call = t.type({
  /** The tool's name. */
  tool: Text,
  /** What the agent fills in, just as it crosses the wire. */
  arguments: t.readonlyArray(ToolArgument),
  /** What it says to the output: the first that matches. */
  answers: t.readonlyArray(Answer),
  /** The line for an output that none of them matches. */
  otherwise: Text,
})

/** One thing that the user says, and what the agent does about it. */
const ScriptedTurn = t.intersection([
  t.type({
    /** The user's words, as the transcript will have them. */
    user: Text,
  }),
  t.partial({
    /** The line that answers it. */
    say: Text,
    /** Other lines that answer it, each when the agent's prompt matches: the first that does. */
    prompted: t.readonlyArray(Answer),
    /** The tool that answers it. */
    call: Call,
    /** Whether it is meant to be said while the agent still speaks; a hint for whoever plays the user. */
    bargesIn: Flag,
    /** Whether the agent ends the call when the answer has been heard. */
    end: Flag,
  }),
])
/** One thing that the user says, and what the agent does about it. */
export type ScriptedTurn = Readonly<t.TypeOf<typeof ScriptedTurn>>

const TimeoutAction = worded(
  '"end_call" or "transfer_call"',
  (value): value is 'end_call' | 'transfer_call' => value === 'end_call' || value === 'transfer_call',
)

const Timeouts = t.partial({
  /** After how many seconds the call is over in any case. */
  default_timeout: Positive,
  /** What happens then. */
  timeout_action: TimeoutAction,
  /** Whom to hand over to then. */
  transfer_number: Text,
  /** What the agent says before it hands over. */
  transfer_message: Text,
  /** At which silence the agent gives up; at those before it asks. */
  silence_counter: Count,
  /** What happens then. */
  silence_timeout_action: TimeoutAction,
  /** Whom to hand over to then. */
  silence_transfer_number: Text,
})

const Agent = t.intersection([
  t.type({
    /** The agent's id in REST. */
    id: Uuid,
    /** Its display name. */
    name: Text,
    /** When a voice counts as speech, in seconds. */
    vad_settings: t.intersection([
      t.type({
        /** How long it must sound. */
        start_secs: Positive,
        /** How long it must then be quiet. */
        stop_secs: Positive,
      }),
      t.partial({
        /** How long nobody may say anything, in seconds; then the agent does something about it. */
        silence_timeout_secs: Positive,
      }),
    ]),
  }),
  t.partial({
    /** What the agent is told to be. */
    prompt: Text,
    /** For how long a voice interrupts the opening, in seconds from its beginning; then it is said to its end. */
    first_message_interruption_time: NotNegative,
    /** What the agent does about a silence, and about a call that lasts too long. */
    timeout_settings: Timeouts,
    /** The language it speaks. */
    default_language: Text,
  }),
])

/** A line of the agent: its words, and the file that holds them spoken. */
const Line = t.intersection([
  t.type({
    /** The words. */
    text: Text,
  }),
  t.partial({
    /** A WAV file, 24 000 Hz, mono; its path begins at the scenario's folder. A made-up voice says what has none. */
    speech: Text,
  }),
])

const Performance = t.type({
  /** Names the scenario. */
  name: Text,
  /** The agent as REST shows it. */
  agent: Agent,
  /** How its speech is sent. */
  pace: Pace,
  /** How long it thinks before it answers, in milliseconds. */
  thinkMs: NotNegative,
  /** All that it can say, by name. */
  lines: t.record(t.string, Line),
  /** The line it begins with. */
  opening: Text,
  /** What the user says and how the agent answers, in order. */
  turns: t.readonlyArray(ScriptedTurn),
  /** Whatever the user says after the last turn. */
  otherwise: ScriptedTurn,
})

/** A scripted agent: who it is, what it can say, and how it answers what the user says, in order. */
export const Scenario = t.intersection([
  Performance,
  t.partial({
    /** The line with which the agent asks whether the user is still there, at each silence but the last. */
    silence: Text,
    /** What goes wrong when this scenario is played. */
    faults: Faults,
    /** The labels that its calls get in REST. */
    tags: t.readonlyArray(Text),
  }),
])
/** A scripted agent: who it is, what it can say, and how it answers what the user says, in order. */
export type Scenario = Readonly<t.TypeOf<typeof Scenario>>

type Named = readonly (readonly [place: string, line: string])[]

const placesOf = ({
  turns,
  otherwise,
}: Scenario): readonly (readonly [place: string, turn: ScriptedTurn])[] => [
  ...turns.map((turn, index) => [`turns[${index}]`, turn] as const),
  ['otherwise', otherwise],
]

/** Every place that names a line. */
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

/** Reads a scenario from parsed JSON; `file` names it in the error. */
export const decodeScenario = (data: unknown, file: string): E.Either<InvalidScenarioError, Scenario> => {
  const bad = ({ place, remedy }: Issue) => E.left(new InvalidScenarioError(file, place, remedy))
  const read = Scenario.decode(data)
  if (E.isLeft(read)) return bad(firstIssue(read.left))
  const issue = firstUnknownField(Scenario, data) ?? contradiction(read.right)
  return issue === undefined ? E.right(read.right) : bad(issue)
}
