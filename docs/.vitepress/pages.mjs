import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Root of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Folder that holds everything that is generated: pages, reference and site. */
export const generated = join(root, 'docs/site')

/** Folder of the Markdown that VitePress reads. */
export const pagesFolder = join(generated, 'pages')

/**
 * `npm run release -- --repository <url> --homepage <url>` writes the addresses into the manifests of all packages.
 * @type {{ readonly homepage?: string, readonly repository?: { readonly url: string } }}
 */
const manifest = JSON.parse(readFileSync(join(root, 'packages/core/package.json'), 'utf8'))

/** Address of the repository on the web; `undefined` while the manifests name none. */
export const repositoryUrl = (process.env['DOCS_REPOSITORY'] ?? manifest.repository?.url)
  ?.replace(/^git\+/, '')
  .replace(/(\.git)?\/?$/, '')

/** Address of the site, for llms.txt; `undefined` while it has none. */
export const homepage = process.env['DOCS_URL'] ?? manifest.homepage

/** Address of the site, for the sitemap, which needs one. */
export const siteUrl = homepage ?? 'http://localhost:4173'

/** @param {string} folder @returns {string[]} */
const markdownIn = (folder) =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory())
      return /^(node_modules|site|snippets|\..*)$/.test(entry.name) ? [] : markdownIn(path)
    return entry.name.endsWith('.md') ? [path] : []
  })

/** @param {string} folder */
const readmesIn = (folder) =>
  readdirSync(join(root, folder))
    .map((name) => `${folder}/${name}/README.md`)
    .filter((path) => existsSync(join(root, path)))

/** Path in the repository of each page → its path in the site. */
export const pagePaths = () =>
  new Map([
    ...markdownIn('docs').map((path) => /** @type {const} */ ([path, pageOf(path.slice('docs/'.length))])),
    ...['packages', 'examples']
      .flatMap(readmesIn)
      .map((path) => /** @type {const} */ ([path, `${dirname(path)}.md`])),
    .../** @type {const} */ ([
      ['PROTOCOL.md', 'protocol.md'],
      ['ARCHITECTURE.md', 'architecture.md'],
      ['CONTRIBUTING.md', 'contributing.md'],
    ]),
  ])

/** @param {string} path */
const pageOf = (path) => path.replace(/README\.md$/, 'index.md')

/** Path of a page → its address in the site. @param {string} page */
export const addressOf = (page) => `/${page.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '')}`

/** Path of the picture that a dark page shows in the place of a light one. @param {string} path */
export const darkOf = (path) => path.replace(/-light\.webp$/, '-dark.webp')

/**
 * Makes the links of a document valid in the site: to a page its address, to a picture a copy, to another file of the
 * repository its address on the web, or only the text while there is none.
 * @param {string} text
 * @param {string} source
 * @param {ReadonlyMap<string, string>} pages
 * @returns {string}
 */
const rewriteLinks = (text, source, pages) =>
  text.replace(
    /(!?)\[((?:[^[\]]|\[[^[\]]*\]\([^)]*\)|\[[^\]]*\])*)\]\((?!\w+:|#|\/)([^)\s#]+)(#[^)\s]*)?\)/g,
    (_, image, label, link, hash = '') => {
      const inner = rewriteLinks(label, source, pages)
      const target = posix.join(posix.dirname(source), link)
      const page = pages.get(target)
      if (page !== undefined) return `[${inner}](${addressOf(page)}${hash})`
      if (/\.(svg|png|jpe?g|webp)$/.test(target) && existsSync(join(root, target))) {
        for (const file of [target, darkOf(target)].filter((each) => existsSync(join(root, each)))) {
          const copy = join(pagesFolder, 'public', file)
          mkdirSync(dirname(copy), { recursive: true })
          cpSync(join(root, file), copy)
        }
        return `${image}[${inner}](/${target})`
      }
      return repositoryUrl === undefined ? inner : `[${inner}](${repositoryUrl}/blob/main/${target}${hash})`
    },
  )

/** The changes since the last release, then the changelog of each package. */
const releases = () => {
  const changes = readdirSync(join(root, '.changeset'))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => {
      const [, head = '', body = ''] =
        /^---\n(.*?)\n---\n(.*)$/s.exec(readFileSync(join(root, '.changeset', name), 'utf8')) ?? []
      const names = [...head.matchAll(/'([^']+)': (\w+)/g)].map(([, name, bump]) => `${name} (${bump})`)
      return `### ${names.join(', ')}\n\n${body.trim()}\n`
    })
  const logs = readdirSync(join(root, 'packages'))
    .map((name) => join(root, 'packages', name, 'CHANGELOG.md'))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8').replace(/^#/gm, '##'))
  return ['# Releases', '', '## Not released yet', '', ...changes, ...logs].join('\n')
}

const tasksFolder = 'docs/tasks'

/** The answers to small tasks, each with the pages that it names. @param {ReadonlyMap<string, string>} pages */
const tasks = (pages) => {
  const answers = readdirSync(join(root, tasksFolder)).map((name) => {
    const text = readFileSync(join(root, tasksFolder, name), 'utf8')
    const [head, question = '', named = ''] = /^\/\/ (.+)\n\/\/ See (.+)\n/.exec(text) ?? ['']
    const links = named.split(', ').map((path) => {
      const page = pages.get(path.replace('SKILL.md', 'README.md'))
      return page === undefined ? path : `[${addressOf(page).slice(1)}](${addressOf(page)})`
    })
    return `## ${question.replace(/\.$/, '')}\n\n\`\`\`ts\n${text.slice(head.length)}\`\`\`\n\nMore: ${links.join(', ')}.\n`
  })
  const intro =
    'You can copy each of these answers; every one is compiled. `declare` stands for a function of your app.'
  return ['# Small tasks', '', intro, '', ...answers].join('\n')
}

/** Writes every page but the reference. */
export const writePages = () => {
  const pages = pagePaths()
  for (const name of existsSync(pagesFolder) ? readdirSync(pagesFolder) : [])
    if (name !== 'reference') rmSync(join(pagesFolder, name), { recursive: true })
  for (const [source, page] of pages) {
    const file = join(pagesFolder, page)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, rewriteLinks(readFileSync(join(root, source), 'utf8'), source, pages))
  }
  const demo = join(root, 'examples/voice-ui/dist/page')
  if (existsSync(demo)) cpSync(demo, join(pagesFolder, 'public/demo'), { recursive: true })
  writeFileSync(join(pagesFolder, 'releases.md'), releases())
  writeFileSync(join(pagesFolder, 'tasks.md'), tasks(pages))
}
