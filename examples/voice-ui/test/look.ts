import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

/** Source of axe, for a test to evaluate in a page. */
export const axe = readFileSync(join(__dirname, '../node_modules/axe-core/axe.min.js'), 'utf8')

/** Sizes and colours that the page is looked at in. */
const looks = [
  { width: 1280, height: 800, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
  { width: 320, height: 640, colorScheme: 'light' },
  { width: 640, height: 400, colorScheme: 'dark' },
] as const

/** Returns what axe finds wrong with the page as it is now, a line for each. */
export const findBarriers = async (page: Page): Promise<readonly string[]> => {
  // Through the debugger: the page's own policy would refuse a script that is not its own.
  await page.evaluate(axe)
  const { violations } = await page.evaluate<AxeResults>('axe.run()')
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/**
 * Returns the barriers and the sideways scroll of the page in some of the looks: each takes about a second, in which a call
 * goes on.
 */
export const inspect = async (
  page: Page,
  which: readonly number[] = [0, 1, 2, 3],
): Promise<readonly string[]> => {
  const found: string[] = []
  for (const at of which) {
    const look = looks[at]
    if (look === undefined) continue
    const { width, height, colorScheme } = look
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    if (wide > width) found.push(`${width} px: the page is ${wide} px wide`)
    for (const barrier of await findBarriers(page)) found.push(`${width} px, ${colorScheme}: ${barrier}`)
  }
  return found
}
