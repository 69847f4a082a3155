import { createClock } from '@sinonjs/fake-timers'
import * as fc from 'fast-check'
import * as t from 'io-ts'
import {
  createToolController,
  tool,
  type ToolConcurrency,
  type ToolControllerEvent,
} from '../../src/index.ts'

type Command =
  | { readonly type: 'call'; readonly id: number; readonly toolName: string }
  | { readonly type: 'finish' | 'fail' | 'approve' | 'decline' | 'answered'; readonly id: number }
  | { readonly type: 'interrupt' | 'cancel' }
  | { readonly type: 'wait'; readonly ms: number }

const toolNames = ['plain', 'asks', 'aborts', 'missing']
const id = fc.nat(11)
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('call'), id, toolName: fc.constantFrom(...toolNames) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constantFrom('finish', 'finish', 'fail', 'approve', 'approve', 'decline', 'answered'),
      id,
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('interrupt', 'cancel') }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('wait'), ms: fc.constantFrom(40, 60, 200) }) },
)
const rule = fc.constantFrom<ToolConcurrency>('together', 'in-order', 'latest')
const concurrency = fc.oneof(rule, fc.record({ plain: rule, asks: rule, aborts: rule }))

interface History {
  readonly commands: readonly Command[]
  readonly events: readonly ToolControllerEvent[]
  readonly outputs: readonly (readonly [string, string])[]
  /** The greatest number of tools that ran at the same time, by tool, and of all. */
  readonly most: ReadonlyMap<string, number>
  readonly answered: ReadonlySet<string>
  readonly pending: number
  readonly timers: number
}

/** Flushes everything that is due at once. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Plays commands through a controller, cancels what is left, and observes it from outside. */
const play = async (
  commands: readonly Command[],
  options: {
    readonly concurrency: ToolConcurrency | Record<string, ToolConcurrency>
    readonly maxRunning: number
  },
): Promise<History> => {
  const clock = createClock()
  const events: ToolControllerEvent[] = []
  const outputs: (readonly [string, string])[] = []
  const runs = new Map<string, { resolve(value: string): void; reject(error: Error): void }>()
  const running = new Map<string, string>()
  const most = new Map<string, number>()
  const answered = new Set<string>()
  const startedAborted: string[] = []
  const observe = () => {
    for (const name of [...toolNames, 'all']) {
      const count = [...running.values()].filter((it) => name === 'all' || it === name).length
      most.set(name, Math.max(most.get(name) ?? 0, count))
    }
  }
  const run =
    (toolName: string) =>
    (_args: unknown, { signal, idempotencyKey }: { signal: AbortSignal; idempotencyKey: string }) => {
      const key = idempotencyKey.slice(1)
      if (signal.aborted) startedAborted.push(key)
      running.set(key, toolName)
      observe()
      signal.addEventListener('abort', () => running.delete(key))
      return new Promise<string>((resolve, reject) => runs.set(key, { resolve, reject }))
    }
  const args = t.type({})
  const controller = createToolController({
    ...options,
    tools: {
      plain: tool({ args, run: run('plain'), timeoutMs: 100 }),
      asks: tool({ args, run: run('asks'), timeoutMs: 100, approval: 'ask' }),
      aborts: tool({ args, run: run('aborts'), timeoutMs: 100, onInterruption: 'abort' }),
    },
    send: (toolCallId, output) => {
      outputs.push([toolCallId, output])
      return 'sent'
    },
    approve: 'interactive',
    clock,
    onEvent: (event) => events.push(event),
  })
  const known = new Set<string>()
  const act = async (it: Command) => {
    const key = 'id' in it ? String(it.id) : ''
    if (it.type === 'wait') await clock.tickAsync(it.ms)
    else if (it.type === 'interrupt') controller.interrupt()
    else if (it.type === 'cancel') controller.cancel('the end')
    else if (it.type === 'call') {
      expect(controller.call({ toolCallId: key, toolName: it.toolName, arguments: [] })).toBe(!known.has(key))
      known.add(key)
    } else if (it.type === 'approve' || it.type === 'decline') controller[it.type](key)
    else if (it.type === 'answered') {
      if (controller.answered(key)) answered.add(key)
    } else if (it.type === 'finish') runs.get(key)?.resolve('done')
    else runs.get(key)?.reject(new Error('failed'))
  }
  for (const it of commands) {
    await act(it)
    await settle()
  }
  controller.cancel('the end')
  await settle()
  expect(startedAborted).toEqual([])
  return {
    commands,
    events,
    outputs,
    most,
    answered,
    pending: controller.pending,
    timers: clock.countTimers(),
  }
}

