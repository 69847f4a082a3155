import { answer } from './exchange.ts'
import type { Handler } from './operation.ts'

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
