import { createClient, sessionTokenHandler } from '@vatel/core'

interface Env {
  readonly VATEL_API_KEY: string
  readonly VATEL_AGENT_ID: string
}

let handler: ((request: Request) => Promise<Response>) | undefined

export default {
  fetch(request: Request, env: Env) {
    handler ??= sessionTokenHandler({
      client: createClient({ apiKey: env.VATEL_API_KEY }),
      authorize: ({ headers }) => {
        const caller = headers.get('cf-access-authenticated-user-email')
        return caller === null ? undefined : { caller, agent_id: env.VATEL_AGENT_ID }
      },
    })
    return handler(request)
  },
}
