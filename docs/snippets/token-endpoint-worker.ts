// src/index.ts
import { createClient, sessionTokenHandler } from '@vatel/core'

interface Env {
  readonly VATEL_API_KEY: string
  readonly VATEL_AGENT_ID: string
  readonly VATEL_BASE_URL?: string
}

let handler: ((request: Request) => Promise<Response>) | undefined

export default {
  fetch(request: Request, { VATEL_API_KEY, VATEL_AGENT_ID, VATEL_BASE_URL }: Env) {
    handler ??= sessionTokenHandler({
      client: createClient({ apiKey: VATEL_API_KEY, ...(VATEL_BASE_URL && { baseUrl: VATEL_BASE_URL }) }),
      authorize: ({ headers }) => {
        const caller = headers.get('cf-access-authenticated-user-email')
        return caller === null ? undefined : { caller, agent_id: VATEL_AGENT_ID }
      },
      parameters: ['variables'],
    })
    return handler(request)
  },
}
