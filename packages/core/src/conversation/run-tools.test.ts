import { createClock } from '@sinonjs/fake-timers'
import * as t from 'io-ts'
import { createEmitter } from '../call/receive-buffer.ts'
import type { CallEvents } from '../call/connection.ts'
import { runTools } from './run-tools.ts'
import { tool } from './tools.ts'

/** A connection that says what a test tells it to, and keeps what is sent. */
const openStage = () => {
  const events = createEmitter<CallEvents>()
  const outputs: (readonly [string, string])[] = []
  return {
    connection: {
      on: events.on.bind(events),
      started: Promise.resolve({ id: 'call-1' }),
      sendToolOutput: (toolCallId: string, output: string) => {
        outputs.push([toolCallId, output])
        return { status: 'sent' as const }
      },
    },
    outputs,
    asks: (toolCallId: string, toolName = 'book') =>
      events.emit('message', { type: 'tool_call', data: { toolCallId, toolName, arguments: [] } }),
    interrupts: () => events.emit('message', { type: 'interruption', data: {} }),
    ends: () => events.emit('end', { type: 'session-ended' }),
  }
}

const anything = t.type({})
const never = () => new Promise(() => undefined)

describe('runTools', () => {
  it('runs a repeated call once and sends one output', async () => {
    const clock = createClock()
    const stage = openStage()
    let runs = 0
    const book = tool({ args: anything, run: () => `run ${String(++runs)}` })
    runTools(stage.connection, { book }, { clock })
    stage.asks('1')
    stage.asks('1')
    await clock.tickAsync(0)
    stage.asks('1')
    await clock.tickAsync(0)
    expect([runs, stage.outputs]).toEqual([1, [['1', 'run 1']]])
  })

  it('answers a thousand calls in flight, each once and under its own key, and leaves no timer', async () => {
    const clock = createClock()
    const stage = openStage()
    const book = tool({
      args: anything,
      run: (_args, { idempotencyKey }) =>
        new Promise((resolve) =>
          clock.setTimeout(() => resolve(idempotencyKey), Number(idempotencyKey.slice(7))),
        ),
    })
    runTools(stage.connection, { book }, { clock, maxRunning: Infinity })
    const ids = Array.from({ length: 1_000 }, (_, n) => String(n + 1))
    for (const id of [...ids, ...ids]) stage.asks(id)
    await clock.tickAsync(1_000)
    expect(stage.outputs).toEqual(ids.map((id) => [id, `call-1:${id}`]))
    expect(clock.countTimers()).toBe(0)
  })

  it('answers a thousand calls that never end at their deadline', async () => {
    const clock = createClock()
    const stage = openStage()
    runTools(
      stage.connection,
      { book: tool({ args: anything, run: never, timeoutMs: 50 }) },
      { clock, maxRunning: Infinity },
    )
    for (let id = 1; id <= 1_000; id++) stage.asks(String(id))
    await clock.tickAsync(50)
    expect(new Set(stage.outputs.map(([id]) => id)).size).toBe(1_000)
    expect(stage.outputs).toHaveLength(1_000)
    expect(clock.countTimers()).toBe(0)
  })

  it('leaves no rejection unhandled when it refuses an option of a call that does not start', async () => {
    const rejected: unknown[] = []
    const note = (error: unknown) => rejected.push(error)
    process.on('unhandledRejection', note)
    const started = Promise.reject<{ readonly id: string }>(new Error('refused'))
    started.catch(() => undefined)
    const { connection } = openStage()
    expect(() => runTools({ ...connection, started }, {}, { maxRunning: 0 })).toThrow('maxRunning')
    const misspelt = { maxRunnning: 1 } as object
    expect(() => runTools({ ...connection, started }, {}, misspelt)).toThrow(
      'maxRunnning: must be left out: there are only',
    )
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', note)
    expect(rejected).toEqual([])
  })

  it('reports each outcome and what became of its output', async () => {
    const stage = openStage()
    const settled = new Promise((resolve) => {
      runTools(stage.connection, {}, { answered: (outcome, sent) => resolve([outcome.type, sent]) })
    })
    stage.asks('1', 'fly')
    expect(await settled).toEqual(['error', 'sent'])
  })

  it('cancels at an interruption the tools with `abort`, and lets the others finish', async () => {
    const clock = createClock()
    const stage = openStage()
    const later = () => new Promise((resolve) => clock.setTimeout(() => resolve('done'), 100))
    const tools = {
      book: tool({ args: anything, run: later }),
      look: tool({ args: anything, run: later, onInterruption: 'abort' }),
    }
    runTools(stage.connection, tools, { clock })
    stage.asks('1', 'book')
    stage.asks('2', 'look')
    stage.asks('3', 'constructor')
    await clock.tickAsync(50)
    stage.interrupts()
    await clock.tickAsync(50)
    expect(stage.outputs.map(([id]) => id)).toEqual(['3', '2', '1'])
    expect(stage.outputs[1]?.[1]).toContain('moved on')
  })

  it.each([
    ['the end of the call', (stage: ReturnType<typeof openStage>) => stage.ends()],
    ['its own stop', (_stage: ReturnType<typeof openStage>, stop: () => void) => stop()],
  ])('cancels running tools at %s, and sends no later result', async (_name, end) => {
    const clock = createClock()
    const stage = openStage()
    let finish: ((value: string) => void) | undefined
    const book = tool({ args: anything, run: () => new Promise((resolve) => (finish = resolve)) })
    const stop = runTools(stage.connection, { book }, { clock })
    stage.asks('1')
    await clock.tickAsync(0)
    end(stage, stop)
    await clock.tickAsync(0)
    finish?.('booked')
    await clock.tickAsync(0)
    expect(stage.outputs).toEqual([['1', expect.stringContaining('moved on')]])
    expect(clock.countTimers()).toBe(0)
  })

  it('sends a late output in the place of one that was dropped, and passes the reason to the tool', async () => {
    const clock = createClock()
    const stage = openStage()
    let finish: ((value: string) => void) | undefined
    let why: unknown
    const book = tool({
      args: anything,
      run: (_args, { signal }) => {
        signal.addEventListener('abort', () => {
          why = signal.reason
        })
        return new Promise((resolve) => (finish = resolve))
      },
    })
    const outcomes: string[] = []
    const connection = {
      ...stage.connection,
      sendToolOutput: (toolCallId: string, output: string) => {
        stage.connection.sendToolOutput(toolCallId, output)
        return { status: 'dropped' as const }
      },
    }
    runTools(connection, { book }, { clock, answered: ({ type }) => outcomes.push(type) })
    stage.asks('1')
    await clock.tickAsync(0)
    stage.ends()
    await clock.tickAsync(0)
    finish?.('booked')
    await clock.tickAsync(0)
    expect(stage.outputs).toEqual([
      ['1', expect.stringContaining('moved on')],
      ['1', 'booked'],
    ])
    expect(outcomes).toEqual(['cancelled'])
    expect(why).toMatchObject({ name: 'AbortError', message: 'the call is over: session-ended' })
  })

  it('asks before a tool that needs approval runs', async () => {
    const clock = createClock()
    const stage = openStage()
    const book = tool({ args: anything, run: () => 'booked', approval: 'ask' })
    const asked: string[] = []
    const approve = ({ toolCallId }: { toolCallId: string }) => {
      asked.push(toolCallId)
      return toolCallId === '1'
    }
    runTools(stage.connection, { book }, { clock, approve })
    stage.asks('1')
    stage.asks('2')
    await clock.tickAsync(0)
    expect(asked).toEqual(['1', '2'])
    expect([...stage.outputs].sort()).toEqual([
      ['1', 'booked'],
      ['2', '{"error":"the user declined this"}'],
    ])
  })
})
