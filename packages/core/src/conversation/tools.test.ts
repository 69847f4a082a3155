import { Readable } from 'node:stream'
import { runInNewContext } from 'node:vm'
import * as t from 'io-ts'
import { createClock } from '@sinonjs/fake-timers'
import { InvalidArgumentError } from '../errors.ts'
import { runTool, runTools } from './run-tools.ts'
import { assertTools, errorOf, resultOf, tool, type ToolContext, type Tools } from './tools.ts'

const call = (toolName: string, value?: unknown) => ({
  toolCallId: '7',
  toolName,
  arguments: [{ name: 'city', dataType: 'string', value }],
})
const City = t.type({ city: t.string })
const weather = (run: (args: { city: string }, context: ToolContext) => unknown, timeoutMs?: number) => ({
  get_weather: tool({ args: City, run, ...(timeoutMs === undefined ? {} : { timeoutMs }) }),
})

describe('tool', () => {
  it.each([
    ['args', { args: { type: 'object', properties: {} } }, 'a JSON Schema checks nothing'],
    ['args', { args: undefined }, 'must be a Standard Schema'],
    ['run', { run: undefined, execute: () => '' }, 'must be a function'],
    ['approval', { approval: 'Ask' }, "must be 'none' or 'ask'"],
    ['onInterruption', { onInterruption: 'cancel' }, "must be 'finish' or 'abort'"],
    ['aproval', { aproval: 'ask' }, 'must be left out: there are only args, run, timeoutMs, approval, '],
  ])('refuses a wrong %s of a program without types', (field, wrong, remedy) => {
    const make = () => tool({ args: City, run: () => '', ...wrong } as Parameters<typeof tool>[0])
    expect(make).toThrow(InvalidArgumentError)
    expect(make).toThrow(new RegExp(`${field}.*${remedy}`))
  })

  it.each([undefined, null, 'weather', () => 'sunny'])('refuses %p in place of its options', (options) => {
    expect(() => tool(options as unknown as Parameters<typeof tool>[0])).toThrow(
      new InvalidArgumentError(
        'args',
        'must be a Standard Schema, as of zod, or an io-ts codec; a JSON Schema checks nothing',
      ),
    )
  })

  it('refuses a deadline that is text', () => {
    const make = (given: object) => () => tool({ args: City, run: () => '', ...given })
    expect(make({ timeoutMs: '500' })).toThrow(/^timeoutMs: must be/)
    expect(make({ answersWithinMs: '500' })).toThrow(/^answersWithinMs: must be/)
  })

  it.each([0, -1, NaN, Infinity, 2 ** 31])('refuses a deadline of %d', (timeoutMs) => {
    expect(() => weather(() => '', timeoutMs)).toThrow(
      new InvalidArgumentError('timeoutMs', 'must be more than 0 and at most 2147483647 milliseconds'),
    )
  })
})

const right = tool({ args: City, run: () => 'sunny' })

/** Values that a program without types gives in place of a tool. */
const noTools: readonly (readonly [string, unknown])[] = [
  ['a function', () => 'sunny'],
  ['an object without args', { run: () => 'sunny' }],
  ['an object without run', { args: City }],
  ['an object without a deadline', { args: City, run: () => 'sunny' }],
  ['a JSON Schema in place of args', { ...right, args: { type: 'object', properties: {} } }],
  ['a JSON Schema', { type: 'object', properties: {} }],
  ['text', 'weather'],
  ['null', null],
  ['false', false],
]

/** Returns the field of the error that a function throws. */
const fieldRefusedBy = (act: () => unknown): unknown => {
  try {
    return act()
  } catch (error) {
    return error instanceof InvalidArgumentError ? error.field : error
  }
}

