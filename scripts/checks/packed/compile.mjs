import { dirname, join } from 'node:path'
import ts from 'typescript'
import { inRoot } from '../../workspace/root.mjs'

/** @typedef {import('./consumers.mjs').Consumer} Consumer */
/** @typedef {import('../outcome.mjs').Check} Check */

const libraryFolder = dirname(ts.getDefaultLibFilePath({}))

/** The declarations of the language itself are read once for all programs. @type {Map<string, ts.SourceFile>} */
const libraryFiles = new Map()

/** @param {ts.CompilerOptions} options */
const createHost = (options) => {
  const host = ts.createCompilerHost(options)
  const { getSourceFile } = host
  host.getSourceFile = (file, ...rest) => {
    if (dirname(file) !== libraryFolder) return getSourceFile(file, ...rest)
    const known = libraryFiles.get(file) ?? getSourceFile(file, ...rest)
    if (known !== undefined) libraryFiles.set(file, known)
    return known
  }
  return host
}

/** @type {ts.CompilerOptions} */
const shared = { strict: true, skipLibCheck: false, target: ts.ScriptTarget.ES2022, types: [] }

/** How a project on Node compiles: to modules and to CommonJS at once. @type {ts.CompilerOptions} */
const nodenext = {
  ...shared,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2023.d.ts'],
}

/** How a project in a browser compiles: its bundler resolves. @type {ts.CompilerOptions} */
const bundler = {
  ...shared,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  noEmit: true,
}

const nodeTypes = { types: ['node'], typeRoots: [inRoot('node_modules/@types')] }

/** @param {string} name @param {readonly string[]} files @param {ts.CompilerOptions} options @returns {Check} */
const compile = (name, files, options) => {
  const program = ts.createProgram({ rootNames: files, options, host: createHost(options) })
  const { diagnostics } = program.emit()
  const found = [...ts.getPreEmitDiagnostics(program), ...diagnostics]
  const shown = ts.formatDiagnostics(found, {
    getCanonicalFileName: (file) => file,
    getCurrentDirectory: () => dirname(files[0] ?? ''),
    getNewLine: () => '\n',
  })
  return { name, fault: found.length === 0 ? undefined : shown }
}

/**
 * Compiles what a consumer has written as projects on Node and in browsers do, with every declaration checked, ours and
 * those that ours refer to. Sound needs the types of neither.
 * @param {Consumer} consumer
 * @returns {readonly Check[]}
 */
export const compileConsumer = ({ name, folder, uses }) => {
  /** @param {readonly string[]} extensions @param {readonly string[]} names */
  const files = (extensions, names) =>
    names.flatMap((use) => extensions.map((extension) => join(folder, `${use}.${extension}`)))
  const browserUses = uses.filter((use) => !use.endsWith('.node'))
  return [
    compile(`${name}: TypeScript nodenext`, files(['mts', 'cts'], uses), {
      ...nodenext,
      ...(name === 'audio' ? {} : nodeTypes),
    }),
    compile(`${name}: TypeScript bundler`, files(['ts'], browserUses), bundler),
  ]
}
