import {
  serverData,
  type ServerData,
  type ServerMessage,
  tool,
  type ToolContext,
  type Tools,
} from '@vatel/core'
import { createClock } from '@sinonjs/fake-timers'
import { map, NEVER } from 'rxjs'
import { gather } from '../../test/gather.ts'
import { assertEqual } from '../../test/simulate.ts'
import { createFakeConnection } from '../../../core/test/fake-connection.ts'
import { settle } from '../../test/settle.ts'
import type { Signal } from '../call.ts'
import { callOf } from '../call.ts'
import { simulateAsync } from '../testing/simulate.ts'
import { serverMessages } from '../testing/server-messages.ts'
import { toolResults, type ToolResultsOptions, type ToolResult } from './tool-results.ts'

/** Any codec fits; this one requires `{ id: string }`. */
const args = serverData.session_started

/** A live call, a virtual clock, and tools: `echo` answers at once, `slow` and `cut` on `finish`, `broken` throws. */
const livingCall = (options: ToolResultsOptions = {}) => {
  const connection = createFakeConnection()
  const contexts: ToolContext[] = []
  const finishers: ((value: string) => void)[] = []
  const slow = (_: unknown, context: ToolContext) => {
    contexts.push(context)
    return new Promise<string>((resolve) => finishers.push(resolve))
  }
  const broken = (): never => {
    throw new Error('out of paper')
  }
  const tools = {
    echo: tool({ args, run: ({ id }) => id }),
    slow: tool({ args, run: slow, timeoutMs: 5_000 }),
    cut: tool({ args, run: slow, onInterruption: 'abort' }),
    asks: tool({ args, run: ({ id }) => id, approval: 'ask' }),
    broken: tool({ args, run: broken }),
  }
  const clock = createClock()
  const call = callOf(connection)
  const answers$ = toolResults(tools, { clock, ...options })(call)
  const ask = (id: string, name: keyof typeof tools | 'missing'): ServerMessage =>
    serverMessages.toolCall(id, name, { id: `for ${id}` })
  const outputs = () =>
    connection.sentMessages.flatMap(({ type, data }) =>
      type === 'tool_call_output' ? [`${data.toolCallId} ${data.output}`] : [],
    )
  connection.receive(serverMessages.started('call-1'))
  return {
    connection,
    clock,
    answers$,
    ask,
    outputs,
    contexts,
    finish: (value: string) => finishers.shift()?.(value),
  }
}

const asked = (toolCallId: string, toolName: string): ServerData<'tool_call'> => ({
  toolCallId,
  toolName,
  arguments: [{ name: 'id', value: toolCallId }],
})

const outcome = map(({ toolCallId, type }: ToolResult) => `${toolCallId} ${type}`)

