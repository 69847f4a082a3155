import type { Faults } from './faults.ts'
import { pick } from './pick.ts'
import { seededFraction } from './seeded-fraction.ts'

/** What each fault may be, by how much chance asks for: from 0 to just below 1. */
const draws: { readonly [K in Exclude<keyof Faults, 'http'>]-?: (fraction: number) => Faults[K] } = {
  lateAudio: (fraction) => 1 + Math.floor(fraction * 4),
  reusedTurn: () => true,
  emulatedStart: () => true,
  sessionStarted: (fraction) => (fraction < 0.2 ? 'never' : 'twice'),
  duplicateToolCall: () => true,
  toolCallAtEnd: () => true,
  snakeCaseTools: () => true,
  missingFlags: () => true,
  missingData: (fraction) => pick(fraction, ['absent', 'null']),
  unknownEnum: () => true,
  extraFields: () => true,
  unknownType: () => true,
  malformedJson: () => true,
  wrongTypes: () => true,
  oversizedBytes: (fraction) => Math.round(2 ** (10 + fraction * 12)),
  nestedLevels: (fraction) => Math.round(2 ** (4 + fraction * 12)),
  latencyMs: (fraction) => Math.round(fraction * 400),
  jitterMs: (fraction) => Math.round(fraction * 200),
  stall: (fraction) => ({ afterMs: Math.round(fraction * 8_000), forMs: 200 + Math.round(fraction * 3_000) }),
  burstEveryMs: (fraction) => 40 + Math.round(fraction * 400),
  slowReader: (fraction) => ({ bytesPerSecond: 66_000 + Math.round(fraction * 100_000) }),
  halfOpenAfterMs: (fraction) => Math.round(fraction * 60_000),
  invalidUtf8AfterMs: (fraction) => Math.round(fraction * 60_000),
  close: (fraction) => ({
    afterMs: Math.round(fraction * 60_000),
    code: pick((fraction * 1_000) % 1, [1000, 1001, 1005, 1006, 1008, 1011, 1012, 1013, 4000]),
  }),
  refuse: (fraction) => pick(fraction, [400, 401, 403, 404, 429, 500, 503]),
}

/** Those that end a call, or let it hang, are rarer: most calls are to be held. */
const rare: readonly string[] = ['halfOpenAfterMs', 'invalidUtf8AfterMs', 'close', 'refuse']

/** Draws what goes wrong with calls, by chance, about five things at once; the same for the same seed. */
export const generateFaults = (seed: number): Faults =>
  Object.fromEntries(
    Object.entries(draws)
      .filter(([name]) => seededFraction(seed, 'fault', name) < (rare.includes(name) ? 0.04 : 0.22))
      .map(([name, draw]) => [name, draw(seededFraction(seed, 'amount', name))]),
  )
