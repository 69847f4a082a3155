import { type } from 'arktype'
import * as Schema from 'effect/Schema'
import { expectTypeOf } from 'expect-type'
import * as t from 'io-ts'
import * as v from 'valibot'
import { z } from 'zod'
import { createClock } from '@sinonjs/fake-timers'
import { runTool } from './run-tools.ts'
import { tool, type Tool } from './tools.ts'

interface Booking {
  readonly city: string
  readonly guests: readonly { readonly age: number }[]
}

const answer = ({ city, guests }: Booking) => `${city} for ${guests.map(({ age }) => age).join(' and ')}`

const bookings: Readonly<Record<string, Tool>> = {
  zod: tool({
    args: z.object({ city: z.string(), guests: z.array(z.object({ age: z.number() })) }),
    run: (args) => {
      expectTypeOf(args).toEqualTypeOf<{ city: string; guests: { age: number }[] }>()
      return answer(args)
    },
  }),
  valibot: tool({
    args: v.object({ city: v.string(), guests: v.array(v.object({ age: v.number() })) }),
    run: (args) => {
      expectTypeOf(args).toEqualTypeOf<{ city: string; guests: { age: number }[] }>()
      return answer(args)
    },
  }),
  arktype: tool({
    args: type({ city: 'string', guests: type({ age: 'number' }).array() }),
    run: (args) => {
      expectTypeOf(args).toEqualTypeOf<{ city: string; guests: { age: number }[] }>()
      return answer(args)
    },
  }),
  effect: tool({
    args: Schema.toStandardSchemaV1(
      Schema.Struct({ city: Schema.String, guests: Schema.Array(Schema.Struct({ age: Schema.Number })) }),
    ),
    run: (args) => {
      expectTypeOf(args).toExtend<Booking>()
      expectTypeOf(args.guests[0]?.age).toEqualTypeOf<number | undefined>()
      return answer(args)
    },
  }),
  'io-ts': tool({
    args: t.type({ city: t.string, guests: t.array(t.type({ age: t.number })) }),
    run: (args) => {
      expectTypeOf(args).toEqualTypeOf<{ city: string; guests: { age: number }[] }>()
      return answer(args)
    },
  }),
}

const callOf = (args: object) => ({
  toolCallId: 'a',
  toolName: 'book',
  arguments: Object.entries(args).map(([name, value]: [string, unknown]) => ({ name, value })),
})

const outcomeOf = (book: Tool, args: object) => runTool({ book }, callOf(args))

describe.each(Object.entries(bookings))('a tool whose arguments are a schema of %s', (_, book) => {
  it('runs with the arguments that fit', async () => {
    const args = { city: 'Oslo', guests: [{ age: 7 }, { age: 40 }] }
    expect(await outcomeOf(book, args)).toMatchObject({ type: 'result', output: 'Oslo for 7 and 40' })
  })

  it('reports to the agent which argument is wrong, by its path', async () => {
    const { type: ending, output } = await outcomeOf(book, {
      city: 'Oslo',
      guests: [{ age: 7 }, { age: 'x' }],
    })
    expect(ending).toBe('error')
    const { error } = JSON.parse(output) as { readonly error: string }
    expect(error).toMatch(/^wrong arguments: guests\.1\.age: /)
  })

  it('reports to the agent which argument is missing', async () => {
    const { output } = await outcomeOf(book, { guests: [] })
    expect(output).toMatch(/wrong arguments: city: /)
  })
})

describe('a schema', () => {
  it('passes to the tool the arguments as the schema returns them', async () => {
    const double = tool({ args: z.object({ n: z.string().transform(Number) }), run: ({ n }) => n * 2 })
    expect(await outcomeOf(double, { n: '21' })).toMatchObject({ type: 'result', output: '42' })
  })

  it('may check asynchronously', async () => {
    const known = z.object({ id: z.string().refine((id) => Promise.resolve(id === 'a'), 'nobody knows it') })
    const look = tool({ args: known, run: ({ id }) => `found ${id}` })
    expect(await outcomeOf(look, { id: 'a' })).toMatchObject({ type: 'result', output: 'found a' })
    expect(await outcomeOf(look, { id: 'b' })).toMatchObject({
      type: 'error',
      output: '{"error":"wrong arguments: id: nobody knows it"}',
    })
  })

  it('that never ends is stopped by the deadline of the tool', async () => {
    const clock = createClock()
    const never = z.object({}).refine(() => new Promise<boolean>(() => undefined))
    const look = tool({ args: never, run: () => 'done', timeoutMs: 1_000 })
    const outcome = runTool({ look }, { ...callOf({}), toolName: 'look' }, { clock })
    await clock.tickAsync(1_000)
    expect(await outcome).toMatchObject({ type: 'timeout' })
  })

  it('that throws is an error of the tool', async () => {
    const broken = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: (): { readonly value: unknown } => {
          throw new Error('the schema is broken')
        },
      },
    } as const
    const output = '{"error":"the schema is broken"}'
    expect(await outcomeOf(tool({ args: broken, run: () => 1 }), {})).toMatchObject({ type: 'error', output })
  })

  const nothing = '{"error":"the schema returned no result"}'
  it.each<[string, unknown, object]>([
    ['returns nothing', undefined, { type: 'error', output: nothing }],
    ['returns null', null, { type: 'error', output: nothing }],
    ['resolves with nothing', Promise.resolve(), { type: 'error', output: nothing }],
    [
      'returns a thenable that is no promise',
      { then: (resolve: (result: object) => void) => void setImmediate(resolve, { value: 1 }) },
      { type: 'result', output: '1' },
    ],
  ])('that %s does not end in a message of the engine', async (_what, result, outcome) => {
    const schema = { '~standard': { version: 1, vendor: 'test', validate: () => result } } as never
    expect(await outcomeOf(tool({ args: schema, run: (args: unknown) => args }), {})).toMatchObject(outcome)
  })

  it('that decodes to nothing is an error that says so', async () => {
    const codec = { decode: () => undefined } as never
    expect(await outcomeOf(tool({ args: codec, run: () => 1 }), {})).toMatchObject({ output: nothing })
  })

  it('that finds a thousand faults reports ten', async () => {
    const args = { city: 'Oslo', guests: Array.from({ length: 1_000 }, () => ({ age: 'x' })) }
    const { output } = await outcomeOf(bookings['zod'] as Tool, args)
    expect(output.match(/guests\.\d+\.age/g)).toHaveLength(10)
  })
})
