import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const folder = join(__dirname, 'screenshots')
const axe = readFileSync(join(__dirname, '../node_modules/axe-core/axe.min.js'), 'utf8')

/** Takes a picture of the whole page into `test/screenshots`, for people to look at. */
export const takePicture = async (page: Page, name: string): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

/** What axe finds wrong with the page as it is now, a line for each. */
export const findBarriers = async (page: Page): Promise<readonly string[]> => {
  // Through the debugger: the page's own policy would refuse a script that is not its own.
  await page.evaluate(axe)
  const { violations } = await page.evaluate<AxeResults>('axe.run()')
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`)
}
