import * as E from 'fp-ts/Either'
import { InvalidScenarioError } from '../errors/bad-scenario.ts'
import { firstIssue, firstUnknownField, type Issue } from './first-issue.ts'
import { httpContradiction } from './http-fault.ts'
import { Scenario, type ScriptedTurn } from './scenario.ts'

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
export const readScenario = (data: unknown, file: string): E.Either<InvalidScenarioError, Scenario> => {
  const bad = ({ place, remedy }: Issue) => E.left(new InvalidScenarioError(file, place, remedy))
  const read = Scenario.decode(data)
  if (E.isLeft(read)) return bad(firstIssue(read.left))
  const issue = firstUnknownField(Scenario, data) ?? contradiction(read.right)
  return issue === undefined ? E.right(read.right) : bad(issue)
}
