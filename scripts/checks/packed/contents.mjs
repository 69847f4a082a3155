import { readdir, readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import ts from 'typescript'
import { root } from '../../workspace/root.mjs'

/** @typedef {import('./consumers.mjs').Consumer} Consumer */
/** @typedef {import('../outcome.mjs').Check} Check */

/** @param {RegExp} pattern @param {ReadonlyMap<string, string>} texts @param {RegExp} inFiles */
const filesThat = (pattern, texts, inFiles) =>
  [...texts].filter(([file, text]) => inFiles.test(file) && pattern.test(text)).map(([file]) => file)

/**
 * Imports and requires in the code of the files; comments do not count.
 * @param {ReadonlyMap<string, string>} texts
 * @param {RegExp} inFiles
 */
const importsOf = (texts, inFiles) =>
  [...texts]
    .filter(([file]) => inFiles.test(file))
    .flatMap(([file, text]) =>
      ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => ({ file, fileName })),
    )

/** @param {readonly { file: string, fileName: string }[]} imports @param {RegExp} pattern */
const importsThat = (imports, pattern) =>
  imports.filter(({ fileName }) => pattern.test(fileName)).map(({ file, fileName }) => `${file}: ${fileName}`)

/** Files that a framework runs on the server as well. @param {ReadonlyMap<string, string>} texts */
const notForClients = (texts) => new Map([...texts].filter(([, text]) => !text.startsWith('"use client"')))

/** @param {readonly string[]} lines */
const faultOf = (lines) => (lines.length === 0 ? undefined : lines.join('\n'))

/**
 * Links of the readme and the skill to files that the package does not have: a registry shows these pages alone.
 * @param {string} home
 * @param {readonly string[]} files
 */
const linksOutOf = async (home, files) => {
  const pages = ['README.md', 'SKILL.md'].filter((file) => files.includes(file))
  const texts = await Promise.all(pages.map((page) => readFile(join(home, page), 'utf8')))
  return texts.flatMap((text, index) =>
    [...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !files.includes(posix.normalize(link)))
      .map((link) => `${pages[index]}: ${link}`),
  )
}

/**
 * Checks the files of a package that was installed from its tarball.
 * @param {Consumer} consumer
 * @returns {Promise<readonly Check[]>}
 */
export const checkContents = async ({ name, folder }) => {
  const home = join(folder, 'node_modules/@vatel', name)
  const files = await readdir(home, { recursive: true })
  const readable = files.filter((file) => /\.(js|cjs|ts|cts|mts|json|map)$/.test(file))
  const texts = new Map(
    await Promise.all(
      readable.map(async (file) => /** @type {const} */ ([file, await readFile(join(home, file), 'utf8')])),
    ),
  )
  const inlines = filesThat(/\/(fp|io)-ts\/es6\//, texts, /^dist\/.*js$/).length > 0
  return [
    {
      name: `${name}: readme and licence are packed`,
      fault: faultOf(['README.md', 'LICENSE'].filter((file) => !files.includes(file))),
    },
    {
      name: `${name}: readme and skill link to files of the package or to the web, and to nothing else`,
      fault: faultOf(await linksOutOf(home, files)),
    },
    {
      name: `${name}: no test is packed`,
      fault: faultOf(files.filter((file) => /\.test(-d)?\.|(^|\/)test(\/|$)/.test(file))),
    },
    {
      name: `${name}: no path of the machine that built it is packed`,
      fault: faultOf([...texts].filter(([, text]) => text.includes(root)).map(([file]) => file)),
    },
    {
      name: `${name}: no workspace version is left`,
      fault: faultOf(filesThat(/workspace:/, texts, /^package\.json$/)),
    },
    {
      name: `${name}: no import of a folder, which Node cannot load`,
      fault: faultOf(importsThat(importsOf(texts, /^dist\/.*js$/), /^(fp-ts|io-ts)\//)),
    },
    {
      name: `${name}: no declaration names a folder, which TypeScript cannot resolve`,
      fault: faultOf(
        importsThat(importsOf(texts, /^dist\/.*\.d\.c?ts$/), /^(fp-ts|io-ts)\/(?!lib\/\w+\.js$)/),
      ),
    },
    {
      name: `${name}: no documentation stands behind what comes before it, where no editor finds it`,
      fault: faultOf(filesThat(/[;{] \/\*\* .* \*\/$/m, texts, /^dist\/.*\.d\.c?ts$/)),
    },
    {
      name: `${name}: no declaration changes those of another package`,
      // Tags of custom elements are names that a page has once, so their types are too.
      fault: faultOf(filesThat(/^declare (module|global)/m, texts, /^dist\/(?!elements).*\.d\.c?ts$/)),
    },
    {
      name: `${name}: what imports React begins with "use client"`,
      fault: faultOf(importsThat(importsOf(notForClients(texts), /^dist\/.*js$/), /^react$/)),
    },
    {
      name: `${name}: the licence of inlined code is packed`,
      fault:
        inlines && !files.includes('dist/THIRD-PARTY-NOTICES.txt')
          ? 'fp-ts or io-ts is inlined without it'
          : undefined,
    },
  ]
}