const calledIn = (commands: readonly Command[]) => {
  const calls = new Map<string, string>()
  for (const it of commands)
    if (it.type === 'call' && !calls.has(String(it.id))) calls.set(String(it.id), it.toolName)
  return calls
}

const history = fc.tuple(fc.array(command, { maxLength: 40 }), concurrency, fc.constantFrom(1, 2, 3, 32))
const check = (
  holds: (played: History, maxRunning: number, ruleOf: (name: string) => ToolConcurrency) => void,
) =>
  fc.assert(
    fc.asyncProperty(history, async ([commands, order, maxRunning]) => {
      const ruleOf = (name: string): ToolConcurrency =>
        typeof order === 'string' ? order : ((order as Record<string, ToolConcurrency>)[name] ?? 'together')
      holds(await play(commands, { concurrency: order, maxRunning }), maxRunning, ruleOf)
    }),
    { numRuns: 300 },
  )

describe('the tool controller, for any history', () => {
  it('sends exactly one output for each call, and none for one that was answered elsewhere', () =>
    check(({ commands, outputs, answered, pending, timers }) => {
      const expected = [...calledIn(commands).keys()].filter((key) => !answered.has(key))
      expect(outputs.map(([key]) => key).sort()).toEqual(expected.sort())
      expect([pending, timers]).toEqual([0, 0])
    }))

  it('reports one outcome for each output, with its text, and starts a tool before its outcome, once', () =>
    check(({ events, outputs }) => {
      const settled = events.flatMap((it) => (it.type === 'settled' ? [it.outcome] : []))
      expect(settled.map(({ toolCallId, output }) => [toolCallId, output])).toEqual(outputs)
      const started = events.flatMap((it) => (it.type === 'started' ? [it.call.toolCallId] : []))
      expect(new Set(started).size).toBe(started.length)
      for (const key of started) {
        const start = events.findIndex((it) => it.type === 'started' && it.call.toolCallId === key)
        const end = events.findIndex((it) => it.type === 'settled' && it.outcome.toolCallId === key)
        expect(end === -1 || start < end).toBe(true)
      }
    }))

  it('runs at most `maxRunning` tools at the same time', () =>
    check(({ most }, maxRunning, ruleOf) => {
      expect(most.get('all') ?? 0).toBeLessThanOrEqual(maxRunning)
      for (const name of toolNames)
        if (ruleOf(name) !== 'together') expect(most.get(name) ?? 0).toBeLessThanOrEqual(1)
    }))

  it('starts the calls of an `in-order` tool in their order', () =>
    check(({ commands, events }, _maxRunning, ruleOf) => {
      const order = [...calledIn(commands).keys()]
      for (const name of toolNames.filter((it) => ruleOf(it) === 'in-order')) {
        const places = events.flatMap((it) =>
          it.type === 'started' && it.call.toolName === name ? [order.indexOf(it.call.toolCallId)] : [],
        )
        expect(places).toEqual(places.toSorted((a, b) => a - b))
      }
    }))

  it('runs a tool that needs approval only after it', () =>
    check(({ commands, events }) => {
      for (const it of events)
        if (it.type === 'started' && it.call.toolName === 'asks')
          expect(
            commands.some(
              ({ type, ...rest }) =>
                type === 'approve' && 'id' in rest && String(rest.id) === it.call.toolCallId,
            ),
          ).toBe(true)
    }))
})
