import { loadScenario, scenarioNames, type LoadedScenario } from '../src/node.ts'
import { recording, userRecording } from './recordings.ts'
import { outgoing, talkInMemory, talkOverWire, type MessageEntry, type Talk } from './talk.ts'

const summary = (entries: readonly MessageEntry[]): readonly string[] =>
  entries
    .map(({ text, atMs }) => ({
      atMs,
      message: JSON.parse(text) as { type: string; data: Record<string, unknown> },
    }))
    .filter(({ message: { type, data } }) => type !== 'response_audio' && data['is_final'] !== false)
    .map(({ message: { type, data } }) => {
      const said = data['text'] ?? data['transcript'] ?? data['toolName']
      return typeof said === 'string' ? `${type} ${said}` : type
    })

describe('city guide', () => {
  const user = userRecording()
  let scenario: LoadedScenario
  let talk: Talk
  beforeAll(async () => {
    scenario = await loadScenario()
    talk = await talkInMemory({ scenario, microphone: user, output: 'sunny, 21 degrees in Paris' })
  })

  it('follows its scenario', () => {
    const museums = scenario.scenario.lines['museums']?.text ?? ''
    expect(summary(outgoing(talk))).toEqual([
      'session_started',
      'response_text Hello, this is Ada, your city guide. How can I help you?',
      'speech_started',
      'speech_stopped',
      'input_audio_transcript Hi Ada, what is the weather in Paris right now?',
      'tool_call get_weather',
      'response_text It is sunny in Paris, with 21 degrees.',
      'speech_started',
      'speech_stopped',
      'input_audio_transcript Very nice, and tell me about the museums there.',
      `response_text ${museums}`,
      'speech_started',
      'interruption',
      'speech_stopped',
      'input_audio_transcript Stop, thank you, that is all, goodbye.',
      'response_text You are welcome. Enjoy Paris, and goodbye!',
      'session_ended',
    ])
    expect(talk.end).toEqual({ type: 'closed', code: 1000 })
  })

  it('leaves at least 0.7 s between the voices, except where the user barges in', () => {
    const audible: { readonly from: number; readonly to: number }[] = []
    const voice: number[] = []
    for (const { atMs, text } of outgoing(talk)) {
      const { type, data } = JSON.parse(text) as { type: string; data: { audio?: string } }
      if (type === 'speech_started') voice.push(atMs - 200)
      if (type !== 'response_audio') continue
      const last = audible.at(-1)
      const durationMs = ((data.audio?.length ?? 0) * 3) / 4 / 48
      if (last !== undefined && last.to >= atMs)
        audible[audible.length - 1] = { ...last, to: last.to + durationMs }
      else audible.push({ from: atMs, to: atMs + durationMs })
    }
    const [greeting, weather, museums] = audible
    const [first, second, third] = voice
    expect((first ?? 0) - (greeting?.to ?? 0)).toBeGreaterThan(700)
    expect((second ?? 0) - (weather?.to ?? 0)).toBeGreaterThan(700)
    expect((third ?? 0) - (museums?.from ?? 0)).toBeGreaterThan(1_500)
    expect((museums?.to ?? 0) - (third ?? 0)).toBeGreaterThan(6_000)
  })

  it('sends two late chunks of the cancelled turn after the interruption, and no more', () => {
    const all = outgoing(talk).map(
      ({ text }) => JSON.parse(text) as { type: string; data: { turn_id?: string } },
    )
    const cut = all.findIndex(({ type }) => type === 'interruption')
    const cancelled = all[cut - 2]?.data.turn_id
    expect(cancelled).toBeDefined()
    const late = all.slice(cut).filter(({ data }) => data.turn_id === cancelled)
    expect(late.map(({ type }) => type)).toEqual(['response_audio', 'response_audio'])
  })

  it("speaks the tool's output", async () => {
    const rain = await talkInMemory({ scenario, microphone: user, output: 'Rain, 12 °C' })
    expect(summary(outgoing(rain))[6]).toBe(
      'response_text It is raining in Paris, with 12 degrees. Take an umbrella.',
    )
  })

  it('speaks the default line for another output', async () => {
    const failed = await talkInMemory({ scenario, microphone: user, output: 'error: no such city' })
    expect(summary(outgoing(failed))[6]).toBe(
      'response_text Sorry, I could not find that out. Is there anything else?',
    )
  })
})

describe('bistro', () => {
  const user = recording('packages/simulator/speech/bistro/user.wav')
  let scenario: LoadedScenario
  beforeAll(async () => {
    scenario = await loadScenario('bistro')
  })

  it.each([
    ['booked: 2 at 20:00', 'Your table is booked. Anything else?'],
    ['full', 'I am afraid we are full that evening.'],
    ['error', 'I am sorry, I cannot open the book. Please call again.'],
  ])('follows its scenario when the tool returns %j', async (output, line) => {
    const bistro = await talkInMemory({ scenario, microphone: user, output })
    expect(summary(outgoing(bistro))).toEqual([
      'session_started',
      'response_text The Bistro, good evening, this is Victor.',
      'speech_started',
      'speech_stopped',
      'input_audio_transcript A table for two, please, tomorrow at eight.',
      'tool_call book_table',
      `response_text ${line}`,
      'speech_started',
      'speech_stopped',
      'input_audio_transcript No, thank you, goodbye.',
      'response_text See you tomorrow then.',
      'session_ended',
    ])
    expect(bistro.end).toEqual({ type: 'closed', code: 1000 })
  })
})

