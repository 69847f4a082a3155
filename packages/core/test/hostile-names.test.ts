import * as t from 'io-ts'
import {
  runTools,
  initialLatency,
  initialTranscript,
  openCall,
  initialPlayback,
  reducePlayback,
  reduceLatency,
  reduceTranscript,
  systemClock,
  tool,
  type ServerMessage,
} from '../src/index.ts'
import { prototypes } from './fuzz/reading.ts'
import { nastyKeys } from './fuzz/server-text.ts'
import { openLine, says, type Line } from './line.ts'
import { until } from './until.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(300_000)

let line: Line
beforeEach(async () => {
  line = await openLine()
})
afterEach(() => line.close())

/** What means something to objects, promises and emitters, and texts that are no whole Unicode. */
const names = [
  ...new Set([
    ...nastyKeys.filter((name) => name !== ''),
    '4294967295',
    '\ud800',
    'a\udfff',
    '\u0000',
    '\u2028',
  ]),
]
const callEvents = ['message', 'invalid', 'sent', 'state', 'dropped', 'end'] as const

const begin = async (started: object = { id: 'call-1' }) => {
  const call = openCall({ token: 'token', baseUrl: line.baseUrl })
  const { socket } = await line.answer()
  socket.send(says('session_started', started))
  await call.started
  return { call, socket }
}

describe('a type that comes from the wire', () => {
  it('names no event of the call, whatever it is called', async () => {
    const { call, socket } = await begin()
    const before = prototypes()
    const types = [...names, ...callEvents, 'close', 'open', 'error', 'live', 'ended']
    const emitted: unknown[] = []
    const strangers: unknown[] = []
    for (const event of callEvents)
      call.on(event, (value: unknown) =>
        emitted.push([event, (value as { wireType?: string }).wireType ?? 'known']),
      )
    // As a program does that listens by the names of messages.
    for (const name of types)
      if (!callEvents.some((event) => event === name))
        call.on(name as never, (value: unknown) => strangers.push([name, value]))
    for (const type of types) socket.send(JSON.stringify({ type, data: { code: 1000, reason: 'x' } }))
    await until(() => emitted.length > types.length)
    expect(emitted).toEqual([['message', 'known'], ...types.map((type) => ['message', type])])
    expect([strangers, call.state, call.delivery.invalidMessages]).toEqual([[], 'live', 0])
    expect(prototypes()).toBe(before)
    call.close()
    await call.ended
  })
})

describe('an id that comes from the wire', () => {
  it.each(names)('is only an id, and goes back as it came: %j', async (name) => {
    const before = prototypes()
    const { call, socket } = await begin({ id: name })
    expect(await call.started).toEqual({ id: name })
    const outputs: unknown[] = []
    socket.on('message', (data: Buffer) =>
      outputs.push((JSON.parse(data.toString()) as { data: unknown }).data),
    )
    const keys: string[] = []
    const look = tool({
      args: t.record(t.string, t.unknown),
      run: (args, { idempotencyKey }) => {
        keys.push(idempotencyKey)
        return Object.entries(args)
      },
    })
    runTools(call, { look })
    const seen: ServerMessage[] = []
    call.on('message', (message) => message.type !== 'unknown' && seen.push(message))
    const asked = { toolCallId: name, toolName: 'look', arguments: [{ name, value: name }] }
    const nobody = { toolCallId: `${name} 2`, toolName: name, arguments: [] }
    socket.send(says('response_text', { turn_id: name, text: name, is_final: true }))
    socket.send(says('input_audio_transcript', { turn_id: name, transcript: name }))
    socket.send(says('response_audio', { turn_id: name, audio: 'AAAA' }))
    // The platform says it twice, and is answered once.
    for (const data of [asked, asked, nobody, nobody]) socket.send(says('tool_call', data))
    await until(() => outputs.length === 2)
    expect(outputs).toHaveLength(2)
    expect(outputs).toEqual(
      expect.arrayContaining([
        { toolCallId: name, output: JSON.stringify([[name, name]]) },
        { toolCallId: `${name} 2`, output: JSON.stringify({ error: `there is no tool ${name}` }) },
      ]),
    )
    expect(keys).toEqual([`${name}:${name}`])
    expect(call.delivery).toMatchObject({ incompleteTurnId: name, unansweredToolCalls: [] })
    const transcript = seen.reduce(reduceTranscript, initialTranscript)
    expect(
      transcript.map((entry) => (entry.who === 'agent' ? [entry.turnId, entry.text] : entry.who)),
    ).toContainEqual([name, name])
    seen.reduce((gate, message) => reducePlayback(gate, message), initialPlayback)
    seen.reduce(
      (latency, message) => reduceLatency(latency, message, systemClock.performance.now()),
      initialLatency,
    )
    expect(prototypes()).toBe(before)
    call.close()
    await call.ended
  })
})

describe('a field called then', () => {
  it('is awaited by nobody, even where it could be called', async () => {
    const { call, socket } = await begin()
    let awaited = 0
    const then = () => (awaited += 1)
    // JSON has no functions: a parser that somebody has changed may give one.
    const { parse } = JSON
    const changed = jest.spyOn(JSON, 'parse').mockImplementation((text: string) => {
      const message = parse(text) as { data: object; then?: unknown }
      Object.assign(message, { then })
      Object.assign(message.data, { then })
      return message
    })
    const heard: unknown[] = []
    call.on('message', (message) => heard.push(message))
    const reading = call.messages()
    runTools(call, {})
    socket.send(says('response_text', { turn_id: 't', text: 'x' }))
    socket.send(says('mystery', {}))
    socket.send(says('tool_call', { toolCallId: '1', toolName: 'x', arguments: [] }))
    const read: string[] = []
    // Not by `for await`, which would hide whether a promise was resolved with the message.
    for (let n = 0; n < 4; n += 1) read.push(((await reading.next()) as { value: ServerMessage }).value.type)
    changed.mockRestore()
    await until(() => call.delivery.unansweredToolCalls.length === 0)
    expect(read).toEqual(['session_started', 'response_text', 'unknown', 'tool_call'])
    expect(heard).toHaveLength(4)
    expect(awaited).toBe(0)
    call.close()
    await call.ended
  })

  it('changes nothing of how a call begins', async () => {
    const started = { id: 'call-1', then: { then: 'x' } }
    const { call } = await begin(started)
    expect(await call.started).toEqual(started)
    const { value } = (await call.messages().next()) as { value: unknown }
    expect(value).toEqual({ type: 'session_started', data: started })
    call.close()
    await call.ended
  })
})
