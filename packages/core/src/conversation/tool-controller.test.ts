import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createClock } from '@sinonjs/fake-timers'
import * as t from 'io-ts'
import { InvalidArgumentError } from '../errors.ts'
import { runTool } from './run-tools.ts'
import type { ToolController, ToolControllerEvent, ToolControllerOptions } from './tool-control.ts'
import { createToolController } from './tool-controller.ts'
import { tool, type ToolOptions, type Tools } from './tools.ts'

const args = t.type({})
const call = (toolCallId: string, toolName = 'book') => ({ toolCallId, toolName, arguments: [] })
const settled = () => new Promise((resolve) => setImmediate(resolve))

/** A tool whose runs a test finishes one by one, and a controller of it. */
const open = (
  options: Partial<ToolControllerOptions> = {},
  policy: Partial<ToolOptions<typeof args>> = {},
) => {
  const runs: { readonly id: string; readonly signal: AbortSignal; finish(value: unknown): void }[] = []
  const events: ToolControllerEvent[] = []
  const outputs: (readonly [string, string])[] = []
  const run: ToolOptions<typeof args>['run'] = (_args, { signal, idempotencyKey }) =>
    new Promise((finish) => runs.push({ id: idempotencyKey, signal, finish }))
  const controller = createToolController({
    tools: { book: tool({ args, run, ...policy }), look: tool({ args, run, onInterruption: 'abort' }) },
    send: (toolCallId, output) => {
      outputs.push([toolCallId, output])
      return 'sent'
    },
    onEvent: (event) => events.push(event),
    clock: createClock(),
    ...options,
  })
  const types = () =>
    events.map((event) => {
      if (event.type === 'settled') return `${event.outcome.toolCallId} ${event.outcome.type}`
      return event.type === 'lateOutput'
        ? `${event.toolCallId} late`
        : `${event.call.toolCallId} ${event.type}`
    })
  return { controller, runs, events, outputs, types }
}

const moved = '{"error":"the call moved on before the tool was done"}'

