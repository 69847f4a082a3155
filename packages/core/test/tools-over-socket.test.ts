import { once } from 'node:events'
import * as t from 'io-ts'
import { runTools, openCall, tool } from '../src/index.ts'
import { openLine, says, type Line } from './line.ts'

const asks = (toolCallId: string, toolName: string, value: unknown) =>
  says('tool_call', { tool_call_id: toolCallId, tool_name: toolName, arguments: [{ name: 'city', value }] })

describe('tools on a real connection', () => {
  let line: Line
  beforeEach(async () => {
    line = await openLine()
  })
  afterEach(() => line.close())

  const begin = async () => {
    const call = openCall({ token: 'token', baseUrl: line.baseUrl })
    const { socket } = await line.answer()
    socket.send(says('session_started', { id: 'call-1' }))
    await call.started
    const outputs: string[] = []
    socket.on('message', (data: Buffer) => outputs.push(data.toString()))
    const answered = async (count: number) => {
      while (outputs.length < count) await once(socket, 'message')
      return outputs.map((text) => (JSON.parse(text) as { readonly data: unknown }).data)
    }
    return { call, socket, answered }
  }

  it('are answered once each, also when their calls are repeated', async () => {
    const { call, socket, answered } = await begin()
    const runs: string[] = []
    const get_weather = tool({
      args: t.type({ city: t.string }),
      run: ({ city }, { idempotencyKey }) => {
        runs.push(idempotencyKey)
        return { city, degrees: 18 }
      },
    })
    runTools(call, { get_weather })
    const asked = [
      asks('1', 'get_weather', 'Paris'),
      asks('2', 'get_weather', 7),
      asks('3', 'launch', 'Paris'),
    ]
    for (const text of [...asked, ...asked]) socket.send(text)
    const outputs = await answered(3)
    expect(outputs).toEqual(
      expect.arrayContaining([
        { toolCallId: '1', output: '{"city":"Paris","degrees":18}' },
        { toolCallId: '2', output: '{"error":"wrong arguments: city: expected string, got a number"}' },
        { toolCallId: '3', output: '{"error":"there is no tool launch"}' },
      ]),
    )
    expect([outputs.length, runs]).toEqual([3, ['call-1:1']])
    call.close()
    await call.ended
  })

  it('are answered once when an argument has no name', async () => {
    const { call, socket, answered } = await begin()
    const book = tool({ args: t.UnknownRecord, run: (args) => args })
    runTools(call, { book })
    const given = [{ name: 'seats', value: 2 }, { value: 'x' }, { name: null, value: 'y' }]
    socket.send(says('tool_call', { tool_call_id: '1', tool_name: 'book', arguments: given }))
    expect(await answered(1)).toEqual([{ toolCallId: '1', output: '{"seats":2}' }])
    call.close()
    await call.ended
  })

  it('are cancelled when the call ends, and their output is dropped', async () => {
    const { call, socket } = await begin()
    const reports: unknown[] = []
    let signal: AbortSignal | undefined
    const wait = tool({
      args: t.type({ city: t.string }),
      run: (_args, context) => {
        signal = context.signal
        return new Promise(() => undefined)
      },
    })
    const asked = new Promise((resolve) => call.on('message', resolve))
    const settled = new Promise<void>((resolve) => {
      runTools(
        call,
        { wait },
        {
          answered: ({ type }, sent) => {
            reports.push(type, sent)
            resolve()
          },
        },
      )
    })
    socket.send(asks('1', 'wait', 'Paris'))
    await asked
    socket.terminate()
    await settled
    expect([reports, signal?.aborted]).toEqual([['cancelled', 'dropped'], true])
  })
})
