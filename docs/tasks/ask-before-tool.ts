// Ask the user before a tool books something.
// See packages/core/SKILL.md, docs/guides/tools.md
import { type CallConnection, runTools, schema, tool } from '@vatel/core'

declare const bookTable: (people: number, signal: AbortSignal) => Promise<string>

const book_table = tool({
  args: schema.object({ people: schema.number }),
  run: ({ people }, { signal }) => bookTable(people, signal),
  approval: 'ask',
})

export const runWithConsent = (call: Pick<CallConnection, 'on' | 'started' | 'sendToolOutput'>) =>
  runTools(call, { book_table }, { approve: ({ toolName }) => confirm(`May the agent use ${toolName}?`) })