describe('assertTools', () => {
  it.each(noTools)('refuses %s among tools by its name, with the remedy', (_what, wrong) => {
    const check = () => assertTools({ right, weather: wrong } as unknown as Tools)
    expect(fieldRefusedBy(check)).toBe('tools.weather')
    expect(check).toThrow(/^tools\.weather: must be made by tool\(\{ args, run \}\)$/)
  })

  it.each([undefined, null, 'weather', [right], new Map([['right', right]]), () => right])(
    'refuses %p in place of the tools',
    (wrong) => {
      expect(() => assertTools(wrong as unknown as Tools)).toThrow(
        'tools: must be an object of tools by their names',
      )
    },
  )

  it('accepts no tools, a plain object with every field, a module, and a name without a value', () => {
    const module = Object.assign(Object.create(null) as object, { right, [Symbol.toStringTag]: 'Module' })
    for (const tools of [{}, { right: { ...right } }, module, { right, weather: undefined }])
      expect(() => assertTools(tools as unknown as Tools)).not.toThrow()
  })

  it('checks the tools that runTools is given', () => {
    const connection = {
      on: () => () => undefined,
      started: Promise.resolve({ id: 'call-1' }),
      sendToolOutput: () => ({ status: 'sent' as const }),
    }
    const tools = { weather: () => 'sunny' } as unknown as Tools
    expect(fieldRefusedBy(() => runTools(connection, tools))).toBe('tools.weather')
  })

  it('checks the tools that runTool is given', async () => {
    const running = runTool({ weather: () => 'sunny' } as unknown as Tools, call('weather'))
    await expect(running).rejects.toMatchObject({ _tag: 'InvalidArgumentError', field: 'tools.weather' })
  })
})

