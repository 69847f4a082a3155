// Hooks of Node's module loader: they make JavaScript of TypeScript sources, and let every function of a package report
// its file to `globalThis.visit` when it is entered.
import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { root } from '../workspace/root.mjs'

/** @param {string} file @returns {ts.TransformerFactory<ts.SourceFile>} */
const reportVisits = (file) => (context) => {
  const { factory } = context
  const call = () =>
    factory.createCallChain(
      factory.createPropertyAccessExpression(factory.createIdentifier('globalThis'), 'visit'),
      factory.createToken(ts.SyntaxKind.QuestionDotToken),
      undefined,
      [factory.createStringLiteral(file)],
    )
  /** @param {ts.Node} node @returns {ts.Node} */
  const visit = (node) => {
    const visited = ts.visitEachChild(node, visit, context)
    if (!ts.isFunctionLike(node) || !('body' in visited) || !visited.body) return visited
    const body = /** @type {ts.ConciseBody} */ (visited.body)
    const reported = ts.isBlock(body)
      ? factory.updateBlock(body, [factory.createExpressionStatement(call()), ...body.statements])
      : factory.createParenthesizedExpression(
          factory.createComma(call(), factory.createParenthesizedExpression(body)),
        )
    return withBody(/** @type {ts.FunctionLikeDeclaration} */ (visited), reported)
  }
  /** @param {ts.FunctionLikeDeclaration} node @param {ts.ConciseBody} body @returns {ts.Node} */
  const withBody = (node, body) => {
    const block = /** @type {ts.Block} */ (body)
    if (ts.isArrowFunction(node))
      return factory.updateArrowFunction(
        node,
        node.modifiers,
        node.typeParameters,
        node.parameters,
        node.type,
        node.equalsGreaterThanToken,
        body,
      )
    if (ts.isFunctionExpression(node))
      return factory.updateFunctionExpression(
        node,
        node.modifiers,
        node.asteriskToken,
        node.name,
        node.typeParameters,
        node.parameters,
        node.type,
        block,
      )
    if (ts.isFunctionDeclaration(node))
      return factory.updateFunctionDeclaration(
        node,
        node.modifiers,
        node.asteriskToken,
        node.name,
        node.typeParameters,
        node.parameters,
        node.type,
        block,
      )
    if (ts.isMethodDeclaration(node))
      return factory.updateMethodDeclaration(
        node,
        node.modifiers,
        node.asteriskToken,
        node.name,
        node.questionToken,
        node.typeParameters,
        node.parameters,
        node.type,
        block,
      )
    if (ts.isGetAccessorDeclaration(node))
      return factory.updateGetAccessorDeclaration(
        node,
        node.modifiers,
        node.name,
        node.parameters,
        node.type,
        block,
      )
    if (ts.isSetAccessorDeclaration(node))
      return factory.updateSetAccessorDeclaration(node, node.modifiers, node.name, node.parameters, block)
    return factory.updateConstructorDeclaration(node, node.modifiers, node.parameters, block)
  }
  return (source) => /** @type {ts.SourceFile} */ (ts.visitEachChild(source, visit, context))
}

/** fp-ts has no `exports` map, and Node loads no folder. @type {import('node:module').ResolveHook} */
export const resolve = (specifier, context, next) =>
  next(
    /^fp-ts\/\w+$/.test(specifier) ? specifier.replace('fp-ts/', 'fp-ts/lib/') + '.js' : specifier,
    context,
  )

/** @type {import('node:module').LoadHook} */
export const load = async (url, context, next) => {
  if (!url.startsWith('file:') || !/\.ts$/.test(url) || url.includes('/node_modules/'))
    return next(url, context)
  const path = fileURLToPath(url)
  const file = relative(root, path)
  const { outputText } = ts.transpileModule(await readFile(path, 'utf8'), {
    fileName: path,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
    },
    transformers: { before: /^packages\/[^/]+\/src\//.test(file) ? [reportVisits(file)] : [] },
  })
  return { format: 'module', source: outputText, shortCircuit: true }
}
