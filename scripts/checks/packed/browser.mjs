import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { build, createServer } from 'vite'
import { findChromium, noChromium } from '../../workspace/chromium.mjs'
import { serveFolder } from '../../workspace/serve-folder.mjs'

/** @typedef {import('./consumers.mjs').Consumer} Consumer */
/** @typedef {import('../outcome.mjs').Check} Check */

const page = '<!doctype html><title>waiting</title><script type="module" src="/main.ts"></script>'

/** @param {readonly string[]} uses */
const mainOf = (uses) => `
const run = async () => {
  const results = []
  for (const { use } of await Promise.all([${uses.map((use) => `import('./${use}.ts')`).join(', ')}])) results.push(await use())
  return results.join('\\n')
}
run().then((text) => { document.title = text }, (error) => { document.title = String(error) })
`

/** @param {Consumer} consumer */
const browserUses = ({ uses }) => uses.filter((use) => !use.endsWith('.node'))

/** @param {Consumer} consumer @returns {Promise<Check>} */
const bundle = async (consumer) => {
  const { name, folder } = consumer
  await writeFile(join(folder, 'index.html'), page)
  await writeFile(join(folder, 'main.ts'), mainOf(browserUses(consumer)))
  /** @type {string[]} */
  const warnings = []
  try {
    await build({
      root: folder,
      configFile: false,
      logLevel: 'silent',
      build: {
        rolldownOptions: {
          // On a busy machine a plugin takes long, and that is no fault of a package.
          checks: { pluginTimings: false },
          onwarn: ({ code, message }) => {
            // "use client" is for frameworks that render on a server.
            if (code !== 'MODULE_LEVEL_DIRECTIVE') warnings.push(message)
          },
        },
      },
    })
  } catch (error) {
    warnings.push(String(error))
  }
  return { name: `${name}: a Vite build`, fault: warnings.length === 0 ? undefined : warnings.join('\n') }
}

/** Serves the programs of a consumer with Vite's development server. @param {string} folder */
const serveDevelopment = async (folder) => {
  const server = await createServer({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    server: { host: '127.0.0.1', port: 0 },
  })
  await server.listen()
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() }
}

/**
 * @param {string} title
 * @param {import('playwright-core').Browser} browser
 * @param {Consumer} consumer
 * @param {{ url: string, close: () => unknown }} server
 * @returns {Promise<Check>}
 */
const load = async (title, browser, consumer, server) => {
  const tab = await browser.newPage()
  /** @type {string[]} */
  const errors = []
  tab.on('pageerror', (error) => errors.push(String(error)))
  tab.on('console', (message) => {
    if (message.type() === 'error' && !message.location().url.endsWith('favicon.ico'))
      errors.push(message.text())
  })
  await tab.goto(server.url)
  await tab
    .waitForFunction(`document.title !== 'waiting'`, undefined, { timeout: 120_000 })
    .catch((/** @type {unknown} */ error) => errors.push(String(error)))
  const shown = await tab.title()
  await tab.close()
  await server.close()
  const expected = browserUses(consumer)
    .map(() => 'ok')
    .join(' ')
  if (shown !== expected) errors.push(shown)
  return { name: `${consumer.name}: ${title}`, fault: errors.length === 0 ? undefined : errors.join('\n') }
}

/**
 * Bundles the programs of the consumers with Vite, and loads them in Chromium.
 * @param {readonly Consumer[]} consumers
 * @returns {Promise<readonly Check[]>}
 */
export const browseConsumers = async (consumers) => {
  const builds = await Promise.all(consumers.map(bundle))
  const executablePath = findChromium()
  if (executablePath === undefined) return [...builds, { name: 'Chromium', fault: noChromium }]
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const loads = await Promise.all(
    consumers.map(async (consumer) =>
      load('in Chromium', browser, consumer, await serveFolder(join(consumer.folder, 'dist'))),
    ),
  )
  // Vite makes the URLs of audio's worklets differently in development and in a build.
  for (const consumer of consumers.filter(({ name }) => name === 'audio')) {
    const server = await serveDevelopment(consumer.folder)
    loads.push(await load('in Chromium, with the development server', browser, consumer, server))
  }
  await browser.close()
  return [...builds, ...loads]
}
