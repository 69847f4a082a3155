import { tool, type ToolOptions } from '@vatel/core'
import * as t from 'io-ts'
import { says } from '../test/messages.ts'
import { startCall } from '../test/start-call.ts'
import { selectPendingTools } from './selectors.ts'

type Manners = Pick<ToolOptions<t.Mixed>, 'approval' | 'onInterruption' | 'timeoutMs'>

/** A call with one tool, which notes how it is run and is finished by hand. */
const callWith = async (manners: Manners) => {
  const runs: AbortSignal[] = []
  const finish: ((output: string) => void)[] = []
  const get_weather = tool({
    args: t.type({ city: t.string }),
    run: (_, { signal }) => {
      runs.push(signal)
      return new Promise<string>((resolve) => finish.push(resolve))
    },
    ...manners,
  })
  const call = await startCall({ tools: { get_weather } })
  const statuses = () => call.actor.getSnapshot().context.tools.map(({ status }) => status)
  const tags = () =>
    (['tool-pending', 'needs-approval'] as const).filter((tag) => call.actor.getSnapshot().hasTag(tag))
  const say = (type: 'approve' | 'decline', toolCallId = 'tool-1') => call.actor.send({ type, toolCallId })
  return { ...call, runs, finish, statuses, tags, decide: say }
}

describe('a tool that wants approval', () => {
  it('asks before it runs, and runs once it is approved', async () => {
    const call = await callWith({ approval: 'ask' })
    await call.say(says.tool())
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
    expect(call.line().outputs).toEqual([{ toolCallId: 'tool-1', output: 'sun' }])
    expect(call.tags()).toEqual([])
  })

  it('never runs once it is declined, and the agent is told so', async () => {
    const call = await callWith({ approval: 'ask' })
    await call.say(says.tool())
    call.decide('decline')
    call.decide('approve')
    await call.pass()
    expect(call.runs).toHaveLength(0)
    expect(call.statuses()).toEqual(['declined'])
    expect(call.line().outputs).toEqual([
      { toolCallId: 'tool-1', output: '{"error":"the user declined this"}' },
    ])
    expect(call.phase()).toBe('listening')
  })

  it('is asked for by its own id, and another question stays', async () => {
    const call = await callWith({ approval: 'ask' })
    await call.say(says.tool('a'), says.tool('b'))
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

  it('is not asked about when its arguments are wrong', async () => {
    const call = await callWith({ approval: 'ask' })
    await call.say({
      type: 'tool_call',
      data: { toolCallId: 'tool-1', toolName: 'get_weather', arguments: [] },
    })
    expect(call.statuses()).toEqual(['error'])
    expect(call.tags()).toEqual([])
  })

  it('has its deadline from the approval on', async () => {
    const call = await callWith({ approval: 'ask', timeoutMs: 1_000 })
    await call.say(says.tool())
    await call.pass(60_000)
    call.decide('approve')
    await call.pass(999)
    expect(call.statuses()).toEqual(['pending'])
    await call.pass(1)
    expect(call.statuses()).toEqual(['timeout'])
    expect(call.line().outputs).toHaveLength(1)
    expect(call.runs[0]?.aborted).toBe(true)
    expect(call.clock.countTimers()).toBe(0)
  })

  it('asks no more when the call ends, and is answered as cancelled', async () => {
    const call = await callWith({ approval: 'ask' })
    await call.say(says.tool())
    call.send('hangUp')
    await call.pass()
    expect(call.statuses()).toEqual(['cancelled'])
    expect(call.line().outputs).toHaveLength(1)
    expect(call.tags()).toEqual([])
    expect(call.clock.countTimers()).toBe(0)
  })
})

describe('a tool and an interruption', () => {
  const interruptions: readonly (readonly [
    string,
    (call: Awaited<ReturnType<typeof callWith>>) => unknown,
  ])[] = [
    ['the user, by the word of the platform', ({ say }) => say(says.voice(), says.interruption)],
    ['the interface', ({ send }) => send('interrupt')],
  ]

  it.each(interruptions)('is aborted by %s if it asks for it, and answered once', async (_, interrupt) => {
    const call = await callWith({ onInterruption: 'abort' })
    await call.say(says.tool())
    await interrupt(call)
    await call.pass()
    expect(call.runs[0]?.aborted).toBe(true)
    expect(call.statuses()).toEqual(['cancelled'])
    call.finish[0]?.('sun')
    await call.pass()
    expect(call.line().outputs).toHaveLength(1)
  })

  it.each(interruptions)('goes on after %s otherwise', async (_, interrupt) => {
    const call = await callWith({})
    await call.say(says.tool())
    await interrupt(call)
    await call.pass()
    expect(call.runs[0]?.aborted).toBe(false)
    call.finish[0]?.('sun')
    await call.pass()
    expect(call.line().outputs).toEqual([{ toolCallId: 'tool-1', output: 'sun' }])
  })

  it('takes back its question', async () => {
    const call = await callWith({ approval: 'ask', onInterruption: 'abort' })
    await call.say(says.tool(), says.voice(), says.interruption)
    expect(call.statuses()).toEqual(['cancelled'])
    expect(call.tags()).toEqual([])
    call.decide('approve')
    await call.pass()
    expect(call.runs).toHaveLength(0)
    expect(call.line().outputs).toHaveLength(1)
  })
})

describe('a tool that somebody else answers', () => {
  it.each(['none', 'ask'] as const)('is stopped, and not answered again: approval %s', async (approval) => {
    const call = await callWith({ approval })
    await call.say(says.tool('a'), says.tool('b'))
    call.line().sendToolOutput('a', 'rain')
    await call.pass()
    expect(call.statuses()).toEqual(['answered', approval === 'ask' ? 'asking' : 'pending'])
    expect(Object.keys(call.actor.getSnapshot().children)).not.toContain('tool a')
    call.finish[0]?.('sun')
    await call.pass()
    expect(call.line().outputs).toEqual([{ toolCallId: 'a', output: 'rain' }])
  })
})
