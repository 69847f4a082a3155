import { endpoints } from '@vatel/core'
import * as t from 'io-ts'
import { Count, CountOrNone, ErrorStatus, NotNegative, worded } from '../codecs.ts'
import type { Issue } from '../invalid-scenario.ts'
import { pick, seededFraction } from '../seeded.ts'

/** The name of every REST operation, as the client's methods have them, such as `agents.list`. */
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

/** One thing that goes wrong with REST requests; all that fit a request happen to it. */
export const HttpFault = t.partial({
  /** Which operation, by the client's name for it, such as `agents.list`. @defaultValue every one */
  operation: OperationName,
  /** How many requests it lets pass first. @defaultValue 0 */
  skip: CountOrNone,
  /** How many requests it spoils after that. @defaultValue all */
  times: Count,
  /** How likely it is to spoil each, drawn by the seed. @defaultValue 1 */
  chance: Chance,
  /** Answers late, in milliseconds. */
  delayMs: NotNegative,
  /** Answers with this status, and does not do what was asked. */
  status: ErrorStatus,
  /** Says in `Retry-After` after how many seconds to come back. */
  retryAfterSecs: CountOrNone,
  /** Sends the client to this address with 307, and does not do what was asked. */
  redirect: Address,
  /** Does what was asked, and falls silent after so many bytes of the answer. */
  stallAfterBytes: CountOrNone,
  /** Does what was asked, and drops the connection after so many bytes of the answer. */
  cutAfterBytes: CountOrNone,
})
/** One thing that goes wrong with REST requests; all that fit a request happen to it. */
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

/** Finds the first fault that can do nothing, or that asks for two things that exclude each other. */
export const httpContradiction = (faults: readonly HttpFault[]): Issue | undefined =>
  faults
    .map((fault, index) => ({ place: `http[${index}]`, remedy: contradictionIn(fault) }))
    .flatMap(({ place, remedy }) => (remedy === undefined ? [] : [{ place, remedy }]))[0]

/** What may go wrong with a request, by how much chance asks for. */
const effects: readonly [(fraction: number) => HttpFault, ...((fraction: number) => HttpFault)[]] = [
  (fraction) => ({ delayMs: Math.round(fraction * 5_000) }),
  (fraction) => ({ status: pick(fraction, [500, 502, 503, 504]) }),
  () => ({ status: 429 }),
  (fraction) => ({ status: 429, retryAfterSecs: Math.round(fraction * 3) }),
  (fraction) => ({ stallAfterBytes: Math.round(fraction * 40) }),
  (fraction) => ({ cutAfterBytes: Math.round(fraction * 40) }),
  () => ({ redirect: 'https://elsewhere.invalid/' }),
]

/** Draws what goes wrong with REST, by chance: six faults that pass, each of one operation; the same for the same seed. */
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
