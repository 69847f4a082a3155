import { serverData, type ServerMessage, tool, type ToolContext } from '@vatel/core'
import { createClock } from '@sinonjs/fake-timers'
import { gather } from '../../test/gather.ts'
import { said } from '../../test/said.ts'
import { scriptedConnection } from '../../test/scripted-connection.ts'
import { settle } from '../../test/settle.ts'
import { callOf } from '../call-of.ts'
import { answerToolCalls } from './answer-tool-calls.ts'

/** Any codec will do; this one wants `{ id: string }`. */
const args = serverData.session_started

/** A call that is live, a drawn clock, and tools: `echo` answers at once, `slow` when told to, `broken` throws. */
const livingCall = () => {
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
    broken: tool({ args, run: broken }),
  }
  const clock = createClock()
  const call = callOf(connection)
  const answers$ = answerToolCalls(tools, { clock })(call)
  const ask = (id: string, name: keyof typeof tools | 'missing'): ServerMessage =>
    said.toolCall(id, name, { id: `for ${id}` })
  const outputs = () =>
    connection.sentMessages.flatMap(({ type, data }) =>
      type === 'tool_call_output' ? [`${data.toolCallId} ${data.output}`] : [],
    )
  connection.say(said.started('call-1'))
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

describe('answerToolCalls', () => {
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

  it('runs tools side by side and gives each the same key for the same call', async () => {
    const { connection, answers$, ask, outputs, contexts, finish } = livingCall()
    gather(answers$)
    connection.say(ask('a', 'slow'), ask('b', 'echo'))
    await settle()
    finish('slowly')
    await settle()
    expect(outputs()).toEqual(['b for b', 'a slowly'])
    expect(contexts[0]?.idempotencyKey).toBe('call-1:a')
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
