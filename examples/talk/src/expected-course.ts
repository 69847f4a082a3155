import type { Scenario, ScriptedTurn } from '@vatel/simulator/node'
import type { ExpectedCourse } from './check-course.ts'

const linesOf = ({ say, call }: ScriptedTurn): readonly string[] =>
  say === undefined ? (call?.answers.map((answer) => answer.say) ?? []) : [say]

/** What a scenario says will happen, when the user says every turn of it. */
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
