import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { blocksOf, documents, textOf } from '../workspace/documents.mjs'
import { inRoot } from '../workspace/root.mjs'
import { outcomeOfChecks } from './outcome.mjs'

/**
 * Links and pictures of a document whose files do not exist. The step `reference` checks the addresses of the site.
 * @param {string} document
 */
const deadLinksOf = (document) =>
  [...textOf(document).matchAll(/\]\((?!\w+:|#|\/)([^)#\s]+)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !existsSync(inRoot(join(dirname(document), link))))

/** Texts of the files of docs/snippets. */
const snippets = () => {
  const folder = inRoot('docs/snippets')
  return readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
}

const optionsOfDocs = () => {
  const { config } = ts.readConfigFile(inRoot('docs/tsconfig.json'), (file) => readFileSync(file, 'utf8'))
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, inRoot('docs'))
  return { ...options, noUnusedLocals: false, noUnusedParameters: false }
}

/**
 * Compiles blocks as if each were a file of the docs; returns the faults of each, in their order.
 * @param {readonly import('../workspace/documents.mjs').Block[]} blocks
 */
const compile = (blocks) => {
  const files = new Map(
    blocks.map(({ text }, index) => [inRoot(`docs/block-${index}.ts`), `${text}\nexport {}\n`]),
  )
  const options = optionsOfDocs()
  const host = ts.createCompilerHost(options)
  const { fileExists, getSourceFile } = host
  host.fileExists = (file) => files.has(file) || fileExists(file)
  host.getSourceFile = (file, ...rest) => {
    const text = files.get(file)
    return text === undefined
      ? getSourceFile(file, ...rest)
      : ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  }
  const program = ts.createProgram({ rootNames: [...files.keys()], options, host })
  return [...files.keys()].map((name) => {
    const file = program.getSourceFile(name)
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText, start }) => {
        const line =
          file === undefined || start === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1
        return `line ${line} of the block: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
      },
    )
  })
}

/** @type {import('./outcome.mjs').Run} */
export const check = async () => {
  const all = documents()
  const main = blocksOf('README.md')
  const blocks = all.flatMap(blocksOf)
  const faults = compile(blocks)
  const known = snippets()
  return outcomeOfChecks([
    ...all.map((document) => ({
      name: `${document}: its links resolve`,
      fault: deadLinksOf(document).join('\n') || undefined,
    })),
    ...blocks.map(({ document, line }, index) => ({
      name: `${document}:${line} compiles`,
      fault: faults[index]?.join('\n') || undefined,
    })),
    ...main.map(({ document, line, text }) => ({
      name: `${document}:${line} is a file of docs/snippets`,
      fault: known.includes(text) ? undefined : 'no file of docs/snippets has this text',
    })),
  ])
}
