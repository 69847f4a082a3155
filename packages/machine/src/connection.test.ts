import { InvalidMessageError, tool, type ToolOptions } from '@vatel/core'
import * as t from 'io-ts'
import { message, outputsOf } from '../test/messages.ts'
import { setUp, startCall } from '../test/start-call.ts'
import { selectEndReason, selectLatency, selectPendingTools } from './selectors.ts'

type Policy = Pick<ToolOptions<t.Mixed>, 'answersWithinMs' | 'approval' | 'onInterruption' | 'timeoutMs'>

/** A call with one tool, which notes how it is run and is finished by hand. */
const callWith = async (policy: Policy) => {
  const runs: AbortSignal[] = []
  const finish: ((output: string) => void)[] = []
  const get_weather = tool({
    args: t.type({ city: t.string }),
    run: (_, { signal }) => {
      runs.push(signal)
      return new Promise<string>((resolve) => finish.push(resolve))
    },
    ...policy,
  })
  const call = await startCall({ tools: { get_weather } })
  const statuses = () => call.actor.getSnapshot().context.tools.map(({ status }) => status)
  const tags = () =>
    (['tool-pending', 'needs-approval'] as const).filter((tag) => call.actor.getSnapshot().hasTag(tag))
  const decide = (type: 'approve' | 'decline', toolCallId = 'tool-1') => call.actor.send({ type, toolCallId })
  return { ...call, runs, finish, statuses, tags, decide }
}

describe('a tool with approval', () => {
  it('asks before it runs, and runs once it is approved', async () => {
    const call = await callWith({ approval: 'ask' })
    await call.receive(message.tool())
    expect(call.runs).toHaveLength(0)
    expect(call.phase()).toBe('toolPending')
    expect(call.tags()).toEqual(['tool-pending', 'needs-approval'])
    expect(selectPendingTools(call.actor.getSnapshot())).toMatchObject([
      { toolCallId: 'tool-1', toolName: 'get_weather', status: 'asking' },
    ])
    call.decide('approve')
    await call.pass()
    expect(call.runs).toHaveLength(1)
    expect(call.tags()).toEqual(['tool-pending'])
    expect(call.statuses()).toEqual(['pending'])
    call.finish[0]?.('sun')
    await call.pass()
    expect(outputsOf(call.connection())).toEqual([{ toolCallId: 'tool-1', output: 'sun' }])
    expect(call.tags()).toEqual([])
  })

  it('does not run once it is declined, and the agent gets that as the output', async () => {
    const call = await callWith({ approval: 'ask' })
    await call.receive(message.tool())
    call.decide('decline')
    call.decide('approve')
    await call.pass()
    expect(call.runs).toHaveLength(0)
    expect(call.statuses()).toEqual(['declined'])
    expect(outputsOf(call.connection())).toEqual([
      { toolCallId: 'tool-1', output: '{"error":"the user declined this"}' },
    ])
    expect(call.phase()).toBe('listening')
  })

  it('is decided by its own id, and another one still waits', async () => {
    const call = await callWith({ approval: 'ask' })
    await call.receive(message.tool('a'), message.tool('b'))
    const snapshot = call.actor.getSnapshot()
    expect(snapshot.can({ type: 'approve', toolCallId: 'c' })).toBe(false)
    call.decide('approve', 'b')
    expect(call.statuses()).toEqual(['asking', 'pending'])
    expect(call.tags()).toEqual(['tool-pending', 'needs-approval'])
    call.decide('decline', 'a')
    await call.pass()
    expect(call.statuses()).toEqual(['declined', 'pending'])
    expect(call.tags()).toEqual(['tool-pending'])
  })

  it('does not wait for approval when its arguments are invalid', async () => {
    const call = await callWith({ approval: 'ask' })
    await call.receive({
      type: 'tool_call',
      data: { toolCallId: 'tool-1', toolName: 'get_weather', arguments: [] },
    })
    expect(call.statuses()).toEqual(['error'])
    expect(call.tags()).toEqual([])
  })

  it('has its deadline from the approval on', async () => {
    const call = await callWith({ approval: 'ask', timeoutMs: 1_000 })
    await call.receive(message.tool())
    await call.pass(60_000)
    call.decide('approve')
    await call.pass(999)
    expect(call.statuses()).toEqual(['pending'])
    await call.pass(1)
    expect(call.statuses()).toEqual(['timeout'])
    expect(outputsOf(call.connection())).toHaveLength(1)
    expect(call.runs[0]?.aborted).toBe(true)
    expect(call.clock.countTimers()).toBe(0)
  })

  it('does not wait any more when the call ends, and is answered as cancelled', async () => {
    const call = await callWith({ approval: 'ask' })
    await call.receive(message.tool())
    call.send('hangUp')
    await call.pass()
    expect(call.statuses()).toEqual(['cancelled'])
    expect(outputsOf(call.connection())).toHaveLength(1)
    expect(call.tags()).toEqual([])
    expect(call.clock.countTimers()).toBe(0)
  })
})

