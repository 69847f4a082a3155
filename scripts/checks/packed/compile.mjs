import { dirname, join } from 'node:path'
import ts from 'typescript'
import { inRoot } from '../../workspace/root.mjs'

/** @typedef {import('./consumers.mjs').Consumer} Consumer */
/** @typedef {import('../outcome.mjs').Check} Check */

/** Source files of installed packages, shared by programs with the same options. @type {Map<string, ts.SourceFile>} */
const installed = new Map()

/** @param {ts.CompilerOptions} options */
const createHost = (options) => {
  const host = ts.createCompilerHost(options)
  const { getSourceFile } = host
  host.getSourceFile = (file, ...rest) => {
    if (!file.includes('/node_modules/')) return getSourceFile(file, ...rest)
    const key = `${options.module} ${file}`
    const known = installed.get(key) ?? getSourceFile(file, ...rest)
    if (known !== undefined) installed.set(key, known)
    return known
  }
  return host
}

/** @type {ts.CompilerOptions} */
const shared = { strict: true, skipLibCheck: false, target: ts.ScriptTarget.ES2022, types: [] }

/** Options of a project for Node, as ES modules and CommonJS. @type {ts.CompilerOptions} */
const nodenext = {
  ...shared,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2023.d.ts'],
}

/** Options of a project for browsers, whose bundler resolves modules. @type {ts.CompilerOptions} */
const bundler = {
  ...shared,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  noEmit: true,
}

const nodeTypes = { types: ['node'], typeRoots: [inRoot('node_modules/@types')] }

/** True for declarations of our packages. Checking those of Node and of browsers would take most of the time. */
const isOurs = (/** @type {string} */ file) => file.includes('/node_modules/@vatel/')

/** @param {string} name @param {readonly string[]} files @param {ts.CompilerOptions} options @returns {Check} */
const compile = (name, files, options) => {
  const program = ts.createProgram({ rootNames: files, options, host: createHost(options) })
  const { diagnostics } = program.emit()
  const ours = program.getSourceFiles().filter(({ fileName }) => isOurs(fileName) || files.includes(fileName))
  const found = [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...ours.flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ]),
    ...diagnostics,
  ]
  const shown = ts.formatDiagnostics(found, {
    getCanonicalFileName: (file) => file,
    getCurrentDirectory: () => dirname(files[0] ?? ''),
    getNewLine: () => '\n',
  })
  return { name, fault: found.length === 0 ? undefined : shown }
}

/**
 * Compiles the programs of a consumer as projects for Node and for browsers, and checks our declarations as strictly as
 * their own. Audio needs the types of neither.
 * @param {Consumer} consumer
 * @returns {readonly Check[]}
 */
export const compileConsumer = ({ name, folder, programs }) => {
  /** @param {readonly string[]} extensions @param {readonly string[]} names */
  const files = (extensions, names) =>
    names.flatMap((use) => extensions.map((extension) => join(folder, `${use}.${extension}`)))
  const browserUses = programs.filter((use) => !use.endsWith('.node'))
  return [
    compile(`${name}: TypeScript nodenext`, files(['mts', 'cts'], programs), {
      ...nodenext,
      ...(name === 'audio' ? {} : nodeTypes),
    }),
    compile(`${name}: TypeScript bundler`, files(['ts'], browserUses), bundler),
  ]
}
