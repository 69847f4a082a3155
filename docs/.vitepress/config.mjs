import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitepress'
import llmstxt from 'vitepress-plugin-llms'
import {
  darkOf,
  generated,
  homepage,
  pagePaths,
  pagesFolder,
  repositoryUrl,
  root,
  siteUrl,
} from './pages.mjs'
import { sidebar } from './sidebar.mjs'

const version = JSON.parse(readFileSync(join(root, 'packages/core/package.json'), 'utf8')).version

/** GitHub's way to make an anchor of a heading, so that links are valid in both. @param {string} heading */
const slugify = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
    .replace(/^_+/, '')

/** @typedef {{ text: string, link?: string, collapsed?: boolean, items?: Item[] }} Item */

const modulesFile = join(pagesFolder, 'reference/typedoc-sidebar.json')

/** @type {Item[]} */
const modules = existsSync(modulesFile) ? JSON.parse(readFileSync(modulesFile, 'utf8')) : []

/** @param {Item} module */
const linkOf = ({ text, link }) => link ?? `/reference/${text}/`

/** All modules, and the exports of one. @param {Item} [open] @returns {Item[]} */
const sidebarOf = (open) => [
  {
    text: 'Reference',
    items: modules.map((module) => ({
      text: module.text,
      link: linkOf(module),
      ...(module === open && {
        items: (module.items ?? []).map(({ text, items = [] }) => ({ text, items })),
      }),
    })),
  },
]

/**
 * A sidebar for each module of the reference: all modules, and the exports of its own.
 * @returns {Record<string, Item[]>}
 */
const referenceSidebars = () =>
  Object.fromEntries([
    ['/reference/', sidebarOf()],
    ...modules.map((module) => [linkOf(module), sidebarOf(module)]),
  ])

/** The logo of the theme, as the icon of the browser's tab. */
const icon = encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#4a63bd"/><path d="M7 14v4M11.5 11v10M16 7v18M20.5 11v10M25 14v4" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/></svg>',
)

const sources = new Map([...pagePaths()].map(([source, page]) => [page, source]))

export default defineConfig({
  title: 'Vatel SDK',
  titleTemplate: ':title · Vatel SDK',
  description: 'Voice agents in TypeScript: REST, real-time calls, sound, Observables and a statechart',
  lang: 'en',
  base: process.env['DOCS_BASE'] ?? '/',
  srcDir: 'site/pages',
  outDir: join(generated, 'dist'),
  cacheDir: join(generated, 'cache'),
  cleanUrls: true,
  lastUpdated: false,
  metaChunk: true,
  sitemap: { hostname: siteUrl },
  head: [['link', { rel: 'icon', href: `data:image/svg+xml,${icon}` }]],
  markdown: {
    // A header without a text is no header for a screen reader.
    config: (md) => {
      // A picture of a light page has a twin for a dark one.
      const { image } = md.renderer.rules
      if (image !== undefined)
        md.renderer.rules.image = (tokens, index, ...rest) => {
          const token = tokens[index]
          const light = token?.attrGet('src') ?? ''
          const dark = darkOf(light)
          if (token === undefined || dark === light || !existsSync(join(pagesFolder, 'public', dark)))
            return image(tokens, index, ...rest)
          token.attrSet('class', 'light-only')
          const shown = image(tokens, index, ...rest)
          token.attrSet('class', 'dark-only')
          token.attrSet('src', dark)
          return shown + image(tokens, index, ...rest)
        }
      md.core.ruler.push('empty-header', ({ tokens }) => {
        for (const [index, token] of tokens.entries())
          if (token.type === 'th_open' && tokens[index + 1]?.content === '')
            for (const each of [token, tokens[index + 2]]) if (each !== undefined) each.tag = 'td'
      })
    },
    anchor: { slugify },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('vatel-') } } },
  transformPageData: (page) => {
    const source = sources.get(page.relativePath)
    page.frontmatter['source'] = source
    if (repositoryUrl === undefined || source === undefined) page.frontmatter['editLink'] = false
    if (source !== undefined) page.frontmatter['editUrl'] = `${repositoryUrl}/edit/main/${source}`
  },
  themeConfig: {
    nav: [
      {
        text: 'Docs',
        link: '/start/page',
        activeMatch:
          '^/(start|guides|packages|help|audio|rest|rx|token-endpoint|runtimes|statechart|simulator|protocol)',
      },
      { text: 'Examples', link: '/examples/', activeMatch: '^/examples/' },
      { text: 'Reference', link: '/reference/', activeMatch: '^/reference/' },
      { text: `Releases ${version}`, link: '/releases' },
    ],
    sidebar: { ...referenceSidebars(), '/': sidebar },
    outline: { level: [2, 3], label: 'On this page' },
    search: {
      provider: 'local',
      options: {
        detailedView: true,
        // A guide stands before the pages of the packages and of the reference that have the same words. The words that
        // every page has say nothing.
        miniSearch: {
          searchOptions: {
            boostDocument: (/** @type {string} */ id) =>
              id.includes('/reference/') ? 0.4 : id.includes('/guides/') ? 2 : 1,
            processTerm: (/** @type {string} */ term) =>
              /^(an?|the|is|are|do|does|how|what|when|why|i|my|to|of|in|on|it|and|for|with|can)$/i.test(term)
                ? null
                : term.toLowerCase(),
          },
        },
        // The reference is found by its words; its signatures would double the time of a build. Colours of code have no
        // words.
        _render: (text, env, md) => {
          const words = env.relativePath?.startsWith('reference/')
            ? text.replace(/^```.*?^```$/gms, '')
            : text
          return md.renderer.render(md.parse(words, env), { ...md.options, highlight: null }, env)
        },
      },
    },
    ...(repositoryUrl && {
      editLink: { pattern: ({ frontmatter }) => frontmatter['editUrl'], text: 'Edit this page' },
    }),
    externalLinkIcon: true,
    docFooter: { prev: 'Previous', next: 'Next' },
    notFound: {
      title: 'Page not found',
      quote: 'There is no page at this address. Search for it, or begin at the first page.',
      linkLabel: 'Go to the first page',
      linkText: 'Go to the first page',
    },
  },
  vite: {
    logLevel: 'warn',
    plugins: [
      // Its types are those of another Vite.
      /** @type {never} */ (
        llmstxt({
          ...(homepage && { domain: homepage }),
          description: 'An SDK for Vatel voice agents in TypeScript.',
          sidebar,
          // `writeTexts` does these: they are Markdown already, and reading them takes a sixth of the build.
          ignoreFiles: ['reference/**'],
        })
      ),
    ],
    resolve: { conditions: ['browser', 'module', 'import', 'default'] },
    build: { chunkSizeWarningLimit: 2_000 },
  },
})
