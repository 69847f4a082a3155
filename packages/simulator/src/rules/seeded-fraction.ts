import { seededHex } from './seeded-id.ts'

/** Gives a number from 0 to just below 1 that looks random and is the same each time for the same names. */
export const seededFraction = (...names: readonly (string | number)[]): number =>
  parseInt(seededHex(12, ...names), 16) / 2 ** 48