describe('createToolController', () => {
  it('recognises an id among the last 65,536 of them, and keeps no more than twice as many', () => {
    const controller = createToolController({ tools: {}, send: () => 'sent' })
    const call = (n: number) => controller.call({ toolCallId: String(n), toolName: 'none', arguments: [] })
    const kept = 65_536
    for (let n = 0; n <= 2 * kept; n += 1) call(n)
    expect([call(kept + 1), call(2 * kept), call(0)]).toEqual([false, false, true])
  })

  it('reports the start and the outcome of a call, and ignores its repetitions', async () => {
    const { controller, runs, events, outputs } = open({ sessionId: Promise.resolve('call-1') })
    expect([controller.call(call('1')), controller.call(call('1')), controller.pending]).toEqual([
      true,
      false,
      1,
    ])
    await settled()
    runs[0]?.finish({ seats: 2 })
    await settled()
    expect(controller.call(call('1'))).toBe(false)
    expect(runs.map(({ id }) => id)).toEqual(['call-1:1'])
    expect(outputs).toEqual([['1', '{"seats":2}']])
    const outcome = { type: 'result', toolCallId: '1', toolName: 'book', output: '{"seats":2}' }
    expect(events).toEqual([
      { type: 'started', call: call('1') },
      { type: 'settled', outcome, sent: 'sent' },
    ])
    expect(controller.pending).toBe(0)
  })

  it('runs tools with an empty session id when the session does not start', async () => {
    const { controller, runs } = open({ sessionId: Promise.reject(new Error('refused')) })
    controller.call(call('1'))
    await settled()
    expect(runs[0]?.id).toBe(':1')
  })

  it('sends no output for an empty id', async () => {
    const { controller, runs, outputs, events } = open()
    controller.call(call(''))
    await settled()
    runs[0]?.finish('done')
    await settled()
    expect([outputs, events.at(-1)]).toMatchObject([[], { type: 'settled', sent: 'dropped' }])
  })

  it('answers a call of a tool that cannot be read', async () => {
    let isLoaded = true
    const tools = {
      get book() {
        if (isLoaded) return tool({ args, run: () => 'done' })
        throw new Error('not loaded')
      },
    }
    const { controller, outputs } = open({ tools })
    isLoaded = false
    controller.call(call('1'))
    await settled()
    expect(outputs).toEqual([['1', '{"error":"not loaded"}']])
  })

  it('refuses a tool that tool has not made, by its name', () => {
    const tools = { weather: () => 'sunny' } as unknown as Tools
    expect(() => open({ tools })).toThrow(
      new InvalidArgumentError('tools.weather', 'must be made by tool({ args, run })'),
    )
  })

  it('handles the rejection of the session id also when it refuses an option', async () => {
    const rejected: unknown[] = []
    const note = (error: unknown) => rejected.push(error)
    process.on('unhandledRejection', note)
    const sessionId = Promise.reject(new Error('refused'))
    expect(() => open({ sessionId, maxRunning: 0 })).toThrow(InvalidArgumentError)
    await settled()
    process.off('unhandledRejection', note)
    expect(rejected).toEqual([])
  })

  /** Collects what is thrown on a task of its own. */
  const collectUncaught = () => {
    const thrown: unknown[] = []
    const real = globalThis.setTimeout
    const spy = jest.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, ms?: number) => {
      if (ms !== undefined) return real(run, ms)
      try {
        run()
      } catch (error) {
        thrown.push(error)
      }
      return 0
    }) as typeof setTimeout)
    return { thrown, stop: () => spy.mockRestore() }
  }

  it('settles a call whose output cannot be sent, and the calls after it, and throws the error as an uncaught one', async () => {
    const error = new Error('no socket')
    const { thrown, stop } = collectUncaught()
    const { controller, runs, events, types } = open({
      concurrency: 'in-order',
      send: () => {
        throw error
      },
    })
    for (const id of ['1', '2', '3']) controller.call(call(id))
    await settled()
    runs[0]?.finish('done')
    await settled()
    controller.cancel('the end')
    runs[1]?.finish('late')
    await settled()
    stop()
    expect(types()).toEqual(['1 started', '1 result', '2 started', '2 cancelled', '3 cancelled', '2 late'])
    expect(events.filter((event) => 'sent' in event).map(({ sent }) => sent)).toEqual(
      Array.from({ length: 4 }, () => 'dropped'),
    )
    expect(thrown).toEqual(Array.from({ length: 4 }, () => error))
    expect(controller.pending).toBe(0)
  })

  it('keeps going when a listener throws', async () => {
    const { thrown, stop } = collectUncaught()
    const { controller, runs, outputs } = open({
      onEvent: () => {
        throw new Error('listener')
      },
    })
    controller.call(call('1'))
    await settled()
    runs[0]?.finish('done')
    await settled()
    stop()
    expect(outputs).toEqual([['1', 'done']])
    expect(thrown).toHaveLength(2)
  })

  describe('of a tool with answersWithinMs', () => {
    it('reports a run that takes longer as overdue, once, and takes its output', async () => {
      const clock = createClock()
      const { controller, runs, outputs, types } = open({ clock }, { answersWithinMs: 1_500 })
      controller.call(call('1'))
      await settled()
      await clock.tickAsync(1_499)
      expect(types()).toEqual(['1 started'])
      await clock.tickAsync(5_000)
      expect(types()).toEqual(['1 started', '1 overdue'])
      runs[0]?.finish('done')
      await settled()
      expect(types()).toEqual(['1 started', '1 overdue', '1 result'])
      expect(outputs).toEqual([['1', 'done']])
      expect(clock.countTimers()).toBe(0)
    })

    it('reports nothing of a run that is in time', async () => {
      const clock = createClock()
      const { controller, runs, types } = open({ clock }, { answersWithinMs: 1_500 })
      controller.call(call('1'))
      await settled()
      runs[0]?.finish('done')
      await settled()
      expect(clock.countTimers()).toBe(0)
      expect(types()).toEqual(['1 started', '1 result'])
    })

    it.each([0, -1, NaN, 30_000])('refuses %d', (answersWithinMs) => {
      expect(() => tool({ args, run: () => 1, answersWithinMs })).toThrow(
        new InvalidArgumentError('answersWithinMs', 'must be more than 0 and less than timeoutMs'),
      )
    })
  })

  describe('with a limit of running tools', () => {
    it.each([0, -1, NaN])('refuses a limit of %d', (maxRunning) => {
      expect(() => open({ maxRunning })).toThrow(new InvalidArgumentError('maxRunning', 'must be at least 1'))
    })

    it('runs 32 at once by default, and the others in their order as these settle', async () => {
      const { controller, runs } = open()
      for (let n = 0; n < 40; n += 1) controller.call(call(String(n)))
      await settled()
      expect([runs.length, controller.pending]).toEqual([32, 40])
      runs[5]?.finish('done')
      runs[6]?.finish('done')
      await settled()
      expect(runs.slice(32).map(({ id }) => id)).toEqual([':32', ':33'])
    })

    it('measures the deadline of a tool from its start', async () => {
      const clock = createClock()
      const { controller, types } = open({ clock, maxRunning: 1 }, { timeoutMs: 100 })
      controller.call(call('1'))
      controller.call(call('2'))
      await clock.tickAsync(100)
      expect(types()).toEqual(['1 started', '1 timeout', '2 started'])
      await clock.tickAsync(100)
      expect(types().at(-1)).toBe('2 timeout')
    })

    it('does not count a call that waits for approval', async () => {
      const { controller, types } = open({ maxRunning: 1, approve: 'interactive' }, { approval: 'ask' })
      controller.call(call('1'))
      controller.call(call('2', 'look'))
      await settled()
      expect(types()).toEqual(['1 approvalRequested', '2 started'])
      controller.approve('1')
      expect(types()).toHaveLength(2)
    })

    it('starts no waiting call while all are cancelled', async () => {
      const { controller, runs, outputs } = open({ maxRunning: 1 })
      for (const id of ['1', '2', '3']) controller.call(call(id))
      await settled()
      controller.cancel('the end')
      await settled()
      expect(runs).toHaveLength(1)
      expect(outputs).toEqual([
        ['1', moved],
        ['2', moved],
        ['3', moved],
      ])
    })
  })

  describe('with an order of calls', () => {
    it.each<[unknown]>([
      ['serial'],
      [''],
      [null],
      [1],
      [['latest']],
      [{ book: 'serial' }],
      [{ book: 'latest', look: null }],
    ])('refuses the order %j, and names the words', (concurrency) => {
      expect(() => open({ concurrency: concurrency as 'latest' })).toThrow(
        new InvalidArgumentError('concurrency', 'must be one of together, in-order, latest'),
      )
    })

    it('starts the calls of a tool without an order at once', async () => {
      const concurrency = { look: 'in-order', book: undefined } as unknown as { look: 'in-order' }
      const { controller, runs } = open({ concurrency })
      for (const id of ['1', '2']) controller.call(call(id))
      await settled()
      expect(runs.map(({ id }) => id)).toEqual([':1', ':2'])
    })

    it('starts each call when the one before it of the same tool has settled', async () => {
      const { controller, runs } = open({ concurrency: { book: 'in-order' } })
      for (const id of ['1', '2', '3']) controller.call(call(id))
      controller.call(call('4', 'look'))
      await settled()
      expect(runs.map(({ id }) => id)).toEqual([':1', ':4'])
      runs[0]?.finish('done')
      await settled()
      expect(runs.map(({ id }) => id)).toEqual([':1', ':4', ':2'])
    })

    it('skips a call that was cancelled while it waited', async () => {
      const { controller, runs } = open({ concurrency: 'in-order' })
      for (const id of ['1', '2', '3']) controller.call(call(id))
      await settled()
      controller.answered('2')
      runs[0]?.finish('done')
      await settled()
      expect(runs.map(({ id }) => id)).toEqual([':1', ':3'])
    })

    it('cancels a call when a later one of the same tool takes its place', async () => {
      const { controller, runs, types } = open({ concurrency: 'latest' })
      controller.call(call('1'))
      await settled()
      controller.call(call('2'))
      expect(types()).toEqual(['1 started', '1 cancelled'])
      expect(runs[0]?.signal.reason).toMatchObject({ name: 'AbortError' })
      await settled()
      expect(types().at(-1)).toBe('2 started')
    })
  })

  describe('with interactive approval', () => {
    const interactive = () => open({ approve: 'interactive' }, { approval: 'ask' })

    it('runs a call when it is approved, once', async () => {
      const { controller, runs, types } = interactive()
      controller.call(call('1'))
      expect(controller.approve('1')).toBe(false)
      await settled()
      expect([types(), runs]).toEqual([['1 approvalRequested'], []])
      expect([controller.approve('1'), controller.approve('1'), controller.decline('1')]).toEqual([
        true,
        false,
        false,
      ])
      expect(types()).toEqual(['1 approvalRequested', '1 started'])
    })

    it('answers a call that is declined', async () => {
      const { controller, outputs } = interactive()
      controller.call(call('1'))
      await settled()
      expect(controller.decline('1')).toBe(true)
      expect(outputs).toEqual([['1', '{"error":"the user declined this"}']])
    })

    it('takes the first answer of the function and the interface', async () => {
      const { controller, types } = open({ approve: () => Promise.resolve(false) }, { approval: 'ask' })
      controller.call(call('1'))
      await Promise.resolve()
      expect(controller.approve('1')).toBe(true)
      await settled()
      expect(types()).toEqual(['1 approvalRequested', '1 started'])
    })

    it.each(['denied', 1, {}, undefined])('declines where the function returns %j', async (answer) => {
      const { controller, outputs } = open({ approve: () => answer as boolean }, { approval: 'ask' })
      controller.call(call('1'))
      await settled()
      expect(outputs).toEqual([['1', '{"error":"the user declined this"}']])
    })

    it('refuses a decision on a call that was cancelled or never came', async () => {
      const { controller } = interactive()
      controller.call(call('1'))
      await settled()
      controller.cancel('the end')
      expect([controller.approve('1'), controller.decline('2'), controller.answered('1')]).toEqual([
        false,
        false,
        false,
      ])
    })
  })

  it('cancels at an interruption the tools that ask for it, and sends their outputs before it returns', async () => {
    const { controller, runs, outputs } = open()
    controller.call(call('1'))
    controller.call(call('2', 'look'))
    await settled()
    controller.interrupt()
    expect(outputs).toEqual([['2', moved]])
    expect(runs.map(({ signal }) => signal.aborted)).toEqual([false, true])
    expect(runs[1]?.signal.reason).toMatchObject({ message: 'the user interrupted the agent' })
  })

  it('passes the reason of the cancellation to the tools', async () => {
    const { controller, runs } = open()
    controller.call(call('1'))
    await settled()
    controller.cancel('the call is over: lost')
    expect(runs[0]?.signal.reason).toMatchObject({ name: 'AbortError', message: 'the call is over: lost' })
  })

  it('stops a call that was answered elsewhere, and sends nothing', async () => {
    const { controller, runs, events, outputs } = open()
    controller.call(call('1'))
    await settled()
    expect(controller.answered('1')).toBe(true)
    expect([runs[0]?.signal.aborted, outputs, controller.pending]).toEqual([true, [], 0])
    expect(events.map(({ type }) => type)).toEqual(['started'])
  })

  it('sends a late output in the place of one that was dropped', async () => {
    const outputs: string[] = []
    const send = (_id: string, output: string) => {
      outputs.push(output)
      return 'dropped' as const
    }
    const { controller, runs, events } = open({ send })
    controller.call(call('1'))
    await settled()
    controller.cancel('lost')
    runs[0]?.finish('booked')
    await settled()
    expect(outputs).toEqual([moved, 'booked'])
    expect(events.at(-1)).toEqual({ type: 'lateOutput', toolCallId: '1', output: 'booked', sent: 'dropped' })
  })

  it('reports a late output of a call that was answered, and does not send it', async () => {
    const { controller, runs, events, outputs } = open()
    controller.call(call('1'))
    await settled()
    controller.cancel('the user has left')
    runs[0]?.finish('booked')
    await settled()
    expect(outputs).toEqual([['1', moved]])
    expect(events.at(-1)).toMatchObject({ type: 'lateOutput', output: 'booked', sent: 'dropped' })
  })
})

