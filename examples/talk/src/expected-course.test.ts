import { loadScenario } from '@vatel/simulator/node'
import { expectedCourse } from './expected-course.ts'

describe('expectedCourse', () => {
  it('reads from a scenario who says what, which line is cut short, which tool is called and who ends', async () => {
    const { scenario } = await loadScenario()
    const { utterances, lines, toolNames, endsItself } = expectedCourse(scenario)
    expect(utterances.map((text) => text.slice(0, 6))).toEqual(['Hi Ada', 'Very n', 'Stop, '])
    expect(lines.map(({ anyOf, cutShort }) => [anyOf.map((text) => text.slice(0, 8)), cutShort])).toEqual([
      [['Hello, t'], false],
      [['It is su', 'It is ra'], false],
      [['With ple'], true],
      [['You are '], false],
    ])
    expect(toolNames).toEqual(['get_weather'])
    expect(endsItself).toBe(true)
  })

  it('expects no end that the scenario does not have', async () => {
    const { scenario } = await loadScenario()
    const turns = scenario.turns.map(({ user, say = 'goodbye' }) => ({ user, say }))
    expect(expectedCourse({ ...scenario, turns })).toMatchObject({ toolNames: [], endsItself: false })
  })
})
