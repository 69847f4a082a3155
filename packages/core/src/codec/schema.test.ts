import { schema, tool } from '../index.ts'

describe('schema', () => {
  it('describes the arguments of a tool without a further library', () => {
    const args = schema.object(
      { day: schema.string, people: schema.number, wishes: schema.listOf(schema.oneOf('window', 'quiet')) },
      { outside: schema.boolean },
    )
    const book = tool({ args, run: ({ day, people }) => `${day} for ${people}` })
    expect(book.args.is({ day: 'Friday', people: 2, wishes: ['quiet'] })).toBe(true)
    expect(book.args.is({ day: 'Friday', people: '2', wishes: [] })).toBe(false)
    expect(book.args.is({ day: 'Friday', people: 2, wishes: ['loud'] })).toBe(false)
    expect(book.args.is({ day: 'Friday', people: 2, wishes: [], outside: 'yes' })).toBe(false)
  })

  it.each([
    ['object', () => schema.object({ city: 'string' as never }), 'city'],
    ['object', () => schema.object({}, { city: String as never }), 'city'],
    ['partial', () => schema.partial({ city: undefined as never }), 'city'],
    ['listOf', () => schema.listOf('string' as never), 'type'],
    ['orNull', () => schema.orNull(null as never), 'inner'],
  ])('refuses in %s what is no schema, with the name of the field', (_, make, field) => {
    expect(make).toThrow(`${field}: must be a schema, such as schema.string`)
  })
})
