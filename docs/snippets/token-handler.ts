import { createClient, sessionTokenHandler } from '@vatel/core'

const { VATEL_AGENT_ID = '', VATEL_BASE_URL } = process.env

/** Returns the id of the signed-in user: put the session of your own server here. */
const userOf = (request: Request): string | undefined =>
  /(?:^|; )user=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1]

export const handler = sessionTokenHandler({
  client: createClient({
    // A function is read at each request: the build of Next.js runs this file, without the key.
    apiKey: () => process.env['VATEL_API_KEY'] ?? '',
    ...(VATEL_BASE_URL && { baseUrl: VATEL_BASE_URL }),
  }),
  authorize: (request) => {
    const user = userOf(request)
    return user === undefined ? undefined : { caller: user, agent_id: VATEL_AGENT_ID }
  },
  // The page may fill in the variables of the agent's texts, and nothing else.
  parameters: ['variables'],
})
