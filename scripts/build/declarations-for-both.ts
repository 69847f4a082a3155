import type { Rolldown } from 'tsdown'

/**
 * `fp-ts/lib/Either.js` for `fp-ts/Either`: both name the same types, but fp-ts has no `exports` map, and a folder does
 * not resolve under `nodenext` in a module.
 */
const namingFiles = (code: string) => code.replace(/(["'])fp-ts\/(?!lib\/)([\w/]+)\1/g, '$1fp-ts/lib/$2.js$1')

/**
 * A comment on a line of its own: behind the property before it, as the bundler prints it where it is short, TypeScript
 * takes it for none of the next one's.
 */
const documentingTheNext = (code: string) =>
  code.replace(/^( *)(.*[;{]) (\/\*\* .* \*\/)$/gm, (_, indent: string, before: string, comment: string) => {
    const inside = before.endsWith('{') ? `${indent}  ` : indent
    return `${indent}${before}\n${inside}${comment}`
  })

/** Adds the type of `Symbol.dispose` where it is used, so that projects with an older `lib` compile. */
const bringingLibraries = (code: string) =>
  /Symbol\.(asyncD|d)ispose\b/.test(code) ? `/// <reference lib="esnext.disposable" />\n${code}` : code

const forCommonJs = (code: string) => code.replace(/(["'])(\.{1,2}\/[^"']+)\.js\1/g, '$1$2.cjs$1')

/**
 * Copies each `.d.ts` to a `.d.cts` for `require`. Building them a second time would build the JavaScript of CommonJS
 * again.
 */
export const declarationsForBoth: Rolldown.Plugin = {
  name: 'declarations-for-both',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk' || !file.fileName.endsWith('.d.ts')) continue
      file.code = documentingTheNext(bringingLibraries(namingFiles(file.code)))
      this.emitFile({
        type: 'asset',
        fileName: file.fileName.replace(/\.ts$/, '.cts'),
        source: forCommonJs(file.code),
      })
    }
  },
}
