import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'
import { findChromium } from '../workspace/chromium.mjs'
import { inRoot } from '../workspace/root.mjs'
import { run } from '../workspace/run.mjs'
import { outcomeOf, outcomeOfChecks, together } from './outcome.mjs'
import { foreignRequests, runLiveCalls, timeoutMs } from './reference/live.mjs'

/** @typedef {import('./outcome.mjs').Check} Check */

const { resolve } = createRequire(inRoot('docs/package.json'))

/** Pages of each kind. */
const addresses = [
  '/',
  '/start/page',
  '/guides/tools',
  '/guides/bad-networks',
  '/guides/errors',
  '/help/troubleshooting',
  '/statechart',
  '/packages/core',
  '/reference/@vatel/core/functions/openCall',
  '/reference/@vatel/core/interfaces/CallConnection',
]

const widths = { phone: 390, desk: 1280 }

/**
 * Faults of accessibility (WCAG 2.2 AA and axe's best practices) of the page that is open.
 * @param {import('playwright-core').Page} page
 * @param {readonly string[]} [rules] All of them by default.
 * @returns {Promise<string[]>}
 */
const faultsOfAccess = async (page, rules) => {
  const options = rules === undefined ? {} : { runOnly: rules }
  /** @type {{ violations: { id: string, help: string, nodes: { html: string }[] }[] }} */
  const { violations } = await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  )
}

/**
 * Looks at a page as a phone and as a desk, in light and in dark.
 * @param {import('playwright-core').Browser} browser
 * @param {string} origin
 * @param {string} address
 * @returns {Promise<Check[]>}
 */
const look = async (browser, origin, address) => {
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  context.setDefaultTimeout(timeoutMs)
  try {
    /** @type {string[]} */
    const thrown = []
    const page = await context.newPage()
    const foreign = foreignRequests(page, origin)
    page.on('pageerror', ({ message }) => thrown.push(message))
    await page.setViewportSize({ width: widths.phone, height: 844 })
    await page.goto(origin + address, { waitUntil: 'networkidle' })
    const overflow = Number(
      await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    )
    await page.setViewportSize({ width: widths.desk, height: 900 })
    await page.addScriptTag({ content: readFileSync(resolve('axe-core/axe.min.js'), 'utf8') })
    const light = await faultsOfAccess(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.evaluate("document.documentElement.classList.add('dark')")
    // Colours are all that differs: of text, and of links among words.
    const dark = await faultsOfAccess(page, ['color-contrast', 'link-in-text-block'])
    return [
      {
        name: `${address} does not scroll sideways at ${widths.phone} px`,
        fault: overflow > 0 ? `${overflow} px too wide` : undefined,
      },
      { name: `${address} is accessible in light`, fault: light.join('\n') || undefined },
      { name: `${address} is accessible in dark`, fault: dark.join('\n') || undefined },
      { name: `${address} asks no other host`, fault: foreign.join('\n') || undefined },
      { name: `${address} throws nothing`, fault: thrown.join('\n') || undefined },
    ]
  } finally {
    await context.close()
  }
}

/** Serves the built site to a browser. @returns {Promise<Check[]>} */
const browse = async () => {
  const { serveBuilt } = await import('../../docs/.vitepress/site.mjs')
  const { origin, close } = await serveBuilt()
  const browser = await chromium.launch({
    executablePath: findChromium() ?? chromium.executablePath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  try {
    const waiting = [...addresses]
    /** Looks at one page after the other. @returns {Promise<Check[]>} */
    const lookAtPages = async () => {
      const address = waiting.shift()
      return address === undefined
        ? []
        : [...(await look(browser, origin, address)), ...(await lookAtPages())]
    }
    // A call is mostly waiting, and a page waits until the network is idle: all run side by side.
    const checks = await Promise.all([lookAtPages(), lookAtPages(), runLiveCalls(browser, origin)])
    return checks.flat()
  } finally {
    await browser.close()
    close()
  }
}

/** Files that a site has beside its pages, and their last words. */
const besides = /** @type {const} */ ([
  ['sitemap.xml', '</urlset>'],
  ['404.html', '</html>'],
  ['llms.txt', ''],
  ['llms-full.txt', ''],
  ['llms-reference.txt', ''],
  ['index.md', ''],
  ['guides/tools.md', ''],
  ['reference/@vatel/core/functions/openCall.md', ''],
])

/** @returns {Check[]} */
const filesBeside = () =>
  besides.map(([name, end]) => {
    const file = inRoot('docs/site/dist', name)
    const isWhole = existsSync(file) && readFileSync(file, 'utf8').trimEnd().endsWith(end)
    return { name: `the site has ${name}`, fault: isWhole ? undefined : 'it is missing, or cut short' }
  })

/** @type {import('./outcome.mjs').Run} */
export const check = async () => {
  // A large nursery saves a fifth of the time: most of what is made lives for one page.
  const built = outcomeOf(
    await run(process.execPath, ['--max-semi-space-size=64', inRoot('scripts/docs.mjs')]),
  )
  return built.failed > 0
    ? built
    : together([built, outcomeOfChecks([...filesBeside(), ...(await browse())])])
}