describe('runTool', () => {
  it('passes the arguments as a typed record and returns the text', async () => {
    const tools = weather(async ({ city }) => Promise.resolve(`18 degrees in ${city}`))
    expect(await runTool(tools, call('get_weather', 'Paris'))).toEqual({
      type: 'result',
      toolCallId: '7',
      toolName: 'get_weather',
      output: '18 degrees in Paris',
    })
  })

  it.each([
    [{ degrees: 18 }, '{"degrees":18}'],
    [undefined, 'null'],
    [7, '7'],
    ['', ''],
  ])('converts %j to text', async (value, output) => {
    expect(
      await runTool(
        weather(() => value),
        call('get_weather', 'Paris'),
      ),
    ).toMatchObject({ type: 'result', output })
  })

  it.each([
    ['an unknown tool', weather(() => ''), call('launch'), 'there is no tool launch'],
    [
      'a tool that only an object has',
      weather(() => ''),
      call('constructor'),
      'there is no tool constructor',
    ],
    [
      'wrong arguments',
      weather(() => ''),
      call('get_weather', 3),
      'wrong arguments: city: expected string, got a number',
    ],
    [
      'a tool that throws',
      weather(() => {
        throw new Error('no such city')
      }),
      call('get_weather', 'X'),
      'no such city',
    ],
    [
      'a tool that rejects',
      weather(() => Promise.reject(new Error('offline'))),
      call('get_weather', 'X'),
      'offline',
    ],
  ])('reports %s to the agent', async (_name, tools, toolCall, error) => {
    expect(await runTool(tools, toolCall)).toMatchObject({
      type: 'error',
      output: JSON.stringify({ error }),
    })
  })

  it('reports an output that has no JSON form to the agent', async () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    expect(
      await runTool(
        weather(() => cycle),
        call('get_weather', 'X'),
      ),
    ).toMatchObject({ type: 'error' })
  })

  it.each([
    ['1 MiB', 'x'.repeat(1_048_576), 'result'],
    ['a byte more', 'x'.repeat(1_048_577), 'error'],
    ['1 MiB of letters of two bytes', 'é'.repeat(524_288), 'result'],
    ['a letter of two bytes more', 'é'.repeat(524_289), 'error'],
  ])('accepts 1 MiB of UTF-8 and reports more to the agent: %s', async (_name, text, type) => {
    const given = await runTool(
      weather(() => text),
      call('get_weather', 'X'),
    )
    expect(given).toMatchObject({
      type,
      output: type === 'result' ? text : '{"error":"the tool gave more than 1 MiB of UTF-8"}',
    })
    const thrown = await runTool(
      weather(() => {
        throw new Error(text.repeat(2))
      }),
      call('get_weather', 'X'),
    )
    expect(thrown).toMatchObject({
      type: 'error',
      output: '{"error":"the tool gave more than 1 MiB of UTF-8"}',
    })
  })

  it.each([
    ['nothing', undefined, 'the tool failed'],
    ['a symbol', Symbol('no'), 'Symbol(no)'],
    ['what has no text', Object.create(null), 'the tool failed'],
    ['an error whose message is none', Object.assign(new Error(), { message: 7n }), '7'],
    [
      'an error that hides its message',
      Object.defineProperty(new Error(), 'message', {
        get: () => {
          throw new Error('hidden')
        },
      }),
      'the tool failed',
    ],
  ])('reports to the agent that a tool threw %s', async (_name, thrown, error) => {
    const tools = weather(() => Promise.reject(thrown as Error))
    expect(await runTool(tools, call('get_weather', 'X'))).toMatchObject({
      type: 'error',
      output: JSON.stringify({ error }),
    })
  })

  it('accepts arguments with any name; the last of a name counts', async () => {
    const tools = {
      look: tool({
        args: t.UnknownRecord,
        run: (args) => [Object.keys(args), Object.getPrototypeOf(args) === Object.prototype],
      }),
    }
    const named = ['__proto__', 'constructor', 'then', 'city', 'city'].map((name, value) => ({ name, value }))
    expect(await runTool(tools, { toolCallId: '7', toolName: 'look', arguments: named })).toMatchObject({
      type: 'result',
      output: '[["__proto__","constructor","then","city"],true]',
    })
  })

  it('leaves out an argument without a name', async () => {
    const tools = { look: tool({ args: t.UnknownRecord, run: (args) => args }) }
    const given = [{ name: 'seats', value: 2 }, { value: 'x' }]
    expect(await runTool(tools, { toolCallId: '7', toolName: 'look', arguments: given })).toMatchObject({
      output: '{"seats":2}',
    })
  })

  it('stops a tool at its deadline and aborts its signal', async () => {
    const clock = createClock()
    let signal: AbortSignal | undefined
    const tools = weather((_args, context) => {
      signal = context.signal
      return new Promise(() => undefined)
    }, 500)
    const outcome = runTool(tools, call('get_weather', 'X'), { clock })
    await clock.tickAsync(499)
    expect(signal?.aborted).toBe(false)
    await clock.tickAsync(1)
    expect(await outcome).toMatchObject({
      type: 'timeout',
      output: '{"error":"the tool took longer than 500 ms"}',
    })
    expect(signal?.aborted).toBe(true)
    expect(signal?.reason).toMatchObject({ name: 'AbortError', message: 'the tool took longer than 500 ms' })
  })

  it('reports a result after the cancellation, and passes the reason to the tool', async () => {
    const late: string[] = []
    let finish: ((value: unknown) => void) | undefined
    let inside: AbortSignal | undefined
    const stop = new AbortController()
    const book = tool({
      args: t.type({}),
      run: (_args, { signal }) => {
        inside = signal
        return new Promise((resolve) => (finish = resolve))
      },
    })
    const call = { toolCallId: '1', toolName: 'book', arguments: [] }
    const around = { signal: stop.signal, clock: createClock(), late: (output: string) => late.push(output) }
    const outcome = runTool({ book }, call, around)
    await Promise.resolve()
    stop.abort('the line is dead')
    expect(await outcome).toMatchObject({ type: 'cancelled' })
    expect(inside?.reason).toMatchObject({ name: 'AbortError', message: 'the line is dead' })
    expect(late).toEqual([])
    finish?.({ booked: true })
    await new Promise((resolve) => setImmediate(resolve))
    expect(late).toEqual(['{"booked":true}'])
  })

  it('reports nothing late when a tool was in time, or failed after its cancellation', async () => {
    const late: string[] = []
    let fail: ((error: unknown) => void) | undefined
    const stop = new AbortController()
    const tools = {
      book: tool({ args: t.type({}), run: () => 'booked' }),
      look: tool({ args: t.type({}), run: () => new Promise((_resolve, reject) => (fail = reject)) }),
    }
    const around = { signal: stop.signal, clock: createClock(), late: (output: string) => late.push(output) }
    await runTool(tools, { toolCallId: '1', toolName: 'book', arguments: [] }, around)
    const outcome = runTool(tools, { toolCallId: '2', toolName: 'look', arguments: [] }, around)
    await Promise.resolve()
    stop.abort()
    await outcome
    fail?.(new Error('too late'))
    await new Promise((resolve) => setImmediate(resolve))
    expect(late).toEqual([])
  })

  it('cancels a tool by the signal, before or while it runs, and leaves no timer', async () => {
    const clock = createClock()
    const abort = new AbortController()
    const tools = weather(() => new Promise(() => undefined))
    const outcome = runTool(tools, call('get_weather', 'X'), { clock, signal: abort.signal })
    abort.abort()
    expect(await outcome).toMatchObject({ type: 'cancelled' })
    expect(await runTool(tools, call('get_weather', 'X'), { clock, signal: abort.signal })).toMatchObject({
      type: 'cancelled',
    })
    expect(clock.countTimers()).toBe(0)
  })

  it('passes an idempotency key of session and call', async () => {
    const tools = weather((_args, { idempotencyKey }) => idempotencyKey)
    expect(await runTool(tools, call('get_weather', 'X'), { sessionId: 'call-1' })).toMatchObject({
      output: 'call-1:7',
    })
  })

  describe('with a tool that needs approval', () => {
    const refund = (run: () => unknown) => ({
      refund: tool({ args: City, run, approval: 'ask', timeoutMs: 500 }),
    })

    it.each([
      [true, 'result', 'done'],
      [false, 'declined', '{"error":"the user declined this"}'],
    ])('asks, and on %s returns %s', async (answer, type, output) => {
      const asked = jest.fn(() => Promise.resolve(answer))
      const run = jest.fn(() => 'done')
      const outcome = await runTool(refund(run), call('refund', 'Paris'), { approve: asked })
      expect(outcome).toMatchObject({ type, output })
      expect(asked).toHaveBeenCalledWith(call('refund', 'Paris'))
      expect(run).toHaveBeenCalledTimes(answer ? 1 : 0)
    })

    it('does not run it when nobody can be asked', async () => {
      const run = jest.fn()
      expect(await runTool(refund(run), call('refund', 'Paris'))).toMatchObject({
        type: 'error',
        output: '{"error":"refund needs approval, and nobody could be asked"}',
      })
      expect(run).not.toHaveBeenCalled()
    })

    it('does not ask when the arguments are wrong', async () => {
      const asked = jest.fn(() => true)
      expect(await runTool(refund(jest.fn()), call('refund', 3), { approve: asked })).toMatchObject({
        type: 'error',
      })
      expect(asked).not.toHaveBeenCalled()
    })

    it('measures the deadline from the approval', async () => {
      const clock = createClock()
      let allow: (answer: boolean) => void = () => undefined
      const outcome = runTool(
        refund(() => new Promise(() => undefined)),
        call('refund', 'Paris'),
        { clock, approve: () => new Promise((resolve) => (allow = resolve)) },
      )
      await clock.tickAsync(60_000)
      allow(true)
      await clock.tickAsync(499)
      expect(clock.countTimers()).toBe(1)
      await clock.tickAsync(1)
      expect(await outcome).toMatchObject({ type: 'timeout' })
    })

    it('does not run it when it was cancelled before the approval', async () => {
      const abort = new AbortController()
      const run = jest.fn()
      let allow: (answer: boolean) => void = () => undefined
      const outcome = runTool(refund(run), call('refund', 'Paris'), {
        signal: abort.signal,
        approve: () => new Promise((resolve) => (allow = resolve)),
      })
      abort.abort()
      expect(await outcome).toMatchObject({ type: 'cancelled' })
      allow(true)
      await Promise.resolve()
      await Promise.resolve()
      expect(run).not.toHaveBeenCalled()
    })
  })
})