describe('the data of a tool call', () => {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void

  /** Tools that do not end, their deadlines, and references to what they are given that do not hold it. */
  const openEndless = () => {
    const clock = createClock()
    const given: WeakRef<object>[] = []
    const finishers: ((value: string) => void)[] = []
    const deciders: ((approved: boolean) => void)[] = []
    const approve = () => new Promise<boolean>((decide) => deciders.push(decide))
    const run = (checked: unknown, context: object) => {
      given.push(new WeakRef(checked as object), new WeakRef(context))
      return new Promise<string>((finish) => finishers.push(finish))
    }
    const later = {
      '~standard': {
        version: 1 as const,
        vendor: 'none',
        validate: (value: unknown) => Promise.resolve({ value: value as object }),
      },
    }
    const tools = {
      book: tool({ args, run, onInterruption: 'abort', answersWithinMs: 1_000 }),
      checks: tool({ args: later, run, onInterruption: 'abort' }),
      asks: tool({ args, run, approval: 'ask', onInterruption: 'abort' }),
    }
    /** Makes a call whose data only the receiver holds. */
    const callOf = (toolName: string) => {
      const data = { toolCallId: '1', toolName, arguments: [{ name: 'city', value: 'Bern' }] }
      given.push(new WeakRef(data), new WeakRef(data.arguments))
      return data
    }
    /** Counts what is held of the data that was given until now, when a function has run. */
    const heldAfter = async (end: () => void) => {
      const data = [...given]
      end()
      // What was looked at in a task lives until its end.
      await settled()
      collectGarbage()
      return [data.filter((each) => each.deref() !== undefined).length, data.length]
    }
    return { clock, tools, approve, callOf, heldAfter, deciders, finishers }
  }
  type Endless = ReturnType<typeof openEndless>

  const interrupt = (controller: ToolController) => controller.interrupt()
  it.each<[string, keyof Endless['tools'], (controller: ToolController, endless: Endless) => void]>([
    ['an interrupted call', 'book', interrupt],
    ['a cancelled call', 'book', (controller) => controller.cancel('the call is over')],
    ['a call past its deadline', 'book', (_controller, { clock }) => clock.tick(30_000)],
    ['a call that was answered elsewhere', 'book', (controller) => controller.answered('1')],
    ['a call whose place a later one took', 'book', (controller) => controller.call(call('2'))],
    ['a call whose arguments are checked asynchronously', 'checks', interrupt],
    ['a call whose approval nobody decides', 'asks', interrupt],
  ])('is released while the work on %s goes on', async (_how, toolName, end) => {
    const endless = openEndless()
    const { callOf, heldAfter, deciders, finishers } = endless
    const controller = createToolController({ ...endless, concurrency: 'latest', send: () => 'sent' })
    controller.call(callOf(toolName))
    await settled()
    expect(finishers.length + deciders.length).toBe(1)
    const count = toolName === 'asks' ? 2 : 4
    expect(await heldAfter(() => end(controller, endless))).toEqual([0, count])
  })

  it('is not held by an earlier call of the same tool, whose work goes on', async () => {
    const given: WeakRef<object>[] = []
    const finishers: unknown[] = []
    const run: ToolOptions<typeof args>['run'] = (_args, { signal }) => {
      given.push(new WeakRef(signal))
      return given.length === 1 ? new Promise((finish) => finishers.push(finish)) : 'booked'
    }
    const { controller } = open({ concurrency: 'in-order', tools: { book: tool({ args, run }) } })
    controller.call(call('1'))
    controller.call(call('2'))
    await settled()
    controller.answered('1')
    await settled()
    expect([given.length, controller.pending]).toEqual([2, 0])
    collectGarbage()
    expect(given[1]?.deref()).toBeUndefined()
    expect(finishers).toHaveLength(1)
  })

  it('is released by runTool while the tool goes on, and its late output is reported', async () => {
    const { clock, tools, callOf, heldAfter, finishers } = openEndless()
    const lateOutputs: string[] = []
    const stop = new AbortController()
    const outcome = runTool(tools, callOf('book'), {
      clock,
      signal: stop.signal,
      late: (output) => lateOutputs.push(output),
    })
    await settled()
    expect(await heldAfter(() => stop.abort('the call is over'))).toEqual([0, 4])
    expect((await outcome).type).toBe('cancelled')
    finishers[0]?.('done')
    await settled()
    expect(lateOutputs).toEqual(['done'])
  })
})
