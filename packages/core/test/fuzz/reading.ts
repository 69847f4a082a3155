import { InvalidMessageError, serverData, type ServerMessageType } from '../../src/index.ts'
import { decodeServerMessage } from '../../src/fp.ts'

/** What reading a text gave. */
export type Reading = 'event' | 'unknown' | 'error'

const isKnown = (type: string): type is ServerMessageType => Object.hasOwn(serverData, type)

/**
 * Reads a text and checks that what comes is one of three things, whole.
 * @throws an Error that says what is wrong with it
 */
export const readText = (text: string): Reading => {
  const result = decodeServerMessage(text)
  if (result._tag === 'Left') {
    const { left } = result
    if (!(left instanceof InvalidMessageError) || left.issues.length === 0 || left.length !== text.length)
      throw new Error('not a whole error')
    return 'error'
  }
  const message = result.right
  if (message.type === 'unknown') {
    if (isKnown(message.wireType)) throw new Error(`${message.wireType} is known`)
    return 'unknown'
  }
  if (!isKnown(message.type)) throw new Error('neither known nor unknown')
  if (!serverData[message.type].is(message.data)) throw new Error(`no payload of ${message.type}`)
  return 'event'
}

const numbers = new Map<unknown, number>()
/** A number for each thing, the same for the same. */
const numberOf = (thing: unknown): number => {
  const number = numbers.get(thing) ?? numbers.size
  numbers.set(thing, number)
  return number
}

/** All that hangs on the prototypes that a message could reach, by name, and what it is. */
export const prototypes = (): string =>
  [Object, Array, String, Number, Boolean, Function, Promise, Map, Set, Error]
    .map(({ prototype }) =>
      Reflect.ownKeys(prototype).map((key) => {
        const descriptor: Readonly<Record<string, unknown>> = {
          ...Reflect.getOwnPropertyDescriptor(prototype, key),
        }
        return `${String(key)} ${Object.values(descriptor).map(numberOf).join(' ')}`
      }),
    )
    .join(';')