describe('a tool that answers within a time', () => {
  const isOverdue = ({ actor }: Pick<Awaited<ReturnType<typeof callWith>>, 'actor'>) =>
    actor.getSnapshot().hasTag('tool-overdue')

  it('is overdue from then until its output', async () => {
    const call = await callWith({ answersWithinMs: 1_500 })
    await call.receive(message.tool())
    await call.pass(1_499)
    expect(isOverdue(call)).toBe(false)
    await call.pass(1)
    expect(isOverdue(call)).toBe(true)
    expect(call.phase()).toBe('toolPending')
    expect(selectPendingTools(call.actor.getSnapshot())).toMatchObject([
      { toolCallId: 'tool-1', status: 'pending', isOverdue: true },
    ])
    call.finish[0]?.('sun')
    await call.pass()
    expect(isOverdue(call)).toBe(false)
    expect(call.actor.getSnapshot().context.tools).toMatchObject([{ status: 'result', isOverdue: true }])
  })

  it('is not overdue when it answers in time, or waits for approval', async () => {
    const call = await callWith({ answersWithinMs: 1_500, approval: 'ask' })
    await call.receive(message.tool())
    await call.pass(10_000)
    expect(isOverdue(call)).toBe(false)
    call.decide('approve')
    await call.pass(1_000)
    call.finish[0]?.('sun')
    await call.pass(10_000)
    expect(isOverdue(call)).toBe(false)
    expect(call.actor.getSnapshot().context.tools[0]).not.toHaveProperty('isOverdue')
  })

  it('makes dead air, from the call to the next sound of the agent', async () => {
    const call = await callWith({ answersWithinMs: 1_500 })
    await call.receive(message.tool())
    await call.pass(2_000)
    call.finish[0]?.('sun')
    await call.receive(message.audio(500))
    await call.pass(100)
    call.speaker.report('started')
    await call.pass()
    expect(selectLatency(call.actor.getSnapshot()).deadAirs).toEqual([2_100])
  })
})

describe('a tool and an interruption', () => {
  const interruptions: readonly (readonly [
    string,
    (call: Awaited<ReturnType<typeof callWith>>) => unknown,
  ])[] = [
    ['the user, as the platform reports it', ({ receive }) => receive(message.voice(), message.interruption)],
    ['the interface', ({ send }) => send('interrupt')],
  ]

  it.each(interruptions)('is aborted by %s if it asks for it, and answered once', async (_, interrupt) => {
    const call = await callWith({ onInterruption: 'abort' })
    await call.receive(message.tool())
    await interrupt(call)
    await call.pass()
    expect(call.runs[0]?.aborted).toBe(true)
    expect(call.statuses()).toEqual(['cancelled'])
    call.finish[0]?.('sun')
    await call.pass()
    expect(outputsOf(call.connection())).toHaveLength(1)
  })

  it.each(interruptions)('goes on after %s otherwise', async (_, interrupt) => {
    const call = await callWith({})
    await call.receive(message.tool())
    await interrupt(call)
    await call.pass()
    expect(call.runs[0]?.aborted).toBe(false)
    call.finish[0]?.('sun')
    await call.pass()
    expect(outputsOf(call.connection())).toEqual([{ toolCallId: 'tool-1', output: 'sun' }])
  })

  it('does not wait for approval any more', async () => {
    const call = await callWith({ approval: 'ask', onInterruption: 'abort' })
    await call.receive(message.tool(), message.voice(), message.interruption)
    expect(call.statuses()).toEqual(['cancelled'])
    expect(call.tags()).toEqual([])
    call.decide('approve')
    await call.pass()
    expect(call.runs).toHaveLength(0)
    expect(outputsOf(call.connection())).toHaveLength(1)
  })
})

describe('a tool that somebody else answers', () => {
  it.each(['none', 'ask'] as const)('is stopped, and not answered again: approval %s', async (approval) => {
    const call = await callWith({ approval })
    await call.receive(message.tool('a'), message.tool('b'))
    call.connection().sendToolOutput('a', 'rain')
    await call.pass()
    expect(call.statuses()).toEqual(['answered', approval === 'ask' ? 'asking' : 'pending'])
    expect(call.runs.map(({ aborted }) => aborted)).toEqual(approval === 'ask' ? [] : [true, false])
    call.finish[0]?.('sun')
    await call.pass()
    expect(outputsOf(call.connection())).toEqual([{ toolCallId: 'a', output: 'rain' }])
  })
})

