// Give session tokens only to users who have logged in.
// See packages/core/SKILL.md, docs/token-endpoint.md
import { createClient, sessionTokenHandler } from '@vatel/core'

declare const userOf: (request: Request) => Promise<string | undefined>

export const handler = sessionTokenHandler({
  client: createClient({ apiKey: process.env['VATEL_API_KEY'] ?? '' }),
  authorize: async (request) => {
    const user = await userOf(request)
    return user === undefined ? undefined : { agent_id: 'your-agent-id', caller: user }
  },
})
