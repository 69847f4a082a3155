import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mixed } from 'io-ts'
import { endpoints, type Endpoint } from './endpoints.ts'

/** A schema of the platform's published description. */
interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly nullable?: boolean
  readonly enum?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}

interface Described {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[]
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } }
  readonly responses: Readonly<Record<string, unknown>>
}

const description = JSON.parse(readFileSync(join(__dirname, '../../test/rest/openapi.json'), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

const resolve = (schema: Schema): Schema => ({
  ...description.components.schemas[schema.$ref?.split('/').at(-1) ?? ''],
  ...schema,
})

const rows = Object.entries(endpoints).flatMap(([group, operations]) =>
  Object.entries(operations as Readonly<Record<string, Endpoint>>).map(([name, endpoint]) => {
    const described = description.paths[endpoint.path]?.[endpoint.method.toLowerCase()]
    if (described === undefined) throw new Error(`${endpoint.path} is not described`)
    return { name: `${group}.${name}`, endpoint, described }
  }),
)

/** A field of the input of an operation: its schema and its codec. */
interface Field {
  readonly place: string
  readonly schema: Schema
  readonly codec: Mixed
}

interface Parts {
  readonly props?: Readonly<Record<string, Mixed>>
  readonly type?: Mixed
  readonly inner?: Mixed
}

/** Pairs every property of a schema with the codec of the field, at every depth. */
const fieldsOf = (place: string, given: Schema, codec: Mixed): readonly Field[] => {
  const schema = resolve(given)
  const { inner = codec } = codec as Parts
  const { props = {}, type } = inner as Parts
  const here = { place, schema, codec }
  if (schema.items !== undefined && type !== undefined)
    return [here, ...fieldsOf(`${place}[]`, schema.items, type)]
  const within = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const field = props[name]
    if (field === undefined) throw new Error(`${place}.${name} has no codec`)
    return fieldsOf(`${place}.${name}`, part, field)
  })
  return [here, ...within]
}

const inputs = rows.flatMap(({ name, endpoint, described }) => {
  const { parameters = [], requestBody } = described
  const { props = {} } = (endpoint.query ?? {}) as Parts
  const ofQuery = parameters
    .filter((parameter) => parameter.in === 'query')
    .flatMap(({ name: field, schema }) => {
      const codec = props[field]
      if (codec === undefined) throw new Error(`${name}.${field} has no codec`)
      return fieldsOf(`${name}?${field}`, schema, codec)
    })
  const schema = requestBody?.content['application/json'].schema
  const ofBody =
    schema === undefined || endpoint.body === undefined ? [] : fieldsOf(name, schema, endpoint.body)
  return [...ofQuery, ...ofBody]
})

describe('the table of endpoints and the description of the platform', () => {
  it.each(rows)('agree about the success of $name', ({ endpoint, described }) => {
    const successes = Object.keys(described.responses).filter((status) => status.startsWith('2'))
    expect([String(endpoint.success)]).toEqual(successes)
  })

  it('agree about every field that may be null', () => {
    expect(inputs.length).toBeGreaterThan(100)
    const expected = inputs.filter(({ schema }) => schema.nullable === true).map(({ place }) => place)
    expect(expected.length).toBeGreaterThan(20)
    expect(inputs.filter(({ codec }) => codec.is(null)).map(({ place }) => place)).toEqual(expected)
  })

  it('agree about the words of every closed field', () => {
    const closed = inputs.filter(({ schema }) => schema.enum !== undefined && schema.type !== 'boolean')
    const wrong = closed.filter(
      ({ schema, codec }) => !codec.is(true) && schema.enum?.some((word) => !codec.is(word)) === true,
    )
    expect(wrong.map(({ place }) => place)).toEqual([])
  })

  it('agree about whole numbers and their limits', () => {
    const whole = inputs.filter(({ schema }) => schema.type === 'integer')
    expect(whole.length).toBeGreaterThan(3)
    for (const { place, schema, codec } of whole) {
      const { minimum = 1, maximum = 1 } = schema
      const answers = [1.5, Number.NaN, minimum, maximum].map((value) => [place, value, codec.is(value)])
      expect(answers.map(([, , fits]) => fits)).toEqual([false, false, true, true])
      if (schema.minimum !== undefined) expect([place, codec.is(schema.minimum - 1)]).toEqual([place, false])
      if (schema.maximum !== undefined) expect([place, codec.is(schema.maximum + 1)]).toEqual([place, false])
    }
  })
})
