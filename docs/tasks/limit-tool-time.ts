// Give up on a tool after five seconds, so that the agent does not wait for ever.
// See packages/core/SKILL.md
import { schema, tool } from '@vatel/core'

export const get_stock = tool({
  args: schema.object({ item: schema.string }),
  run: async ({ item }, { signal }) => {
    const response = await fetch(`https://example.com/stock/${encodeURIComponent(item)}`, { signal })
    return response.text()
  },
  timeoutMs: 5_000,
})