const refused = (value: unknown) => {
  try {
    return resultOf(value).output
  } catch (error) {
    return (error as Error).message
  }
}

describe('resultOf', () => {
  it.each<[string, unknown]>([
    ['Map', new Map([['seats', 2]])],
    ['Set', new Set([1])],
    ['Response', new Response('{"seats":2}')],
    ['Headers', new Headers({ a: 'b' })],
    [
      'Generator',
      (function* () {
        yield 1
      })(),
    ],
    ['AsyncGenerator', (async function* () {})()],
    ['Readable', Readable.from(['two seats'])],
    ['Promise', Promise.resolve(1)],
    ['RegExp', /a/],
    ['Uint8Array', new Uint8Array([1, 2])],
    ['ArrayBuffer', new ArrayBuffer(2)],
    ['WeakMap', new WeakMap()],
    [
      'Booking',
      new (class Booking {
        readonly #seats = 2
        get seats() {
          return this.#seats
        }
      })(),
    ],
    ['function', () => 'seats'],
    ['symbol', Symbol('seats')],
  ])('refuses a value of type %s, also as a part of another', (type, value) => {
    const message = `the tool returned a value of type ${type}, which has no JSON form: return text, an array or a plain object`
    expect(refused(value)).toBe(message)
    expect(refused({ deep: [value] })).toBe(message)
  })

  it.each<[string, string, unknown]>([
    ['function', 'an object that has only functions', { seats: { free: () => 2, taken: () => 3 } }],
    ['symbol', 'a symbol in an object', { seats: Symbol('two'), city: 'Bern' }],
    ['symbol', 'a symbol that toJSON returns', { toJSON: () => Symbol('two') }],
    ['Object', 'an iterable', { *[Symbol.iterator]() {} }],
    ['Map', 'a Map that toJSON returns', { toJSON: () => new Map([['seats', 2]]) }],
  ])('refuses a %s: %s', (type, _name, value) => {
    expect(refused(value)).toBe(
      `the tool returned a value of type ${type}, which has no JSON form: return text, an array or a plain object`,
    )
  })

  it('reports a value that cannot be read', () => {
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    const throws = (message: string) => ({
      toJSON: () => {
        throw new Error(message)
      },
    })
    expect(refused(circle)).toMatch(/circular/)
    expect(refused({ deep: [throws('no connection')] })).toBe('no connection')
  })

  it.each<[string, unknown, string]>([
    ['a BigInt', 10n, '10'],
    ['a BigInt in an object', { seats: 10n }, '{"seats":"10"}'],
    ['a date', new Date(0), '"1970-01-01T00:00:00.000Z"'],
    ['an invalid date', new Date(NaN), '"Invalid Date"'],
    ['an invalid date in a list', [new Date(NaN), null], '["Invalid Date",null]'],
    ['NaN', NaN, '"NaN"'],
    ['an infinite number in an object', { seats: -Infinity }, '{"seats":"-Infinity"}'],
    ['an object with a method', { seats: 2, book: () => 3 }, '{"seats":2}'],
    ['an object without a prototype', Object.assign(Object.create(null) as object, { a: 1 }), '{"a":1}'],
    [
      'an instance with fields',
      new (class Booking {
        readonly seats = 2
      })(),
      '{"seats":2}',
    ],
    ['an empty object', {}, '{}'],
    ['an empty list', [], '[]'],
    ['null', null, 'null'],
    [
      'an error in a list',
      [{ status: 'rejected', reason: new Error('full') }],
      '[{"status":"rejected","reason":"full"}]',
    ],
    ['an object with toJSON', { toJSON: () => ({ b: 2 }) }, '{"b":2}'],
  ])('writes %s', (_name, value, output) => {
    expect(resultOf(value)).toEqual({ type: 'result', output })
  })

  it.each<[string, unknown]>([
    ['error', new Error('no seats left')],
    ['error of another realm', runInNewContext('new Error("no seats left")')],
  ])('reports a returned %s as an error', (_name, error) => {
    expect(resultOf(error)).toEqual({ type: 'error', output: '{"error":"no seats left"}' })
  })

  it('writes an error and an invalid date of another realm as those of its own', () => {
    expect(resultOf(runInNewContext('[new Error("full"), new Date(NaN)]')).output).toBe(
      '["full","Invalid Date"]',
    )
  })
})

