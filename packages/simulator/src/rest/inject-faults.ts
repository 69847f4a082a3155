import type { HttpFault } from '../rules/faults/http-faults.ts'
import { seededFraction } from '../rules/seeded.ts'
import { refuse, type Delivery, type RestResponse } from './http-message.ts'

/** Number of requests that one fault has seen and has affected. */
interface Count {
  readonly seen: number
  readonly faultCounts: number
}

/** Counts of each fault, by its index in the list. */
export type FaultCounts = readonly Count[]

/** Effect of the faults on one request. */
interface Injection {
  readonly faultCounts: FaultCounts
  /** Response to send instead of carrying out the request. */
  readonly instead: RestResponse | undefined
  readonly delivery: Delivery | undefined
}

const none: Count = { seen: 0, faultCounts: 0 }

const matches = (fault: HttpFault, { seen, faultCounts }: Count, seed: number, index: number): boolean =>
  seen >= (fault.skip ?? 0) &&
  faultCounts < (fault.times ?? Infinity) &&
  seededFraction(seed, 'fault', index, seen) < (fault.chance ?? 1)

const insteadOf = ({ status, redirect, retryAfterSecs }: HttpFault): RestResponse | undefined => {
  if (status === undefined && redirect === undefined) return undefined
  const response = refuse(status ?? 307, 'injected fault')
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

/** Applies the faults to one request for an operation. Where two faults set the same field, the later one wins. */
export const injectHttpFaults = (
  faults: readonly HttpFault[],
  operation: string,
  seed: number,
  before: FaultCounts,
): Injection => {
  const outcomes = faults.map((fault, index) => {
    const count = before[index] ?? none
    if (fault.operation !== undefined && fault.operation !== operation) return { count, applied: [] }
    const applied = matches(fault, count, seed, index) ? [fault] : []
    return { count: { seen: count.seen + 1, faultCounts: count.faultCounts + applied.length }, applied }
  })
  const effect: HttpFault = Object.assign({}, ...outcomes.flatMap(({ applied }) => applied)) as HttpFault
  return {
    faultCounts: outcomes.map(({ count }) => count),
    instead: insteadOf(effect),
    delivery: deliveryOf(effect),
  }
}
