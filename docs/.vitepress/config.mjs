import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitepress'
import llmstxt from 'vitepress-plugin-llms'
import { generated, pagePaths, pagesFolder, repositoryUrl, root, siteUrl } from './pages.mjs'
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

/** The modules fold; the kinds of export inside a module do not. @param {Item} module */
const foldable = ({ text, link, items = [] }) => ({
  text,
  link: link ?? `/reference/${text}/`,
  collapsed: true,
  items: items.map((group) => ({ text: group.text, items: group.items ?? [] })),
})

/** @returns {Item[]} */
const referenceSidebar = () => {
  const file = join(pagesFolder, 'reference/typedoc-sidebar.json')
  /** @type {Item[]} */
  const modules = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
  return modules.map(foldable)
}

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
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  markdown: {
    anchor: { slugify },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
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
        activeMatch: '^/(start|guides|packages|help|audio|rest|rx|machine|statechart|simulator)',
      },
      { text: 'Examples', link: '/examples/', activeMatch: '^/examples/' },
      { text: 'Reference', link: '/reference/', activeMatch: '^/reference/' },
      { text: `Releases ${version}`, link: '/releases' },
    ],
    sidebar: { '/reference/': referenceSidebar(), '/': sidebar },
    outline: { level: [2, 3], label: 'On this page' },
    search: {
      provider: 'local',
      options: {
        detailedView: true,
        // The reference is found by its words; its signatures would double the time of a build.
        _render: (text, env, md) =>
          md.render(
            env.relativePath?.startsWith('reference/') ? text.replace(/^```.*?^```$/gms, '') : text,
            env,
          ),
      },
    },
    ...(repositoryUrl && {
      editLink: { pattern: ({ frontmatter }) => frontmatter['editUrl'], text: 'Edit this page' },
    }),
    externalLinkIcon: true,
    docFooter: { prev: 'Previous', next: 'Next' },
  },
  vite: {
    logLevel: 'warn',
    plugins: [
      // Its types are those of another Vite.
      /** @type {never} */ (
        llmstxt({ domain: siteUrl, description: 'An SDK for Vatel voice agents in TypeScript.' })
      ),
    ],
    resolve: { conditions: ['browser', 'module', 'import', 'default'] },
    build: { chunkSizeWarningLimit: 2_000 },
  },
})