describe('errorOf', () => {
  it.each<[string, unknown, string]>([
    ['an object with a message', { message: 'no seats left', code: 'E42' }, 'no seats left'],
    ['an object without a message', { code: 'E42' }, '{"code":"E42"}'],
    ['a Response', new Response('no'), 'the tool threw a value of type Response'],
    ['text', 'no seats', 'no seats'],
    ['a message within a message', { message: { message: 'no seats' } }, 'no seats'],
    ['an object as a message', { message: { code: 'E42' } }, '{"code":"E42"}'],
    ['an error of errors', new AggregateError([new Error('no seats'), 'no table']), 'no seats; no table'],
    ['an error that has only a name', Object.assign(new Error(''), { name: 'TimeoutError' }), 'TimeoutError'],
    ['an error without a message', new Error(''), 'the tool failed'],
    ['nothing', undefined, 'the tool failed'],
    ['an empty text', '', 'the tool failed'],
    ['a function', () => 'secret', 'the tool failed'],
    ['an error that has only a cause', new Error('', { cause: new Error('no seats') }), 'no seats'],
    ['an error of another realm', runInNewContext('new Error("")'), 'the tool failed'],
    [
      'an object that throws',
      {
        message: {
          toString: 5,
          get code(): never {
            throw new Error('no')
          },
        },
      },
      'the tool failed',
    ],
  ])('takes the message of %s', (_name, thrown, error) => {
    expect(errorOf(thrown)).toEqual({ type: 'error', output: JSON.stringify({ error }) })
  })
})
