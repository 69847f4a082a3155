import type { AgentEntry, Transcript } from '@vatel/core'
import { loadScenario } from '@vatel/simulator/node'
import { checkCourse, expectedCourse, type Course, type ExpectedCourse } from './check-course.ts'
import { agentEntry } from './testing/agent-entry.ts'

const expected: ExpectedCourse = {
  utterances: ['What is the weather?', 'Stop.'],
  lines: [
    { anyOf: ['It is sunny.', 'It is rainy.'], cutShort: false },
    { anyOf: ['Here is a long story about it.'], cutShort: true },
    { anyOf: ['Goodbye.'], cutShort: false },
  ],
  toolNames: ['get_weather'],
  endsItself: true,
}

const agent = (turnId: string, text: string, unheardText = ''): AgentEntry => {
  const isCut = unheardText !== ''
  const heardText = text.slice(0, text.length - unheardText.length)
  return agentEntry(text, { turnId, heardText, unheardText, interrupted: isCut, closed: isCut })
}

const question = { who: 'user', text: 'What is the weather?', final: true } as const
const weather = {
  who: 'tool',
  toolCallId: 'c1',
  toolName: 'get_weather',
  arguments: [],
  output: 'sunny',
} as const
const stop = { who: 'user', text: 'Stop.', final: true } as const
const [sunny, story, goodbye] = [
  agent('t1', 'It is sunny.'),
  agent('t2', 'Here is a long story about it.', ' story about it.'),
  agent('t3', 'Goodbye.'),
]

const right: Course = {
  transcript: [question, weather, sunny, story, stop, goodbye],
  reactions: [{ interruptedAtMs: 9_000, silentAfterMs: 12 }],
  staleTurns: new Set(),
  end: { type: 'session-ended' },
}

const check = (change: Partial<Course>) => checkCourse(expected, { ...right, ...change })
const replace = (old: Transcript[number], ...entries: Transcript) => ({
  transcript: right.transcript.flatMap((entry) => (entry === old ? entries : [entry])),
})

describe('checkCourse', () => {
  it('finds no difference in a call that followed its scenario', () => {
    expect(check({})).toEqual([])
  })

  it.each<[string, Partial<Course>, readonly string[]]>([
    ['an utterance that is missing', replace(stop), ['the user\'s "Stop." was not transcribed']],
    [
      'an utterance that never became final',
      replace(question, { ...question, final: false }),
      ['the user\'s "What is the weather?" was not transcribed'],
    ],
    ['a line that is missing', replace(sunny), ['the agent did not say "It is sunny." or "It is rainy."']],
    [
      'a line of which nothing was heard',
      replace(goodbye, { ...goodbye, heardText: '', unheardText: 'Goodbye.' }),
      ['nothing was heard of "Goodbye."'],
    ],
    [
      'a line that was not heard to its end',
      replace(sunny, agent('t1', 'It is sunny.', ' sunny.')),
      ['"sunny." was not heard of "It is sunny."'],
    ],
    [
      'an interruption that cut nothing',
      replace(story, agent('t2', story.text)),
      ['the user did not interrupt "Here is a long story about it."'],
    ],
    [
      'an interrupted line that was heard to its end all the same',
      replace(story, { ...agent('t2', story.text), interrupted: true }),
      ['"Here is a long story about it." was heard to its end although it was interrupted'],
    ],
    ['a tool that was not called', replace(weather), ['the agent did not call the tool get_weather']],
    [
      'a tool that was not answered',
      replace(weather, { who: 'tool', toolCallId: 'c1', toolName: 'get_weather', arguments: [] }),
      ['the tool get_weather was called and not answered'],
    ],
    [
      'an interruption that did not come',
      { reactions: [] },
      ['the user interrupted the agent 0 times, expected 1'],
    ],
    [
      'an agent that goes on for longer than a frame',
      { reactions: [{ interruptedAtMs: 9_000, silentAfterMs: 20.1 }] },
      ['the agent was heard for 20.1 ms after the interruption, expected at most 20'],
    ],
    [
      'a cancelled turn that was heard again',
      { staleTurns: new Set(['t2']) },
      ['the cancelled turn t2 was heard again'],
    ],
    [
      'an end from this side',
      { end: { type: 'hung-up' } },
      ['the call ended with "hung-up", expected the platform to end it'],
    ],
  ])('finds %s', (_, change, sentences) => {
    expect(check(change)).toEqual(sentences)
  })

  it('expects no end that the scenario does not have', () => {
    expect(checkCourse({ ...expected, endsItself: false }, { ...right, end: { type: 'hung-up' } })).toEqual(
      [],
    )
  })
})

describe('expectedCourse', () => {
  it('reads utterances, lines, interruptions, tools and the end from a scenario', async () => {
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
