import { answer } from './exchange.ts'
import type { Handler } from './operation.ts'

/** `GET /v1/organization`: whom the API key belongs to. */
export const getOrganization: Handler = (store) => ({
  store,
  response: answer(200, {
    id: store.organizationId,
    name: 'Simulated organization',
    created_at: new Date(store.openedAtMs).toISOString(),
  }),
})
