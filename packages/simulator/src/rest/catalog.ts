import { answer } from './http-message.ts'
import type { Handler } from './operation.ts'

/** Language models that an agent may name. They do not change a scripted agent's words. */
export const llms: readonly string[] = [
  'anthropic/claude-haiku-4-5',
  'anthropic/claude-sonnet-4-5',
  'google/gemini-2.5-flash',
  'openai/gpt-4.1-mini',
  'openai/gpt-4o',
  'openai/gpt-4o-mini',
]

/** `GET /v1/llms`: lists the language models, sorted. */
export const listLlms: Handler = (store) => ({ store, response: answer(200, { llms }) })

/** Voices that an agent may name. A scripted agent keeps the voice of its recordings. */
export const voices = [
  { id: 'alloy', name: 'Alloy', provider: 'openai', languages: ['multi'], description: null, featured: true },
  { id: 'verse', name: 'Verse', provider: 'openai', languages: ['en', 'fr'], preview_url: null },
  { id: '21m00Tcm4TlvDq8ikWAM', name: 'Rachel', provider: 'elevenlabs', languages: ['en'] },
  {
    id: 'sonic-ada',
    name: 'Ada',
    provider: 'cartesia',
    languages: ['en', 'de'],
    description: 'Warm and calm',
  },
  { id: 'hume-kora', name: 'Kora', provider: 'hume', languages: ['en'] },
  { id: 'minimax-wise', name: 'Wise', provider: 'minimax', languages: ['zh', 'en'] },
  { id: 'fish-echo', name: 'Echo', provider: 'fish', languages: ['ja', 'en'], featured: false },
] as const

/** `GET /v1/voices`: lists the voices. */
export const listVoices: Handler = (store) => ({ store, response: answer(200, { voices }) })

/** `GET /v1/organization`: returns the organization of the API key. */
export const getOrganization: Handler = (store) => ({
  store,
  response: answer(200, {
    id: store.organizationId,
    name: 'Simulated organization',
    created_at: new Date(store.openedAtMs).toISOString(),
  }),
})