describe('toolResults', () => {
  it('refuses a tool that is not made by tool, when it is created', () => {
    expect(() => toolResults({ weather: () => 'sunny' } as unknown as Tools)).toThrow(
      'tools.weather: must be made by tool({ args, run })',
    )
  })

  it('answers each call once, runs calls concurrently, and cancels running ones at the end of the call', () =>
    simulateAsync(
      assertEqual,
      { characters: 14 },
      ({ clock, hot, expectObservable, expectSubscriptions }) => {
        const lasting = (ms: number) => () =>
          new Promise<string>((done) => clock.setTimeout(() => done('done'), ms))
        const tools = { quick: tool({ args, run: lasting(3) }), slow: tool({ args, run: lasting(90) }) }
        const connection = createFakeConnection()
        connection.receive(serverMessages.started())
        const toolCall$ = hot('           -a-b-a-----|', { a: asked('a', 'quick'), b: asked('b', 'slow') })
        const interruption$ = hot<Signal>('-----------|')
        const expected = '                ----r------(c|)'
        const subscribed = '              ^----------!'
        const answers$ = toolResults(tools, { clock })({ connection, toolCall$, interruption$, sent$: NEVER })
        expectObservable(answers$.pipe(outcome)).toBe(expected, { r: 'a result', c: 'b cancelled' })
        expectSubscriptions(toolCall$.subscriptions).toBe(subscribed)
        expectSubscriptions(interruption$.subscriptions).toBe(subscribed)
      },
    ))

  it('reports a tool that takes longer than it answers within, once', async () => {
    const reported: string[] = []
    const connection = createFakeConnection()
    const clock = createClock()
    const tools = {
      slow: tool({ args, run: () => new Promise<string>(() => undefined), answersWithinMs: 1_500 }),
    }
    const onEvent: ToolResultsOptions['onEvent'] = (event) => {
      if (event.type === 'overdue') reported.push(`${event.call.toolCallId} at ${String(clock.now)}`)
    }
    const results = toolResults(tools, { clock, onEvent })(callOf(connection)).subscribe()
    connection.receive(serverMessages.started(), serverMessages.toolCall('a', 'slow', { id: 'a' }))
    await clock.tickAsync(1_499)
    expect(reported).toEqual([])
    await clock.tickAsync(10_000)
    expect(reported).toEqual(['a at 1500'])
    results.unsubscribe()
  })

  it('unsubscribes from the call when it is unsubscribed', () =>
    simulateAsync(
      assertEqual,
      { characters: 10 },
      ({ clock, hot, expectObservable, expectSubscriptions }) => {
        const connection = createFakeConnection()
        connection.receive(serverMessages.started())
        const toolCall$ = hot('           -a-----|', { a: asked('a', 'echo') })
        const interruption$ = hot<Signal>('-------|')
        const tools = { echo: tool({ args, run: ({ id }) => id }) }
        const answers$ = toolResults(tools, { clock })({ connection, toolCall$, interruption$, sent$: NEVER })
        expectObservable(answers$.pipe(outcome), '^--!').toBe('-r', { r: 'a result' })
        expectSubscriptions(toolCall$.subscriptions).toBe('^--!')
        expectSubscriptions(interruption$.subscriptions).toBe('^--!')
      },
    ))

  it('sends exactly one output for each call, also for a repeated one', async () => {
    const { connection, answers$, ask, outputs } = livingCall()
    const answers = gather(answers$)
    connection.receive(ask('a', 'echo'), ask('b', 'broken'), ask('a', 'echo'), ask('c', 'missing'))
    await settle()
    expect(outputs().sort()).toEqual([
      'a for a',
      'b {"error":"out of paper"}',
      'c {"error":"there is no tool missing"}',
    ])
    expect(answers).toContainEqual({
      type: 'result',
      toolCallId: 'a',
      toolName: 'echo',
      output: 'for a',
      sent: 'sent',
    })
    connection.close()
    await settle()
    expect(answers.at(-1)).toBe('complete')
  })

  it('passes the idempotency key of the call to the tool', async () => {
    const { connection, answers$, ask, contexts } = livingCall()
    gather(answers$)
    connection.receive(ask('a', 'slow'))
    await settle()
    expect(contexts[0]?.idempotencyKey).toBe('call-1:a')
    connection.close()
  })

  it('runs calls of the same tool concurrently by default', async () => {
    const { connection, answers$, ask, outputs, finish, contexts } = livingCall()
    gather(answers$)
    connection.receive(ask('a', 'slow'), ask('b', 'slow'))
    await settle()
    expect(contexts).toHaveLength(2)
    finish('one')
    finish('two')
    await settle()
    expect(outputs()).toEqual(['a one', 'b two'])
    connection.close()
  })

  it('runs calls of an in-order tool one after the other, and other tools meanwhile', async () => {
    const { connection, answers$, ask, outputs, contexts, finish } = livingCall({
      concurrency: { slow: 'in-order' },
    })
    gather(answers$)
    connection.receive(ask('a', 'slow'), ask('b', 'slow'), ask('c', 'echo'))
    await settle()
    expect([contexts.length, outputs()]).toEqual([1, ['c for c']])
    finish('first')
    await settle()
    expect(contexts).toHaveLength(2)
    finish('second')
    await settle()
    expect(outputs().slice(1)).toEqual(['a first', 'b second'])
    connection.close()
  })

  it('answers queued calls when it is unsubscribed', async () => {
    const { connection, answers$, ask, outputs, contexts } = livingCall({ concurrency: 'in-order' })
    const subscription = answers$.subscribe()
    connection.receive(ask('a', 'slow'), ask('b', 'slow'), ask('c', 'slow'))
    await settle()
    subscription.unsubscribe()
    await settle()
    expect(outputs().map((output) => output.slice(0, 1))).toEqual(['a', 'b', 'c'])
    expect(contexts).toHaveLength(1)
    connection.close()
  })

  it('cancels the running call of a latest tool at a new one, and answers both', async () => {
    const { connection, answers$, ask, outputs, contexts, finish } = livingCall({
      concurrency: { slow: 'latest' },
    })
    const answers = gather(answers$.pipe(outcome))
    connection.receive(ask('a', 'slow'))
    await settle()
    connection.receive(ask('b', 'slow'))
    await settle()
    expect(contexts.map(({ signal }) => signal.aborted)).toEqual([true, false])
    finish('too late')
    finish('second')
    await settle()
    expect(outputs()).toEqual([expect.stringMatching(/^a .*moved on/), 'b second'])
    expect(answers).toEqual(['a cancelled', 'b result'])
    connection.close()
  })

  it('cancels tools with onInterruption abort at an interruption, and lets the others finish', async () => {
    const { connection, answers$, ask, contexts, finish } = livingCall()
    const answers = gather(answers$.pipe(outcome))
    connection.receive(ask('a', 'slow'), ask('b', 'cut'), ask('x', 'missing'))
    await settle()
    connection.receive(serverMessages.interruption)
    await settle()
    expect(contexts.map(({ signal }) => signal.aborted)).toEqual([false, true])
    finish('done')
    await settle()
    expect(answers).toEqual(['x error', 'b cancelled', 'a result'])
    connection.close()
  })

  it('asks for approval before a tool with approval ask runs', async () => {
    const approve = jest.fn(({ toolCallId }: { readonly toolCallId: string }) => toolCallId === 'a')
    const { connection, answers$, ask } = livingCall({ approve })
    const answers = gather(answers$.pipe(outcome))
    connection.receive(ask('a', 'asks'), ask('b', 'asks'), ask('c', 'echo'))
    await settle()
    expect([...answers].sort()).toEqual(['a result', 'b declined', 'c result'])
    expect(approve).toHaveBeenCalledTimes(2)
    connection.close()
  })

  it('answers a tool with approval ask with an error when there is no approve function', async () => {
    const { connection, answers$, ask, outputs } = livingCall()
    gather(answers$)
    connection.receive(ask('a', 'asks'))
    await settle()
    expect(outputs()).toEqual([expect.stringMatching(/^a .*nobody could be asked/)])
    connection.close()
  })

  it('continues after a call with an empty id', async () => {
    const { connection, answers$, ask } = livingCall()
    const answers = gather(answers$)
    connection.receive(serverMessages.toolCall('', 'echo', { id: 'x' }), ask('a', 'echo'))
    await settle()
    expect(answers).toEqual([
      expect.objectContaining({ toolCallId: '', sent: 'dropped' }),
      expect.objectContaining({ toolCallId: 'a', sent: 'sent' }),
    ])
    connection.close()
  })

  it('answers for a tool that times out on the given clock', async () => {
    const { connection, answers$, ask, outputs, clock } = livingCall()
    gather(answers$)
    connection.receive(ask('a', 'slow'))
    await settle()
    await clock.tickAsync(4_999)
    expect(outputs()).toEqual([])
    await clock.tickAsync(1)
    expect(outputs()).toHaveLength(1)
    connection.close()
  })

  it('aborts running tools at the end of the call, and reports their outputs as dropped', async () => {
    const { connection, answers$, ask, clock, contexts } = livingCall()
    const answers = gather(answers$)
    connection.receive(ask('a', 'slow'))
    await settle()
    connection.end({ type: 'session-ended' })
    await settle()
    expect(contexts[0]?.signal.aborted).toBe(true)
    expect(answers).toEqual([expect.objectContaining({ type: 'cancelled', sent: 'dropped' }), 'complete'])
    expect([clock.countTimers(), connection.listenerCount]).toEqual([0, 0])
  })

  it('passes a late output to the ended connection, and the reason of the abort to the tool', async () => {
    const { connection, answers$, ask, contexts, finish } = livingCall()
    const given = jest.spyOn(connection, 'sendToolOutput')
    const answers = gather(answers$.pipe(outcome))
    connection.receive(ask('a', 'slow'))
    await settle()
    connection.end({ type: 'lost', code: 1006, reason: '' })
    await settle()
    finish('booked')
    await settle()
    expect(given.mock.calls).toEqual([
      ['a', expect.stringContaining('moved on')],
      ['a', 'booked'],
    ])
    expect(answers).toEqual(['a cancelled', 'complete'])
    expect(contexts[0]?.signal.reason).toMatchObject({ name: 'AbortError', message: 'the call is over' })
  })

  it('stops a call that the program answers itself, and sends no second output', async () => {
    const { connection, answers$, ask, outputs, contexts } = livingCall()
    const answers = gather(answers$.pipe(outcome))
    connection.receive(ask('a', 'slow'))
    await settle()
    connection.sendToolOutput('a', 'answered by hand')
    await settle()
    expect([outputs(), answers]).toEqual([['a answered by hand'], []])
    expect(contexts[0]?.signal.aborted).toBe(true)
    connection.close()
  })

  it('refuses a misspelt option', () => {
    expect(() => toolResults({}, { concurency: 'latest' } as object)).toThrow(
      'concurency: must be left out: there are only approve, clock, concurrency, maxRunning, onEvent',
    )
  })

  it('errors when maxRunning is below 1', () => {
    const { answers$ } = livingCall({ maxRunning: 0 })
    expect(gather(answers$)).toEqual(['error'])
  })

  it('cancels running tools, and answers them, when it is unsubscribed during the call', async () => {
    const { connection, answers$, ask, outputs, clock } = livingCall()
    const subscription = answers$.subscribe()
    connection.receive(ask('a', 'slow'))
    await settle()
    subscription.unsubscribe()
    await settle()
    expect(outputs()).toEqual([expect.stringMatching(/^a .*moved on/)])
    expect([clock.countTimers(), connection.listenerCount]).toEqual([0, 0])
    connection.close()
  })
})
