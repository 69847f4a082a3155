import { endpoints } from '@vatel/core'
import * as t from 'io-ts'
import { Count, CountOrNone, ErrorStatus, NotNegative, worded } from '../codecs.ts'
import type { Issue } from '../invalid-scenario.ts'
import { pick, seededFraction } from '../seeded.ts'

/** Names of all REST operations, as the client's methods have them, such as `agents.list`. */
export const operationNames: readonly string[] = Object.entries(endpoints).flatMap(([group, rows]) =>
  Object.keys(rows).map((name) => `${group}.${name}`),
)

const OperationName = worded(
  `the name of an operation (${operationNames.join(', ')})`,
  (value): value is string => typeof value === 'string' && operationNames.includes(value),
)

const Chance = worded(
  'a number above 0, up to 1',
  (value): value is number => typeof value === 'number' && value > 0 && value <= 1,
)

const Address = worded('an absolute http or https URL', (value): value is string => {
  if (typeof value !== 'string') return false
  try {
    return /^https?:$/.test(new URL(value).protocol)
  } catch {
    return false
  }
})

/** A fault of REST requests. Every fault that matches a request is applied to it. */
export const HttpFault = t.partial({
  /** Name of the operation to match, such as `agents.list`. @defaultValue every operation */
  operation: OperationName,
  /** Number of requests that pass before the fault applies. @defaultValue 0 */
  skip: CountOrNone,
  /** Number of requests that the fault applies to. @defaultValue all */
  times: Count,
  /** Probability for each request, decided by the seed. @defaultValue 1 */
  chance: Chance,
  /** Delay of the response in milliseconds. */
  delayMs: NotNegative,
  /** Status of a response that replaces the operation. */
  status: ErrorStatus,
  /** Value of `Retry-After` in seconds. */
  retryAfterSecs: CountOrNone,
  /** Target of a 307 redirect that replaces the operation. */
  redirect: Address,
  /** Carries out the operation, and stalls after so many bytes of the response body. */
  stallAfterBytes: CountOrNone,
  /** Carries out the operation, and drops the connection after so many bytes of the response body. */
  cutAfterBytes: CountOrNone,
})
/** A fault of REST requests. Every fault that matches a request is applied to it. */
export type HttpFault = Readonly<t.TypeOf<typeof HttpFault>>

const contradictionIn = (fault: HttpFault): string | undefined => {
  const { delayMs, status, redirect, stallAfterBytes, cutAfterBytes, retryAfterSecs } = fault
  if ([delayMs, status, redirect, stallAfterBytes, cutAfterBytes].every((effect) => effect === undefined))
    return 'expected at least one of delayMs, status, redirect, stallAfterBytes, cutAfterBytes'
  if (status !== undefined && redirect !== undefined) return 'expected either status or redirect'
  if (stallAfterBytes !== undefined && cutAfterBytes !== undefined)
    return 'expected either stallAfterBytes or cutAfterBytes'
  return retryAfterSecs !== undefined && status === undefined
    ? 'expected a status beside retryAfterSecs, such as 429'
    : undefined
}

/** Finds the first fault that has no effect, or two that exclude each other. */
export const httpContradiction = (faults: readonly HttpFault[]): Issue | undefined =>
  faults
    .map((fault, index) => ({ place: `http[${index}]`, remedy: contradictionIn(fault) }))
    .flatMap(({ place, remedy }) => (remedy === undefined ? [] : [{ place, remedy }]))[0]

/** Effects of generated faults, by a random fraction. */
const effects: readonly [(fraction: number) => HttpFault, ...((fraction: number) => HttpFault)[]] = [
  (fraction) => ({ delayMs: Math.round(fraction * 5_000) }),
  (fraction) => ({ status: pick(fraction, [500, 502, 503, 504]) }),
  () => ({ status: 429 }),
  (fraction) => ({ status: 429, retryAfterSecs: Math.round(fraction * 3) }),
  (fraction) => ({ stallAfterBytes: Math.round(fraction * 40) }),
  (fraction) => ({ cutAfterBytes: Math.round(fraction * 40) }),
  () => ({ redirect: 'https://elsewhere.invalid/' }),
]

/**
 * Generates six random faults of REST, each for one operation and for a request or two. The result depends only on the
 * seed.
 */
export const generateHttpFaults = (seed: number): readonly HttpFault[] =>
  Array.from({ length: 6 }, (_, index) => {
    const draw = (name: string): number => seededFraction(seed, 'http fault', index, name)
    return {
      operation: operationNames[Math.floor(draw('operation') * operationNames.length)] ?? 'agents.list',
      skip: Math.floor(draw('skip') * 3),
      times: 1 + Math.floor(draw('times') * 2),
      ...pick(draw('effect'), effects)(draw('amount')),
    }
  })
