import { serverData, type ServerData, type ServerMessage, tool, type ToolContext } from '@vatel/core'
import { createClock } from '@sinonjs/fake-timers'
import { map } from 'rxjs'
import { gather } from '../../test/gather.ts'
import { assertEqual } from '../../test/simulate.ts'
import { scriptedConnection } from '../../test/scripted-connection.ts'
import { settle } from '../../test/settle.ts'
import type { Signal } from '../call.ts'
import { callOf } from '../call.ts'
import { simulateAsync } from '../testing/simulate.ts'
import { serverMessages } from '../testing/server-messages.ts'
import { toolResults, type ToolResultsOptions, type ToolResult } from './tool-results.ts'

/** Any codec will do; this one wants `{ id: string }`. */
const args = serverData.session_started

/** A call that is live, a virtual clock, and tools: `echo` answers at once, `slow` and `cut` when told to, `broken` throws. */
const livingCall = (options: ToolResultsOptions = {}) => {
  const connection = scriptedConnection()
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
  connection.say(serverMessages.started('call-1'))
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
  it('answers each call once, side by side, and those that still run when the call ends', () =>
    simulateAsync(
      assertEqual,
      { characters: 14 },
      ({ clock, hot, expectObservable, expectSubscriptions }) => {
        const lasting = (ms: number) => () =>
          new Promise<string>((done) => clock.setTimeout(() => done('done'), ms))
        const tools = { quick: tool({ args, run: lasting(3) }), slow: tool({ args, run: lasting(90) }) }
        const connection = scriptedConnection()
        connection.say(serverMessages.started())
        const toolCall$ = hot('           -a-b-a-----|', { a: asked('a', 'quick'), b: asked('b', 'slow') })
        const interruption$ = hot<Signal>('-----------|')
        const expected = '                ----r------(c|)'
        const subscribed = '              ^----------!'
        const answers$ = toolResults(tools, { clock })({ connection, toolCall$, interruption$ })
        expectObservable(answers$.pipe(outcome)).toBe(expected, { r: 'a result', c: 'b cancelled' })
        expectSubscriptions(toolCall$.subscriptions).toBe(subscribed)
        expectSubscriptions(interruption$.subscriptions).toBe(subscribed)
      },
    ))

  it('leaves the call when it is left', () =>
    simulateAsync(
      assertEqual,
      { characters: 10 },
      ({ clock, hot, expectObservable, expectSubscriptions }) => {
        const connection = scriptedConnection()
        connection.say(serverMessages.started())
        const toolCall$ = hot('           -a-----|', { a: asked('a', 'echo') })
        const interruption$ = hot<Signal>('-------|')
        const tools = { echo: tool({ args, run: ({ id }) => id }) }
        const answers$ = toolResults(tools, { clock })({ connection, toolCall$, interruption$ })
        expectObservable(answers$.pipe(outcome), '^--!').toBe('-r', { r: 'a result' })
        expectSubscriptions(toolCall$.subscriptions).toBe('^--!')
        expectSubscriptions(interruption$.subscriptions).toBe('^--!')
      },
    ))

  it('sends exactly one output for each call, also for one that comes twice', async () => {
    const { connection, answers$, ask, outputs } = livingCall()
    const answers = gather(answers$)
    connection.say(ask('a', 'echo'), ask('b', 'broken'), ask('a', 'echo'), ask('c', 'missing'))
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

  it('gives each run of a call the same key', async () => {
    const { connection, answers$, ask, contexts } = livingCall()
    gather(answers$)
    connection.say(ask('a', 'slow'))
    await settle()
    expect(contexts[0]?.idempotencyKey).toBe('call-1:a')
    connection.close()
  })

  it('runs calls of the same tool side by side unless it is told otherwise', async () => {
    const { connection, answers$, ask, outputs, finish, contexts } = livingCall()
    gather(answers$)
    connection.say(ask('a', 'slow'), ask('b', 'slow'))
    await settle()
    expect(contexts).toHaveLength(2)
    finish('one')
    finish('two')
    await settle()
    expect(outputs()).toEqual(['a one', 'b two'])
    connection.close()
  })

  it('runs calls of a tool one after the other, and others meanwhile', async () => {
    const { connection, answers$, ask, outputs, contexts, finish } = livingCall({
      concurrency: { slow: 'in-order' },
    })
    gather(answers$)
    connection.say(ask('a', 'slow'), ask('b', 'slow'), ask('c', 'echo'))
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

  it('answers those that wait for their turn when it is left', async () => {
    const { connection, answers$, ask, outputs, contexts } = livingCall({ concurrency: 'in-order' })
    const subscription = answers$.subscribe()
    connection.say(ask('a', 'slow'), ask('b', 'slow'), ask('c', 'slow'))
    await settle()
    subscription.unsubscribe()
    await settle()
    expect(outputs().map((output) => output.slice(0, 1))).toEqual(['a', 'b', 'c'])
    expect(contexts).toHaveLength(1)
    connection.close()
  })

  it('cancels a call of a tool when a later one takes its place, and answers both', async () => {
    const { connection, answers$, ask, outputs, contexts, finish } = livingCall({
      concurrency: { slow: 'latest' },
    })
    const answers = gather(answers$.pipe(outcome))
    connection.say(ask('a', 'slow'))
    await settle()
    connection.say(ask('b', 'slow'))
    await settle()
    expect(contexts.map(({ signal }) => signal.aborted)).toEqual([true, false])
    finish('too late')
    finish('second')
    await settle()
    expect(outputs()).toEqual([expect.stringMatching(/^a .*moved on/), 'b second'])
    expect(answers).toEqual(['a cancelled', 'b result'])
    connection.close()
  })

  it('cancels at an interruption what wants to be, and lets the rest finish', async () => {
    const { connection, answers$, ask, contexts, finish } = livingCall()
    const answers = gather(answers$.pipe(outcome))
    connection.say(ask('a', 'slow'), ask('b', 'cut'), ask('x', 'missing'))
    await settle()
    connection.say(serverMessages.interruption)
    await settle()
    expect(contexts.map(({ signal }) => signal.aborted)).toEqual([false, true])
    finish('done')
    await settle()
    expect(answers).toEqual(['x error', 'b cancelled', 'a result'])
    connection.close()
  })

  it('asks before a tool that wants approval runs', async () => {
    const approve = jest.fn(({ toolCallId }: { readonly toolCallId: string }) => toolCallId === 'a')
    const { connection, answers$, ask } = livingCall({ approve })
    const answers = gather(answers$.pipe(outcome))
    connection.say(ask('a', 'asks'), ask('b', 'asks'), ask('c', 'echo'))
    await settle()
    expect([...answers].sort()).toEqual(['a result', 'b declined', 'c result'])
    expect(approve).toHaveBeenCalledTimes(2)
    connection.close()
  })

  it('says that nobody could be asked where nobody can', async () => {
    const { connection, answers$, ask, outputs } = livingCall()
    gather(answers$)
    connection.say(ask('a', 'asks'))
    await settle()
    expect(outputs()).toEqual([expect.stringMatching(/^a .*nobody could be asked/)])
    connection.close()
  })

  it('goes on when a call has no id that could be answered', async () => {
    const { connection, answers$, ask } = livingCall()
    const answers = gather(answers$)
    connection.say(serverMessages.toolCall('', 'echo', { id: 'x' }), ask('a', 'echo'))
    await settle()
    expect(answers).toEqual([
      expect.objectContaining({ toolCallId: '', sent: 'dropped' }),
      expect.objectContaining({ toolCallId: 'a', sent: 'sent' }),
    ])
    connection.close()
  })

  it('answers for a tool that takes too long, on the clock it was given', async () => {
    const { connection, answers$, ask, outputs, clock } = livingCall()
    gather(answers$)
    connection.say(ask('a', 'slow'))
    await settle()
    await clock.tickAsync(4_999)
    expect(outputs()).toEqual([])
    await clock.tickAsync(1)
    expect(outputs()).toHaveLength(1)
    connection.close()
  })

  it('aborts what runs when the call ends, and says that its answer went nowhere', async () => {
    const { connection, answers$, ask, clock, contexts } = livingCall()
    const answers = gather(answers$)
    connection.say(ask('a', 'slow'))
    await settle()
    connection.end({ type: 'session-ended' })
    await settle()
    expect(contexts[0]?.signal.aborted).toBe(true)
    expect(answers).toEqual([expect.objectContaining({ type: 'cancelled', sent: 'dropped' }), 'complete'])
    expect([clock.countTimers(), connection.listenerCount]).toEqual([0, 0])
  })

  it('keeps with a call that is over what a tool gave after it, and tells the tool why it was stopped', async () => {
    const { connection, answers$, ask, contexts, finish } = livingCall()
    const given = jest.spyOn(connection, 'sendToolOutput')
    const answers = gather(answers$.pipe(outcome))
    connection.say(ask('a', 'slow'))
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

  it('answers that it cancelled what runs when it is left while the call goes on', async () => {
    const { connection, answers$, ask, outputs, clock } = livingCall()
    const subscription = answers$.subscribe()
    connection.say(ask('a', 'slow'))
    await settle()
    subscription.unsubscribe()
    await settle()
    expect(outputs()).toEqual([expect.stringMatching(/^a .*moved on/)])
    expect([clock.countTimers(), connection.listenerCount]).toEqual([0, 0])
    connection.close()
  })
})
