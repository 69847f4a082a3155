import type { Page } from 'playwright-core'

/** Clicks the button, hears the agent, and hangs up; rejects when the page shows something else for too long. */
export const talkToPage = async (page: Page): Promise<void> => {
  await page.locator('main button', { hasText: 'Talk' }).click()
  await page.locator('main output', { hasText: 'agentSpeaking' }).waitFor()
  await page.locator('main button', { hasText: 'Hang up' }).click()
  await page.locator('main output', { hasText: 'You ended the call.' }).waitFor()
}
