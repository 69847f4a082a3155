import type { Rolldown } from 'tsdown'

/**
 * Writes `fp-ts/lib/Either.js` for `fp-ts/Either` in declarations. Both name the same types, but fp-ts has no
 * `exports` map, and a folder does not resolve under `nodenext` in a module.
 */
export const resolvableFpTs: Rolldown.Plugin = {
  name: 'resolvable-fp-ts',
  renderChunk: (code) => code.replace(/(["'])fp-ts\/(?!lib\/)([\w/]+)\1/g, '$1fp-ts/lib/$2.js$1'),
}
