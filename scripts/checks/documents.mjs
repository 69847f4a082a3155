import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { blocksOf, documents, scriptsOf, textOf } from '../workspace/documents.mjs'
import { packages } from '../workspace/projects.mjs'
import { inRoot } from '../workspace/root.mjs'
import { exampleBlocks, examplesWanted } from './documents/examples.mjs'
import { optionsOfDocs, readExports } from './documents/exports.mjs'
import { checkSizes } from './documents/sizes.mjs'
import { checkUserTexts } from './documents/user-texts.mjs'
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

/**
 * Compiles blocks as if each were a file of the docs; returns the faults of each, in their order.
 * @param {readonly import('../workspace/documents.mjs').Block[]} blocks
 */
const compile = (blocks) => {
  const files = new Map(
    blocks.map(({ text, isTsx }, index) => [
      inRoot(`docs/block-${index}.${isTsx ? 'tsx' : 'ts'}`),
      `${text}\nexport {}\n`,
    ]),
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

/**
 * The first fault of a text as JavaScript; types of TypeScript are one.
 * @param {string} text
 */
const faultOfScript = (text) => {
  const options = { allowJs: true, noEmit: true, noResolve: true, noLib: true, types: [] }
  const host = ts.createCompilerHost(options)
  const { getSourceFile } = host
  host.getSourceFile = (file, ...rest) =>
    file === 'block.mjs'
      ? ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
      : getSourceFile(file, ...rest)
  const program = ts.createProgram({ rootNames: ['block.mjs'], options, host })
  const [fault] = program.getSyntacticDiagnostics(program.getSourceFile('block.mjs'))
  return fault && ts.flattenDiagnosticMessageText(fault.messageText, '\n')
}

/**
 * The faults of the skill of a package: it has to be published, and to name calls that are exported.
 * @param {import('../workspace/projects.mjs').Project} project
 * @param {readonly import('./documents/exports.mjs').Export[]} exports
 */
const faultsOfSkill = (project, exports) => {
  const path = `${project.folder}/SKILL.md`
  if (!existsSync(inRoot(path))) return 'there is no such file'
  const text = textOf(path)
  const known = new Set(exports.filter(({ folder }) => folder === project.folder).map(({ name }) => name))
  const named = [...text.matchAll(/^\| `(\w+)`/gm)].map(([, name = '']) => name)
  const stale = named.filter((name) => !known.has(name)).map((name) => `${name} is not exported`)
  const { files = [] } = JSON.parse(textOf(`${project.folder}/package.json`))
  return [
    ...stale,
    ...(named.length < 6 ? ['it names fewer than six calls'] : []),
    ...(/^---\nname: [\w-]+\ndescription: .{40,1024}\n---\n/.test(text)
      ? []
      : ['it does not begin with name and description']),
    ...(files.includes('SKILL.md') ? [] : ['`files` of the package does not have it']),
  ].join('\n')
}

/** @type {import('./outcome.mjs').Run} */
export const check = async () => {
  const all = documents()
  const main = blocksOf('README.md')
  const exports = readExports()
  const blocks = [...all.flatMap(blocksOf), ...exampleBlocks(exports)]
  const faults = compile(blocks)
  const known = snippets()
  return outcomeOfChecks([
    ...packages.map((project) => ({
      name: `${project.folder}/SKILL.md is published and names what is exported`,
      fault: faultsOfSkill(project, exports) || undefined,
    })),
    ...all.map((document) => ({
      name: `${document}: its links resolve`,
      fault: deadLinksOf(document).join('\n') || undefined,
    })),
    ...examplesWanted(exports),
    ...blocks.map(({ document, line }, index) => ({
      name: `${document}:${line} compiles`,
      fault: faults[index]?.join('\n') || undefined,
    })),
    ...all.flatMap(scriptsOf).map(({ document, line, text }) => ({
      name: `${document}:${line} is JavaScript, which Node runs as it is`,
      fault: faultOfScript(text),
    })),
    ...checkSizes(all),
    ...checkUserTexts(all),
    ...main.map(({ document, line, text }) => ({
      name: `${document}:${line} is a file of docs/snippets`,
      fault: known.includes(text) ? undefined : 'no file of docs/snippets has this text',
    })),
  ])
}
