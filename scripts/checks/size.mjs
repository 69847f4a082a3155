import { runTool } from '../workspace/tool.mjs'
import { outcomeOfChecks } from './outcome.mjs'

/** Compares what the packages add to a page, as `.size-limit.json` lists it, with its limits. @type {import('./outcome.mjs').Run} */
export const check = async () => {
  const { stdout, output } = await runTool('size-limit', ['--json'])
  if (!stdout.startsWith('[')) return { passed: 0, failed: 1, output }
  /** @type {readonly { name: string, passed: boolean, size: number, sizeLimit: number }[]} */
  const sizes = JSON.parse(stdout)
  /** @param {number} bytes */
  const kB = (bytes) => (bytes / 1_000).toFixed(2)
  return {
    ...outcomeOfChecks(
      sizes.map(({ name, passed, size, sizeLimit }) => ({
        name,
        fault: passed ? undefined : `adds ${kB(size)} kB to a page; the limit is ${kB(sizeLimit)} kB`,
      })),
    ),
    notes: sizes.map(({ size, sizeLimit }) => `${kB(size)} of ${kB(sizeLimit)} kB`),
  }
}
