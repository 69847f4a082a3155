import { answer } from './http-message.ts'
import type { Handler } from './operation.ts'

/** The language models that an agent may name; they change nothing in what a scripted agent says. */
export const llms: readonly string[] = [
  'anthropic/claude-haiku-4-5',
  'anthropic/claude-sonnet-4-5',
  'google/gemini-2.5-flash',
  'openai/gpt-4.1-mini',
  'openai/gpt-4o',
  'openai/gpt-4o-mini',
]

/** `GET /v1/llms`: the language models that an agent may name, sorted. */
export const listLlms: Handler = (store) => ({ store, response: answer(200, { llms }) })

/** The voices that an agent may name; a scripted agent keeps that of its recordings. */
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

/** `GET /v1/voices`: the voices that an agent may name. */
export const listVoices: Handler = (store) => ({ store, response: answer(200, { voices }) })

/** `GET /v1/organization`: whom the API key belongs to. */
export const getOrganization: Handler = (store) => ({
  store,
  response: answer(200, {
    id: store.organizationId,
    name: 'Simulated organization',
    created_at: new Date(store.openedAtMs).toISOString(),
  }),
})
