import { appendFileSync, existsSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { extname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, createServer } from 'vitepress'
import { addressOf, generated, pagePaths, pagesFolder, root, writePages } from './pages.mjs'
import { writeReference } from './reference.mjs'
import { sidebar } from './sidebar.mjs'
import { writeTables } from './tables.mjs'

const docs = fileURLToPath(new URL('..', import.meta.url))

/** Folder of the built site. */
export const site = join(generated, 'dist')

/** @type {Readonly<Record<string, string>>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wav': 'audio/wav',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
}

/** @param {string} address */
const fileOf = (address) =>
  [address, `${address}.html`, posix.join(address, 'index.html')].find(
    (name) => /\.\w+$/.test(name) && existsSync(join(site, name)),
  )

/** Links, pictures and anchors of the built pages that lead nowhere. */
export const brokenLinks = () => {
  const names = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.html'),
  )
  const texts = new Map(names.map((name) => [name, readFileSync(join(site, name), 'utf8')]))
  /** @type {Map<string, Set<string>>} */
  const ids = new Map()
  /** @param {string} name */
  const idsOf = (name) => {
    const known =
      ids.get(name) ??
      new Set([...(texts.get(name) ?? '').matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id))
    ids.set(name, known)
    return known
  }
  const base = process.env['DOCS_BASE'] ?? '/'
  return [...texts].flatMap(([name, text]) => {
    const links = new Set(
      [...text.matchAll(/ (?:href|src)="(?!\w+:|\/\/)([^"]*)"/g)].map(([, link = '']) =>
        link.replaceAll('&amp;', '&'),
      ),
    )
    return [...links].flatMap((link) => {
      const { pathname, hash } = new URL(link, `http://site${base}${name}`)
      const path = decodeURIComponent(pathname).slice(base.length - 1)
      const file = link.startsWith('#') ? name : fileOf(path)?.replace(/^\//, '')
      if (file === undefined) return [`${name}: ${link} leads to no file of the site`]
      const anchor = decodeURIComponent(hash.slice(1))
      return anchor === '' || !file.endsWith('.html') || idsOf(file).has(anchor)
        ? []
        : [`${name}: ${link} leads to no heading of ${file}`]
    })
  })
}

/** Pages that no sidebar leads to. */
const orphans = () => {
  const links = new Set(sidebar.flatMap(({ items }) => items.map(({ link }) => link)))
  return [...pagePaths()]
    .filter(([, page]) => !links.has(addressOf(page)))
    .map(([source]) => `${source} is in no sidebar: name it in docs/.vitepress/sidebar.mjs`)
}

/** Puts the Markdown of each page of the reference beside it, all of it into one text, and its modules into llms.txt. */
const writeTexts = () => {
  const pages = readdirSync(pagesFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.startsWith('reference/') && name.endsWith('.md'))
    .sort()
    .map((name) => ({
      name,
      text: readFileSync(join(pagesFolder, name), 'utf8').replace(/^---\n.*?\n---\n+/s, ''),
    }))
  for (const { name, text } of pages) writeFileSync(join(site, name), text)
  // The plugin leaves out the first page: its head stands in the frontmatter.
  const first = readFileSync(join(pagesFolder, 'index.md'), 'utf8').replace(/^---\n.*?\n---\n+/s, '')
  writeFileSync(join(site, 'index.md'), `# Vatel SDK\n\n${first}`)
  writeFileSync(
    join(site, 'llms-reference.txt'),
    pages.map(({ name, text }) => `<!-- /${name} -->\n\n${text.trim()}\n`).join('\n'),
  )
  const modules = pages.flatMap(({ name }) => {
    const [, module] = /^reference\/(@.+)\/index\.md$/.exec(name) ?? []
    return module === undefined ? [] : [`- [${module}](/${name})`]
  })
  appendFileSync(
    join(site, 'llms.txt'),
    `\n\n### Reference\n\nEvery export in one text: [llms-reference.txt](/llms-reference.txt)\n\n${modules.join('\n')}\n`,
  )
}

/** @typedef {{ readonly faults: readonly string[], readonly times: Readonly<Record<string, number>> }} Built */

/** Builds the site. Resolves with the faults that it found, and the milliseconds of each part. @returns {Promise<Built>} */
export const buildSite = async () => {
  const started = performance.now()
  const wereStale = await writeTables()
  writePages()
  const isComplete = await writeReference()
  const reference = performance.now() - started
  if (!isComplete) return { faults: ['the reference has faults, see above'], times: { reference } }
  await build(docs)
  writeTexts()
  const pages = performance.now() - started - reference
  const stale = wereStale
    ? ['docs/guides/errors.md: its tables were stale and are written anew: commit them']
    : []
  return { faults: [...stale, ...orphans(), ...brokenLinks()], times: { reference, pages } }
}

/** Serves the built site on a free port of this machine. */
export const serveBuilt = async () => {
  const server = createHttpServer(async ({ url = '/' }, response) => {
    const file = fileOf(decodeURIComponent(new URL(url, 'http://site').pathname)) ?? '/404.html'
    response.writeHead(file === '/404.html' ? 404 : 200, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    })
    response.end(readFileSync(join(site, file)))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() }
}

/** Serves the site, and writes a page anew when its document changes. The reference stays as it was last written. */
export const serveSite = async () => {
  writePages()
  if (!existsSync(join(pagesFolder, 'reference'))) await writeReference()
  const server = await createServer(docs)
  await server.listen()
  // The configuration silences what Vite prints.
  console.log(`the site is at ${server.resolvedUrls?.local[0] ?? 'an address that Vite did not tell'}`)
  for (const folder of ['docs', 'packages', 'examples'])
    watch(join(root, folder), { recursive: true }, (_, name) => {
      if (name?.endsWith('.md') === true && !name.startsWith('site')) writePages()
    })
}
