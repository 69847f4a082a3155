import { join } from 'node:path'
import { loadScript, type Script } from '../src/node.ts'
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

describe('the city guide', () => {
  const user = userRecording()
  let script: Script
  let talk: Talk
  beforeAll(async () => {
    script = await loadScript()
    talk = await talkInMemory({ script, microphone: user, output: 'sunny, 21 degrees in Paris' })
  })

  it('goes as its scenario says', () => {
    const museums = script.scenario.lines['museums']?.text ?? ''
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

  it('leaves at least 0.7 s between the voices, but where the user is to barge in', () => {
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

  it('says what the tool gave', async () => {
    const rain = await talkInMemory({ script, microphone: user, output: 'Rain, 12 °C' })
    expect(summary(outgoing(rain))[6]).toBe(
      'response_text It is raining in Paris, with 12 degrees. Take an umbrella.',
    )
  })

  it('is sorry when the tool gave something else', async () => {
    const failed = await talkInMemory({ script, microphone: user, output: 'error: no such city' })
    expect(summary(outgoing(failed))[6]).toBe(
      'response_text Sorry, I could not find that out. Is there anything else?',
    )
  })

  it('is the same over the wire: the same messages at the same moments, byte for byte', async () => {
    expect(await talkOverWire({ script, microphone: user, output: 'sunny, 21 degrees in Paris' })).toEqual(
      talk,
    )
  })
})

describe('the bistro', () => {
  const user = recording('packages/simulator/speech/bistro/user.wav')
  let script: Script
  beforeAll(async () => {
    script = await loadScript(join(__dirname, '../scenarios/bistro.json'))
  })

  it.each([
    ['booked: 2 at 20:00', 'Your table is booked. Anything else?'],
    ['full', 'I am afraid we are full that evening.'],
    ['error', 'I am sorry, I cannot open the book. Please call again.'],
  ])('goes as its scenario says when the tool gives %j', async (output, line) => {
    const bistro = await talkInMemory({ script, microphone: user, output })
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
