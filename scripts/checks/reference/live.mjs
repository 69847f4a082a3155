/** @typedef {import('../outcome.mjs').Check} Check */
/** @typedef {import('playwright-core').Page} Page */

/** The time after which a page counts as hung, also on a busy machine. In milliseconds. */
export const timeoutMs = 600_000

/** @param {Page} page @param {string} selector */
const see = (page, selector) => page.waitForSelector(selector)

/** Sets a range. @param {Page} page @param {string} label @param {number} value */
const slide = async (page, label, value) => {
  await page.locator(`.live label:has-text("${label}") input`).fill(`${value}`)
}

/** @param {Page} page @param {string} label @param {string} value */
const choose = async (page, label, value) => {
  await page.locator(`.live label:has-text("${label}") select`).selectOption(value)
}

/** @param {Page} page */
const begin = (page) => page.click('.live button.main:enabled')

/**
 * What a reader does with the live block of a guide, and then sees.
 * @type {Readonly<Record<string, { readonly does: string, readonly run: (page: Page) => Promise<unknown> }>>}
 */
const blocks = {
  tools: {
    does: 'asks before a tool, and the agent speaks of its output',
    run: async (page) => {
      await choose(page, 'The tool returns', 'rain, 12 degrees')
      await page.check('.live label:has-text("Ask me first") input')
      await begin(page)
      await page.click('text=Approve get_weather')
      await see(page, '.live li.agent:has-text("It is raining in Paris")')
    },
  },
  conversation: {
    does: 'splits an interrupted line',
    run: async (page) => {
      await slide(page, 'The user interrupts after', 1.5)
      await begin(page)
      await see(page, '.live li.agent .heard:not(:empty) + s:not(:empty)')
    },
  },
  interruptions: {
    does: 'is silent after an interruption, and says goodbye',
    run: async (page) => {
      await slide(page, 'The user interrupts after', 1)
      await slide(page, 'Late chunks', 5)
      await begin(page)
      await see(page, '.live li.agent s:not(:empty)')
      await see(page, '.live dt:has-text("Interruption to silence") + dd:has-text("ms")')
      await see(page, '.live li.agent:has-text("You are welcome")')
    },
  },
  'push-to-talk': {
    does: 'sends the voice while the button is held',
    run: async (page) => {
      await begin(page)
      await see(page, '.live button.hold:enabled')
      await see(page, '.live [data-phase="listening"]')
      await page.focus('.live button.hold')
      await page.keyboard.down('Space')
      await see(page, '.live li.user:has-text("Hi Ada")')
      await page.keyboard.up('Space')
      await see(page, '.live button.hold[aria-pressed="false"]')
    },
  },
  captions: {
    does: 'shows the heard words as captions',
    run: async (page) => {
      await choose(page, 'The agent says', 'museums')
      await begin(page)
      await see(page, '.live vatel-captions .caption:has-text("With pleasure")')
    },
  },
  'bad-networks': {
    does: 'ends with the reason when the line breaks',
    run: async (page) => {
      await slide(page, 'Jitter', 300)
      await slide(page, 'The line breaks after', 3_000)
      await begin(page)
      await see(page, '.live [role="status"]:has-text("lost 1006")')
    },
  },
  languages: {
    does: 'splits an interrupted line without spaces',
    run: async (page) => {
      await choose(page, 'The agent says', 'Thai')
      await begin(page)
      await see(page, '.live li.agent .heard:not(:empty) + s:not(:empty)')
    },
  },
}

/**
 * Collects the addresses of other hosts that a page asks, as it asks them.
 * @param {Page} page
 * @param {string} origin
 * @returns {readonly string[]}
 */
export const foreignRequests = (page, origin) => {
  /** @type {string[]} */
  const foreign = []
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url())) foreign.push(request.url())
  })
  return foreign
}

/** What a reader does with each call of the site, and then sees. */
const calls = [
  {
    name: 'the agent of the first page speaks, and a broken line is shown',
    address: '/',
    run: async (/** @type {Page} */ page) => {
      await page.click('.talk button.main:enabled')
      await see(page, '.talk [data-phase="agentSpeaking"]')
      await page.click('text=Cut the line')
      await see(page, '.talk [role="status"]:has-text("lost 1006")')
    },
  },
  {
    name: 'the demo page holds a sample call',
    address: '/start/demo-page',
    run: async (/** @type {Page} */ page) => {
      const frame = page.frameLocator('.demo-page iframe')
      await frame.getByText('Hear a sample call').click()
      await frame.locator('.line.agent', { hasText: 'Hello, this is Ada' }).waitFor()
      // A click would wait until the button stands still, and the call may end by itself before that.
      await frame.getByText('End call').dispatchEvent('click')
      await frame.getByRole('heading', { name: 'You ended the call.' }).waitFor()
    },
  },
  ...Object.entries(blocks).map(([guide, { does, run }]) => ({
    name: `the live block of /guides/${guide} ${does}`,
    address: `/guides/${guide}`,
    run,
  })),
]

/** Calls at the same time. A call is mostly waiting, but more of them would slow each other down. */
const atOnce = 3

/**
 * Holds a call of the site in a browser context of its own.
 * @param {import('playwright-core').Browser} browser
 * @param {string} origin
 * @param {typeof calls[number]} call
 * @returns {Promise<Check>}
 */
const holdCall = async (browser, origin, { name, address, run }) => {
  const context = await browser.newContext()
  context.setDefaultTimeout(timeoutMs)
  try {
    const page = await context.newPage()
    const foreign = foreignRequests(page, origin)
    await page.goto(origin + address)
    await run(page)
    return { name, fault: foreign.length > 0 ? `it asks ${foreign.join(', ')}` : undefined }
  } catch (error) {
    return { name, fault: error instanceof Error ? error.message : String(error) }
  } finally {
    await context.close()
  }
}

/**
 * Holds every call of the site.
 * @param {import('playwright-core').Browser} browser
 * @param {string} origin
 * @returns {Promise<Check[]>}
 */
export const runLiveCalls = async (browser, origin) => {
  const waiting = [...calls]
  /** Holds one call after the other. @returns {Promise<Check[]>} */
  const holdNext = async () => {
    const call = waiting.shift()
    return call === undefined ? [] : [await holdCall(browser, origin, call), ...(await holdNext())]
  }
  return (await Promise.all(Array.from({ length: atOnce }, holdNext))).flat()
}
