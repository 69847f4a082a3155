import type { HttpFault } from '../rules/faults/http-faults.ts'
import { seededFraction } from '../rules/seeded.ts'
import { refuse, type Delivery, type RestResponse } from './http-message.ts'

/** What one fault has done so far. */
interface Count {
  readonly seen: number
  readonly spoiled: number
}

/** What each fault has done so far, by its place in the list. */
export type SpoiledSoFar = readonly Count[]

/** What becomes of a request. */
interface Spoiling {
  readonly spoiled: SpoiledSoFar
  /** The answer in place of doing what was asked. */
  readonly instead: RestResponse | undefined
  readonly delivery: Delivery | undefined
}

const none: Count = { seen: 0, spoiled: 0 }

const strikes = (fault: HttpFault, { seen, spoiled }: Count, seed: number, index: number): boolean =>
  seen >= (fault.skip ?? 0) &&
  spoiled < (fault.times ?? Infinity) &&
  seededFraction(seed, 'fault', index, seen) < (fault.chance ?? 1)

const insteadOf = ({ status, redirect, retryAfterSecs }: HttpFault): RestResponse | undefined => {
  if (status === undefined && redirect === undefined) return undefined
  const response = refuse(status ?? 307, 'spoiled on purpose')
  const more = {
    ...(status === undefined && redirect !== undefined ? { location: redirect } : {}),
    ...(retryAfterSecs === undefined ? {} : { 'retry-after': String(retryAfterSecs) }),
  }
  return { ...response, headers: { ...response.headers, ...more } }
}

const deliveryOf = ({ delayMs, stallAfterBytes, cutAfterBytes }: HttpFault): Delivery | undefined =>
  delayMs === undefined && stallAfterBytes === undefined && cutAfterBytes === undefined
    ? undefined
    : {
        ...(delayMs === undefined ? {} : { delayMs }),
        ...(stallAfterBytes === undefined ? {} : { stallAfterBytes }),
        ...(cutAfterBytes === undefined ? {} : { cutAfterBytes }),
      }

/** Decides what goes wrong with a request for an operation; where two faults differ, the later one decides. */
export const spoil = (
  faults: readonly HttpFault[],
  operation: string,
  seed: number,
  before: SpoiledSoFar,
): Spoiling => {
  const outcomes = faults.map((fault, index) => {
    const count = before[index] ?? none
    if (fault.operation !== undefined && fault.operation !== operation) return { count, struck: [] }
    const struck = strikes(fault, count, seed, index) ? [fault] : []
    return { count: { seen: count.seen + 1, spoiled: count.spoiled + struck.length }, struck }
  })
  const effect: HttpFault = Object.assign({}, ...outcomes.flatMap(({ struck }) => struck)) as HttpFault
  return {
    spoiled: outcomes.map(({ count }) => count),
    instead: insteadOf(effect),
    delivery: deliveryOf(effect),
  }
}
