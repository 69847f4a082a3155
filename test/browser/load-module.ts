import type { Page } from 'playwright-core'

/**
 * Loads the code of an ES module into a page and resolves when it has run. A script tag with an inline module, as
 * `page.addScriptTag` makes one, reports `load` before the module runs.
 */
export const loadModule = async (page: Page, code: string): Promise<void> => {
  const url = `URL.createObjectURL(new Blob([${JSON.stringify(code)}], { type: 'text/javascript' }))`
  // A text, because jest compiles `import()` in functions to `require`.
  await page.evaluate(`import(${url}).then(() => undefined)`)
}
