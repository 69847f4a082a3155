import { join } from 'node:path'
import { createClock } from '@sinonjs/fake-timers'
import WebSocket from 'ws'
import { simulatePlatform, type LogEntry } from '../src/index.ts'
import { loadScript, startSimulator, type Script } from '../src/node.ts'
import { playUser, type DemoClient } from './demo.ts'
import { recording, userRecording } from './recordings.ts'

type MessageEntry = Extract<LogEntry, { type: 'message' }>

const messages = (log: readonly LogEntry[]) => log.filter((entry) => entry.type === 'message')
const outgoing = (log: readonly LogEntry[]) => messages(log).filter(({ direction }) => direction === 'out')
const incoming = (log: readonly LogEntry[]) => messages(log).filter(({ direction }) => direction === 'in')

const tokenOf = async (request: typeof fetch, url: string, apiKey: string, agentId: string) => {
  const response = await request(`${url}/v1/session-token`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ agent_id: agentId }),
  })
  const { token } = (await response.json()) as { readonly token: string }
  return token
}

const turns = () => new Promise((resolve) => setImmediate(resolve))

const epochMs = Date.UTC(2025, 0)

interface Talk {
  readonly log: readonly LogEntry[]
  readonly closeCode: number | undefined
}

interface Socket extends DemoClient {
  readonly closeCode: number | undefined
}

const follow = (socket: {
  addEventListener(
    type: string,
    listener: (event: { readonly data?: unknown; readonly code?: number }) => void,
  ): void
  send(text: string): void
}): Socket & { sent: number } => {
  const received: string[] = []
  let closeCode: number | undefined
  let sent = 0
  socket.addEventListener('message', ({ data }) => received.push(String(data)))
  socket.addEventListener('close', ({ code }) => (closeCode = code))
  return {
    received,
    isClosed() {
      return closeCode !== undefined
    },
    get closeCode() {
      return closeCode
    },
    get sent() {
      return sent
    },
    send: (text) => {
      sent++
      socket.send(text)
    },
  }
}

/** Waits until both ends have everything that was sent; time stands still meanwhile. */
const settleOn = (log: readonly LogEntry[], client: Socket & { sent: number }) => async () => {
  do await turns()
  while (
    !client.isClosed() &&
    (client.received.length < outgoing(log).length || incoming(log).length < client.sent || log.length < 2)
  )
}

const inMemory = async (script: Script, microphone: Int16Array, output: string): Promise<Talk> => {
  const clock = createClock()
  const log: LogEntry[] = []
  const platform = simulatePlatform({ script, clock, epochMs, log: (entry) => log.push(entry) })
  const token = await tokenOf(platform.fetch, platform.url, platform.apiKey, platform.agentId)
  const socket = new platform.WebSocket(`wss://simulator.invalid/v1/connection?token=${token}`)
  const client = follow(socket as Parameters<typeof follow>[0])
  await playUser(
    client,
    { pass: (ms) => void clock.tick(ms), settle: settleOn(log, client) },
    microphone,
    output,
  )
  return { log, closeCode: client.closeCode }
}

const overTheWire = async (script: Script, microphone: Int16Array, output: string): Promise<Talk> => {
  const log: LogEntry[] = []
  const clock = createClock()
  const simulator = await startSimulator({
    scenario: script,
    clock,
    epochMs,
    log: (entry) => log.push(entry),
  })
  const token = await tokenOf(fetch, simulator.url, simulator.apiKey, simulator.agentId)
  const socket = new WebSocket(`${simulator.url.replace('http', 'ws')}/v1/connection?token=${token}`)
  const client = follow(socket as unknown as Parameters<typeof follow>[0])
  await new Promise((resolve) => socket.on('open', resolve))
  await playUser(
    client,
    { pass: (ms) => void clock.tick(ms), settle: settleOn(log, client) },
    microphone,
    output,
  )
  while (!client.isClosed()) await turns()
  await simulator.close()
  return { log, closeCode: client.closeCode }
}

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
    talk = await inMemory(script, user, 'sunny, 21 degrees in Paris')
  })

  it('goes as its scenario says', () => {
    const museums = script.scenario.lines['museums']?.text ?? ''
    expect(summary(outgoing(talk.log))).toEqual([
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
    expect(talk.closeCode).toBe(1000)
  })

  it('leaves at least 0.7 s between the voices, but where the user is to barge in', () => {
    const audible: { readonly from: number; readonly to: number }[] = []
    const voice: number[] = []
    for (const { atMs, text } of outgoing(talk.log)) {
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
    const all = outgoing(talk.log).map(
      ({ text }) => JSON.parse(text) as { type: string; data: { turn_id?: string } },
    )
    const cut = all.findIndex(({ type }) => type === 'interruption')
    const cancelled = all[cut - 2]?.data.turn_id
    expect(cancelled).toBeDefined()
    const late = all.slice(cut).filter(({ data }) => data.turn_id === cancelled)
    expect(late.map(({ type }) => type)).toEqual(['response_audio', 'response_audio'])
  })

  it('says what the tool gave', async () => {
    const rain = await inMemory(script, user, 'Rain, 12 °C')
    expect(summary(outgoing(rain.log))[6]).toBe(
      'response_text It is raining in Paris, with 12 degrees. Take an umbrella.',
    )
  })

  it('is sorry when the tool gave something else', async () => {
    const failed = await inMemory(script, user, 'error: no such city')
    expect(summary(outgoing(failed.log))[6]).toBe(
      'response_text Sorry, I could not find that out. Is there anything else?',
    )
  })

  it('is the same over the wire: the same messages at the same moments, byte for byte', async () => {
    const wired = await overTheWire(script, user, 'sunny, 21 degrees in Paris')
    expect(messages(wired.log)).toEqual(messages(talk.log))
    expect(wired.closeCode).toBe(1000)
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
    const { log, closeCode } = await inMemory(script, user, output)
    expect(summary(outgoing(log))).toEqual([
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
    expect(closeCode).toBe(1000)
  })
})