/** Transcript and end of a call. */
const courseOf = (talk: Talk): readonly string[] => [...summary(outgoing(talk)), JSON.stringify(talk.end)]

const over = JSON.stringify({ type: 'closed', code: 1000 })

describe('front desk', () => {
  it('asks whether the user is still there, and ends at the second silence', async () => {
    const scenario = await loadScenario('front-desk')
    const microphone = recording('packages/simulator/speech/front-desk/user.wav')
    const talk = await talkInMemory({ scenario, microphone, output: '' })
    expect(courseOf(talk)).toEqual([
      'session_started',
      'response_text Front desk, this is Nora.',
      'speech_started',
      'speech_stopped',
      'input_audio_transcript When is breakfast?',
      'response_text Breakfast is from seven to ten.',
      'response_text Are you still there?',
      'session_ended',
      over,
    ])
    expect(talk.reason).toBe('silence_timeout')
  })

  it("uses the token's first message, and the answer for its prompt", async () => {
    const scenario = await loadScenario('front-desk')
    const microphone = recording('packages/simulator/speech/front-desk/user.wav')
    const wish = { first_message: 'Kitchen.', prompt: 'You are Nora, and you speak to staff.' }
    const talk = await talkInMemory({ scenario, microphone, output: '', wish })
    expect(
      courseOf(talk)
        .filter((line) => line.startsWith('response_text'))
        .slice(0, 2),
    ).toEqual(['response_text Kitchen.', 'response_text Staff eat at six.'])
  })
})

describe('help line', () => {
  const microphone = recording('packages/simulator/speech/help-line/user.wav')

  it.each([
    ['online', 'I can see it, it is online.', 'That did not help.'],
    ['offline', 'It is offline. I will restart it.', 'That did not help.'],
    ['ok', 'I cannot see it from here.', 'It is back.'],
  ])('runs two tools, ignores interruptions of its notice, and transfers: %s', async (output, seen, done) => {
    const talk = await talkInMemory({ scenario: await loadScenario('help-line'), microphone, output })
    expect(courseOf(talk)).toEqual([
      'session_started',
      'response_text This call is recorded, so that we can learn from it. What can I do for you?',
      'speech_started',
      'speech_stopped',
      'input_audio_transcript My router has no light.',
      'tool_call look_up_router',
      `response_text ${seen}`,
      'speech_started',
      'speech_stopped',
      'input_audio_transcript Yes, do that.',
      'tool_call restart_router',
      `response_text ${done}`,
      'response_text I will put you through to a colleague.',
      'session_ended',
      over,
    ])
    expect(talk.reason).toBe('transferred')
  })

  it('speaks its notice to the end before it answers what was said over it', async () => {
    const talk = await talkInMemory({ scenario: await loadScenario('help-line'), microphone, output: '' })
    const timeOf = (type: string) => outgoing(talk).find(({ text }) => text.includes(`"${type}"`))?.atMs ?? 0
    expect(timeOf('speech_started')).toBeLessThan(4_000)
    expect(timeOf('tool_call')).toBeGreaterThan(4_000)
  })
})

const microphones: Readonly<Record<(typeof scenarioNames)[number], () => Int16Array>> = {
  'city-guide': userRecording,
  bistro: () => recording('packages/simulator/speech/bistro/user.wav'),
  'front-desk': () => recording('packages/simulator/speech/front-desk/user.wav'),
  'help-line': () => recording('packages/simulator/speech/help-line/user.wav'),
  railway: () => recording('packages/simulator/speech/railway/user.wav'),
  clinic: () => recording('packages/simulator/speech/clinic/user.wav'),
}

/** Random faults beside the conversation. */
const weather = { latencyMs: 60, jitterMs: 120, burstEveryMs: 50, wrongTypes: true, unknownType: true }

describe.each(scenarioNames)('%s', (name) => {
  it.each([
    ['as it is', {}, 1],
    ['with faults and a seed', weather, 7],
  ])(
    'is the same in memory and over the wire %s: the same messages at the same times, byte for byte',
    async (_, faults, seed) => {
      const plan = {
        scenario: await loadScenario(name),
        microphone: microphones[name](),
        output: 'online',
        faults,
        seed,
      }
      const talk = await talkInMemory(plan)
      expect(talk.end).toEqual({ type: 'closed', code: 1000 })
      expect(await talkOverWire(plan)).toEqual(talk)
    },
    300_000,
  )
})
