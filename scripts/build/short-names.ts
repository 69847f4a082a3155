import type { Rolldown } from 'tsdown'

/**
 * Shortens names of properties that are private to a package, in all of its files alike: no bundler of a page can, for it does
 * not know that they are private. A name is replaced wherever it stands, as a variable, too, so no text may have it.
 */
export const shortNames = (names: readonly string[]): Rolldown.Plugin => {
  const word = new RegExp(`\\b(${names.join('|')})\\b`, 'g')
  return {
    name: 'short-names',
    renderChunk(code, _chunk, _options, { magicString }) {
      if (magicString === undefined) return null
      for (const { 0: name, index } of code.matchAll(word))
        magicString.update(index, index + name.length, `$${names.indexOf(name).toString(36)}`)
      return { code: magicString }
    },
  }
}
