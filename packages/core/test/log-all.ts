import { inspect } from 'node:util'

/** Writes a value in every way in which programs log it, keep it and pass it on; gives all of that. */
export const logAll = (value: unknown): string =>
  [
    inspect(value, { depth: Infinity, showHidden: true, maxArrayLength: Infinity }),
    JSON.stringify(value),
    inspect(structuredClone(value), { depth: Infinity }),
  ].join('\n')
