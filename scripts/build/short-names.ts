import type { Rolldown } from 'tsdown'

/** Letters that no source has as a name of its own; the commonest of a minified bundle come first, for they compress best. */
const letters = 'etnrsildfphucgmoyvwxqkjzETNRSAILDFPHUCGBMYOVWXQKJZ'

/** Returns the short name that stands for the name at an index of the list. */
export const shortNameAt = (index: number): string =>
  letters[index] ?? `$${(index - letters.length).toString(36)}`

/**
 * Shortens names of properties that are private to a package, in all of its files alike: no bundler of a page can, for it does
 * not know that they are private. A name is replaced wherever it stands, as a variable, too, so no text may have it. The names
 * that stand first, which are to be the most frequent ones, get the shortest.
 */
export const shortNames = (names: readonly string[]): Rolldown.Plugin => {
  const word = new RegExp(`\\b(${names.join('|')})\\b`, 'g')
  return {
    name: 'short-names',
    renderChunk(code, _chunk, _options, { magicString }) {
      if (magicString === undefined) return null
      for (const { 0: name, index } of code.matchAll(word))
        magicString.update(index, index + name.length, shortNameAt(names.indexOf(name)))
      return { code: magicString }
    },
  }
}

/**
 * Gives a namespace its own names only. The bundler's runtime copies what `for … in` finds, and a page in which a library has
 * put a property on `Object.prototype` could not import a package.
 */
export const ownNames: Rolldown.Plugin = {
  name: 'own-names',
  renderChunk(code, _chunk, _options, { magicString }) {
    if (magicString === undefined) return null
    for (const { 0: loop, 1: name, index } of code.matchAll(/for \(var (\w+) in all\)/g))
      magicString.update(index, index + loop.length, `for (var ${name} of Object.keys(all))`)
    return { code: magicString }
  },
}
