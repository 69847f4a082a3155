// token-handler.mjs
import { createClient, sessionTokenHandler } from '@vatel/core'

const { VATEL_AGENT_ID = '', VATEL_BASE_URL } = process.env

export const handler = sessionTokenHandler({
  client: createClient({
    // A function is read at each request: the build of Next.js runs this file, without the key.
    apiKey: () => process.env['VATEL_API_KEY'] ?? '',
    ...(VATEL_BASE_URL && { baseUrl: VATEL_BASE_URL }),
  }),
  authorize: ({ headers }) => {
    // Put the session of your own server here. This sample takes the cookie `user`, which anybody can set.
    const [, user] = /(?:^|; )user=(\w+)/.exec(headers.get('cookie') ?? '') ?? []
    return user === undefined ? undefined : { caller: user, agent_id: VATEL_AGENT_ID }
  },
  // The page may fill in the variables of the agent's texts, and nothing else.
  parameters: ['variables'],
})
