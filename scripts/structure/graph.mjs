import { dirname } from 'node:path'

/** @typedef {import('./sources.mjs').SourceFile} SourceFile */

/**
 * The two neighbouring folders between which an import goes, below the folder that both files share; nothing where one
 * of the files stands in that folder itself.
 * @param {string} from
 * @param {string} to
 * @returns {readonly [string, string] | undefined}
 */
export const foldersBetween = (from, to) => {
  const [a, b] = [dirname(from).split('/'), dirname(to).split('/')]
  let shared = 0
  while (shared < a.length && a[shared] === b[shared]) shared++
  if (shared === a.length || shared === b.length) return undefined
  return [a.slice(0, shared + 1).join('/'), b.slice(0, shared + 1).join('/')]
}

/**
 * An example of an import for each pair of folders, by the text `from > to`.
 * @param {Iterable<{ readonly path: string, readonly imports: ReadonlySet<string> }>} sources
 * @returns {ReadonlyMap<string, readonly [file: string, imported: string]>}
 */
export const folderImports = (sources) => {
  /** @type {Map<string, readonly [string, string]>} */
  const edges = new Map()
  for (const { path, imports } of sources)
    for (const imported of imports) {
      const folders = foldersBetween(path, imported)
      if (folders !== undefined) edges.set(folders.join(' > '), [path, imported])
    }
  return edges
}

/** Pairs of folders that import each other. @param {readonly SourceFile[]} sources */
export const twoWayFolders = (sources) => {
  const edges = folderImports(sources)
  return [...edges.keys()]
    .map((edge) => edge.split(' > '))
    .filter(([a = '', b = '']) => a < b && edges.has(`${b} > ${a}`))
    .map(([a = '', b = '']) => `${a} ⇄ ${b}`)
}

/**
 * Groups of files that import values from each other in a circle.
 * @param {readonly SourceFile[]} sources
 * @returns {readonly (readonly string[])[]}
 */
export const valueCycles = (sources) => {
  const graph = new Map(sources.map(({ path, valueImports }) => [path, valueImports]))
  /** @type {Map<string, number>} */
  const order = new Map()
  /** @type {Map<string, number>} */
  const low = new Map()
  /** @type {string[]} */
  const stack = []
  /** @type {string[][]} */
  const cycles = []
  // Tarjan's strongly connected components.
  /** @param {string} file */
  const visit = (file) => {
    const index = order.size
    order.set(file, index)
    let lowest = index
    stack.push(file)
    for (const next of graph.get(file) ?? []) {
      if (!order.has(next)) visit(next)
      lowest = Math.min(lowest, low.get(next) ?? order.get(next) ?? index)
    }
    low.set(file, lowest)
    if (lowest !== index) return
    const component = stack.splice(stack.indexOf(file))
    // A file that is done must not lower the figure of those that import it.
    for (const done of component) low.set(done, Infinity)
    if (component.length > 1) cycles.push(component)
  }
  for (const file of graph.keys()) if (!order.has(file)) visit(file)
  return cycles
}

/**
 * The files that one file reaches by imports, itself included.
 * @param {readonly Pick<SourceFile, 'path' | 'imports'>[]} sources
 * @param {string} entry
 */
export const reachedFrom = (sources, entry) => {
  const graph = new Map(sources.map(({ path, imports }) => [path, imports]))
  /** @type {Set<string>} */
  const reached = new Set()
  /** @param {string} file */
  const visit = (file) => {
    if (reached.has(file)) return
    reached.add(file)
    for (const next of graph.get(file) ?? []) visit(next)
  }
  visit(entry)
  return reached
}

/** The files that exactly one file imports; an `index.ts` does not count as an importer. @param {readonly SourceFile[]} sources */
export const withOneImporter = (sources) => {
  /** @type {Map<string, Set<string>>} */
  const importers = new Map()
  for (const { path, imports } of sources)
    if (!path.endsWith('index.ts'))
      for (const imported of imports)
        importers.set(imported, (importers.get(imported) ?? new Set()).add(path))
  return sources.filter(({ path }) => importers.get(path)?.size === 1).map(({ path }) => path)
}