describe('an invalid message', () => {
  it('is reported once, whether it comes before the call begins, with its beginning, or after it', async () => {
    const call = setUp()
    call.send('call')
    await call.pass()
    const bad = (length: number) =>
      new InvalidMessageError('tool_call', ['toolName: expected string'], length)
    call.connection().receiveInvalid(bad(1))
    call.connection().start()
    call.connection().receiveInvalid(bad(2))
    await call.pass()
    expect(call.phase()).toBe('listening')
    call.connection().receiveInvalid(bad(3))
    expect(call.emitted).toMatchObject([1, 2, 3].map((length) => ({ type: 'call.error', error: { length } })))
  })
})

describe('a tool that is done after its call was lost', () => {
  it('passes its output to the connection, with the reason of the abort in its signal', async () => {
    const call = await callWith({})
    await call.receive(message.tool())
    const send = jest.spyOn(call.connection(), 'sendToolOutput')
    call.connection().end({ type: 'lost', code: 1006, reason: '' })
    await call.pass()
    expect(call.statuses()).toEqual(['cancelled'])
    expect(call.runs[0]?.reason).toMatchObject({
      name: 'AbortError',
      message: expect.stringContaining('ended') as string,
    })
    call.finish[0]?.('booked')
    await call.pass()
    expect(send.mock.calls.map(([toolCallId, output]) => [toolCallId, output])).toEqual([
      ['tool-1', expect.stringContaining('error')],
      ['tool-1', 'booked'],
    ])
  })
})

describe('the link', () => {
  const isSuspect = (call: ReturnType<typeof setUp>) => call.actor.getSnapshot().hasTag('line-suspect')

  it('is suspect for as long as the connection is', async () => {
    const call = await startCall()
    expect(isSuspect(call)).toBe(false)
    call.connection().enter('suspect')
    expect(isSuspect(call)).toBe(true)
    expect(call.phase()).toBe('listening')
    call.connection().enter('live')
    expect(isSuspect(call)).toBe(false)
    call.connection().enter('suspect')
    call.connection().end({ type: 'lost', code: 1006, reason: '' })
    await call.pass()
    expect(isSuspect(call)).toBe(false)
  })

  it('is suspect from the beginning when the connection was suspect before the machine listened', async () => {
    const call = setUp()
    call.send('call')
    await call.pass()
    call.connection().start()
    call.connection().enter('suspect')
    await call.pass()
    expect(isSuspect(call)).toBe(true)
  })
})

describe('the options of the tool controller', () => {
  const waiting = () => {
    const finish = new Map<string, (output: string) => void>()
    const get_weather = tool({
      args: t.type({ city: t.string }),
      run: ({ city }) => new Promise<string>((resolve) => finish.set(city, resolve)),
    })
    return { tools: { get_weather }, finish }
  }

  it.each([
    ['maxRunning', { maxRunning: 1 }],
    ['the concurrency of all tools', { concurrency: 'in-order' as const }],
    ['the concurrency of one tool', { concurrency: { get_weather: 'in-order' as const } }],
  ])('pass %s: the second call waits for the first', async (_, options) => {
    const { tools, finish } = waiting()
    const call = await startCall({ tools, ...options })
    await call.receive(message.tool('a', 'get_weather', 'Ghent'), message.tool('b', 'get_weather', 'Bruges'))
    expect([...finish.keys()]).toEqual(['Ghent'])
    finish.get('Ghent')?.('sun')
    await call.pass()
    expect([...finish.keys()]).toEqual(['Ghent', 'Bruges'])
  })

  it('end the call when one is wrong, with its name', async () => {
    const call = await startCall({ tools: waiting().tools, maxRunning: 0 })
    expect(selectEndReason(call.actor.getSnapshot())).toMatchObject({
      type: 'failed',
      error: { _tag: 'InvalidArgumentError', message: expect.stringContaining('maxRunning') as string },
    })
    expect(call.connection().closeCount).toBe(1)
    expect(call.microphone.state).toBe('closed')
  })

  it.each<[string, object]>([
    ['tools.get_weather', { tools: { get_weather: () => 'sunny' } }],
    ['concurrency', { tools: waiting().tools, concurrency: 'serial' }],
  ])('end the call at its start when %s is wrong', async (field, world) => {
    const call = await startCall(world)
    expect(selectEndReason(call.actor.getSnapshot())).toMatchObject({
      type: 'failed',
      error: { _tag: 'InvalidArgumentError', field },
    })
  })
})
