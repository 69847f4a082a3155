import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import ts from 'typescript'
import { packages } from '../../workspace/projects.mjs'
import { inRoot } from '../../workspace/root.mjs'

/**
 * An export of an entry point.
 * @typedef {object} Export
 * @property {string} folder Folder of its package.
 * @property {string} module The name that users import it from.
 * @property {string} name
 * @property {readonly ts.Declaration[]} declarations
 * @property {boolean} isType
 * @property {boolean} needsExample
 */

export const optionsOfDocs = () => {
  const { config } = ts.readConfigFile(inRoot('docs/tsconfig.json'), (file) => readFileSync(file, 'utf8'))
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, inRoot('docs'))
  return { ...options, noUnusedLocals: false, noUnusedParameters: false, jsx: ts.JsxEmit.ReactJSX }
}

const entries = packages.flatMap(({ folder, manifest }) =>
  Object.entries(manifest.exports ?? {}).flatMap(([subpath, target]) => {
    const { '@vatel/source': source } = /** @type {{ readonly '@vatel/source'?: string }} */ (target)
    return source === undefined
      ? []
      : [{ folder, module: posix.join(manifest.name, subpath), path: inRoot(folder, source) }]
  }),
)

/** @param {ts.Type} type */
const isCallable = (type) =>
  (type.isUnion() ? type.types : [type]).some((each) => each.getCallSignatures().length > 0)

/** @param {ts.Type} type */
const isOptions = ({ aliasSymbol, symbol }) => /(Options|Policy)$/.test((aliasSymbol ?? symbol)?.name ?? '')

/** An object of ours that has to be called, such as a framer. @param {ts.TypeChecker} checker @param {ts.Type} type */
const isHandle = (checker, type) =>
  type.symbol?.declarations?.some((declaration) => !declaration.getSourceFile().isDeclarationFile) === true &&
  type.getProperties().some((property) => checker.getTypeOfSymbol(property).getCallSignatures().length > 0)

/**
 * The call of a function is obvious if it takes at most one argument, which is neither a function nor an object of
 * options, and returns data. Any other needs an example.
 * @param {ts.TypeChecker} checker
 * @param {ts.Symbol} symbol
 */
const needsExample = (checker, symbol) =>
  checker
    .getTypeOfSymbol(symbol)
    .getCallSignatures()
    .some((signature) => {
      const parameters = signature.getParameters().map((parameter) => checker.getTypeOfSymbol(parameter))
      const returned = signature.getReturnType()
      const awaited = checker.getAwaitedType(returned) ?? returned
      return (
        parameters.length > 1 ||
        parameters.some((type) => isCallable(type) || isOptions(checker.getNonNullableType(type))) ||
        isCallable(awaited) ||
        isHandle(checker, awaited)
      )
    })

/** Every export of every entry point, with those of other packages that it passes on. @returns {readonly Export[]} */
export const readExports = () => {
  const program = ts.createProgram(
    entries.map(({ path }) => path),
    { ...optionsOfDocs(), noEmit: true },
  )
  const checker = program.getTypeChecker()
  return entries.flatMap(({ folder, module, path }) => {
    const file = program.getSourceFile(path)
    const symbol = file && checker.getSymbolAtLocation(file)
    return (symbol === undefined ? [] : checker.getExportsOfModule(symbol)).map((exported) => {
      const own = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
      const isFunction =
        own.valueDeclaration?.getSourceFile().isDeclarationFile === false &&
        !ts.isClassDeclaration(own.valueDeclaration)
      return {
        folder,
        module,
        name: exported.name,
        isType: (own.flags & ts.SymbolFlags.Value) === 0,
        declarations: own.declarations ?? [],
        needsExample: isFunction && needsExample(checker, own),
      }
    })
  })
}
