/** @typedef {import('../outcome.mjs').Check} Check */
/** @typedef {import('playwright-core').Page} Page */

/** Longest time for one thing to be seen in a page, also on a busy machine. In milliseconds. */
export const timeoutMs = 180_000

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
const call = (page) => page.click('.live button.main:enabled')

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
      await call(page)
      await page.click('text=Approve get_weather')
      await see(page, '.live li.agent:has-text("It is raining in Paris")')
    },
  },
  conversation: {
    does: 'splits an interrupted line',
    run: async (page) => {
      await slide(page, 'The user interrupts after', 1.5)
      await call(page)
      await see(page, '.live li.agent .heard:not(:empty) + s:not(:empty)')
    },
  },
  interruptions: {
    does: 'is silent after an interruption, and says goodbye',
    run: async (page) => {
      await slide(page, 'The user interrupts after', 1)
      await slide(page, 'Late chunks', 5)
      await call(page)
      await see(page, '.live li.agent s:not(:empty)')
      await see(page, '.live li.agent:has-text("You are welcome")')
    },
  },
  'push-to-talk': {
    does: 'sends the voice while the button is held',
    run: async (page) => {
      await call(page)
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
      await call(page)
      await see(page, '.live vatel-captions .caption:has-text("With pleasure")')
    },
  },
  'bad-networks': {
    does: 'ends with the reason when the line breaks',
    run: async (page) => {
      await slide(page, 'Jitter', 300)
      await slide(page, 'The line breaks after', 3_000)
      await call(page)
      await see(page, '.live [role="status"]:has-text("lost 1006")')
    },
  },
  languages: {
    does: 'splits an interrupted line without spaces',
    run: async (page) => {
      await choose(page, 'The agent says', 'Thai')
      await call(page)
      await see(page, '.live li.agent .heard:not(:empty) + s:not(:empty)')
    },
  },
}

/** @param {unknown} error */
const textOf = (error) => (error instanceof Error ? error.message : String(error))

/**
 * Runs the live block of each guide in a page of its own, all at the same time: a call is mostly waiting.
 * @param {import('playwright-core').Browser} browser
 * @param {string} origin
 * @returns {Promise<Check[]>}
 */
export const runLiveBlocks = (browser, origin) =>
  Promise.all(
    Object.entries(blocks).map(async ([guide, { does, run }]) => {
      const name = `the live block of /guides/${guide} ${does}`
      const context = await browser.newContext()
      context.setDefaultTimeout(timeoutMs)
      try {
        const page = await context.newPage()
        /** @type {string[]} */
        const foreign = []
        page.on('request', (request) => {
          if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url()))
            foreign.push(request.url())
        })
        await page.goto(`${origin}/guides/${guide}`)
        await run(page)
        return { name, fault: foreign.length > 0 ? `it asks ${foreign.join(', ')}` : undefined }
      } catch (error) {
        return { name, fault: textOf(error) }
      } finally {
        await context.close()
      }
    }),
  )
