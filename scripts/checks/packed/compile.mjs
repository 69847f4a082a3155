import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import own from 'typescript'
import { inRoot } from '../../workspace/root.mjs'
import { run } from '../../workspace/run.mjs'
import { installRuntimes, othersOfTypeScript } from './runtimes.mjs'

/** @typedef {import('./consumers.mjs').Consumer} Consumer */
/** @typedef {import('../outcome.mjs').Check} Check */

/** @typedef {typeof import('typescript')} TypeScript */
/** @typedef {import('typescript').CompilerOptions} CompilerOptions */

/** Source files of installed packages, shared by programs with the same options. @type {Map<string, import('typescript').SourceFile>} */
const installed = new Map()

/** @param {TypeScript} ts @param {CompilerOptions} options */
const createHost = (ts, options) => {
  const host = ts.createCompilerHost(options)
  const { getSourceFile } = host
  host.getSourceFile = (file, ...rest) => {
    if (!file.includes('/node_modules/')) return getSourceFile(file, ...rest)
    const key = `${ts.version} ${options.module} ${file}`
    const known = installed.get(key) ?? getSourceFile(file, ...rest)
    if (known !== undefined) installed.set(key, known)
    return known
  }
  return host
}

/** @type {CompilerOptions} */
const shared = { strict: true, skipLibCheck: false, target: own.ScriptTarget.ES2022, types: [] }

/** Options of a project for Node, as ES modules and CommonJS. @type {CompilerOptions} */
const nodenext = {
  ...shared,
  module: own.ModuleKind.NodeNext,
  moduleResolution: own.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2023.d.ts'],
}

/** Options of a project for browsers, whose bundler resolves modules. @type {CompilerOptions} */
const bundler = {
  ...shared,
  module: own.ModuleKind.ESNext,
  moduleResolution: own.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  noEmit: true,
}

const nodeTypes = { types: ['node'], typeRoots: [inRoot('node_modules/@types')] }

/** True for declarations of our packages. Checking those of Node and of browsers would take most of the time. */
const isOurs = (/** @type {string} */ file) => file.includes('/node_modules/@vatel/')

/**
 * @param {string} name
 * @param {readonly string[]} files
 * @param {CompilerOptions} options
 * @param {TypeScript} [ts]
 * @returns {Check}
 */
const compile = (name, files, options, ts = own) => {
  const program = ts.createProgram({ rootNames: files, options, host: createHost(ts, options) })
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

/** Options of a project by its resolution of modules, as its `tsconfig.json` has them. */
const resolutions = /** @type {const} */ ({
  node10: { module: 'esnext', moduleResolution: 'node10' },
  node16: { module: 'node16', moduleResolution: 'node16' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
})

/**
 * Compiles the programs of a consumer of all packages with older and newer versions of TypeScript, and checks our
 * declarations as strictly as with our own. TypeScript 7 has no API for programs yet: its command checks the programs.
 * @param {Consumer} consumer
 * @returns {Promise<readonly Check[]>}
 */
export const compileWithOthers = async ({ name: consumer, folder, programs }) => {
  const require = createRequire(join(await installRuntimes(), 'package.json'))
  // They import the others.
  const uses = programs.filter((use) => ['all', 'entries', 'voice', 'whole-call'].includes(use))
  /** @type {Check[]} */
  const checks = []
  for (const [version, installedName, ways] of othersOfTypeScript) {
    for (const way of ways) {
      const name = `${consumer}: TypeScript ${version} ${way}`
      const extensions = way === 'node16' ? ['mts', 'cts'] : ['ts']
      const files = uses.flatMap((use) => extensions.map((extension) => `${use}.${extension}`))
      const compilerOptions = {
        ...resolutions[way],
        strict: true,
        noEmit: true,
        skipLibCheck: version === '7.0',
        target: 'es2022',
        types: [],
        lib: ['es2023', 'esnext.disposable', 'dom', 'dom.iterable'],
      }
      if (version === '7.0') {
        const config = join(folder, `tsconfig.${way}.json`)
        await writeFile(config, JSON.stringify({ compilerOptions, files }))
        const command = join(dirname(require.resolve(`${installedName}/package.json`)), 'bin/tsc')
        const { code, output } = await run(process.execPath, [command, '-p', config])
        checks.push({ name, fault: code === 0 ? undefined : output })
      } else {
        /** @type {TypeScript} */
        const ts = require(installedName)
        const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, folder)
        const paths = files.map((file) => join(folder, file))
        checks.push(compile(name, paths, options, ts))
      }
    }
  }
  return checks
}
