import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import { codec } from './codec.ts'
import { issues, toIoTs } from './io-ts.ts'
import { boolean, listOf, number, object, orNull, partial, string, unknown } from './schema.ts'
import { PathReporter } from 'io-ts/PathReporter'

const Pet = object(
  { name: string, tags: listOf(string) },
  { age: number, owner: orNull(partial({ id: string })) },
)

const wrongOf = (codec: t.Mixed, value: unknown) => {
  const read = codec.decode(value) as t.Validation<unknown>
  return E.isLeft(read) ? issues(read.left) : []
}

describe('a codec of ours', () => {
  it('returns what fits as it is', () => {
    const pet = { name: 'Rex', tags: ['a'], owner: null, more: 1 }
    const read = Pet.decode(pet)
    expect(E.isRight(read) && read.right).toBe(pet)
    expect(Pet.encode(pet)).toBe(pet)
    expect(Pet.is(pet)).toBe(true)
  })

  it.each([
    [{ tags: [] }, ['name: expected string, got nothing']],
    [{ name: undefined, tags: [] }, ['name: expected string, got nothing']],
    [
      { name: 'Rex', tags: ['a', 7, null] },
      ['tags.1: expected string, got a number', 'tags.2: expected string, got null'],
    ],
    [{ name: 'Rex', tags: {} }, ['tags: expected a list, got an object']],
    [{ name: 'Rex', tags: [], age: null }, ['age: expected number, got null']],
    [{ name: 'Rex', tags: [], owner: 7 }, ['owner: expected an object | null, got a number']],
    [{ name: 'Rex', tags: [], owner: { id: 7 } }, ['owner.id: expected string, got a number']],
    [new Map(), ['data: expected an object, got an object']],
    [[], ['data: expected an object, got a list']],
    [null, ['data: expected an object, got null']],
  ])('says what is wrong with %j', (value, wrong) => {
    expect(Pet.is(value)).toBe(false)
    expect(wrongOf(Pet, value)).toEqual(wrong)
  })

  it('reports the first places only where many are wrong, and looks at no more of them', () => {
    let looked = 0
    const counted = codec('number', (value): value is number => {
      looked += 1
      return typeof value === 'number'
    })
    const wrong = wrongOf(listOf(toIoTs(counted)), Array(100_000).fill('x'))
    expect(wrong).toHaveLength(64)
    expect(wrong[0]).toBe('0: expected number, got a string')
    expect(looked).toBeLessThan(200)
    expect(wrongOf(listOf(Pet), Array(100_000).fill(7))).toHaveLength(64)
  })

  it('takes what may be missing, there or not', () => {
    for (const owner of [undefined, null, {}, { id: undefined }, { id: 'x' }])
      expect(Pet.is({ name: 'Rex', tags: [], owner, age: undefined })).toBe(true)
  })

  it('wants a field that is asked for and optional', () => {
    const codec = object({ name: string }, { name: string, age: number })
    expect([codec.is({}), codec.is({ name: 'Rex' })]).toEqual([false, true])
  })

  it('knows its parts', () => {
    expect(Object.keys(Pet.props)).toEqual(['name', 'tags', 'age', 'owner'])
    expect(Pet.props.tags.type).toBe(string)
    expect(unknown.is(undefined)).toBe(true)
  })
})

describe('a codec of ours and those of io-ts', () => {
  const Home = t.intersection([
    t.type({ pets: t.array(Pet) }),
    t.partial({ big: t.union([boolean, t.null]) }),
  ])

  it('go into each other', () => {
    expect(Home.is({ pets: [{ name: 'Rex', tags: [] }], big: null })).toBe(true)
    expect(wrongOf(Home, { pets: [{ name: 7, tags: [] }] })).toEqual([
      'pets.0.name: expected string, got a number',
    ])
    const strict = object({ flag: t.literal(7), home: Home })
    expect(wrongOf(strict, { flag: 8, home: { pets: [], big: 'x' } })).toEqual([
      'flag: expected 7, got a number',
      'home.big: expected boolean or null, got a string',
    ])
  })

  it('are reported alike', () => {
    expect(PathReporter.report(t.type({ pet: Pet }).decode({ pet: { name: 'Rex', tags: [7] } }))).toEqual([
      'Invalid value 7 supplied to : { pet: an object }/pet: an object/tags: a list/0: string',
    ])
  })

  it('are piped into each other', () => {
    const Count = new t.Type<number, string, string>(
      'count',
      t.number.is,
      (text, context) => (/^\d+$/.test(text) ? t.success(Number(text)) : t.failure(text, context)),
      String,
    )
    const piped = string.pipe(Count)
    expect(piped.name).toBe('pipe(string, count)')
    expect(piped.decode('12')).toEqual(E.right(12))
    expect(wrongOf(piped, 12)).toEqual(['data: expected pipe(string, count), got a number'])
    expect(wrongOf(piped, 'x')).toEqual(['data: expected pipe(string, count), got a string'])
    expect([piped.encode(12), piped.asEncoder().encode(7), piped.asDecoder().decode('7')]).toEqual([
      '12',
      '7',
      E.right(7),
    ])
  })
})
