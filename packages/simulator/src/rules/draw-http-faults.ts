import { operationNames, type HttpFault } from './http-fault.ts'
import { pick } from './pick.ts'
import { seededFraction } from './seeded-fraction.ts'

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
