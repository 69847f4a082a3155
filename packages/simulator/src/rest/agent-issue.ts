import type { AgentUpdateInput } from '@vatel/core'
import { llms } from './llms.ts'
import type { Store } from './store.ts'
import { voices } from './voices.ts'

const languages = ['multi', 'en', 'es', 'fr', 'de', 'it', 'pt', 'ru', 'zh', 'ja', 'ko', 'ar', 'hi']

type Voice = NonNullable<AgentUpdateInput['voice_settings']>

const quote = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value))

const among = (field: string, known: readonly string[], value: string | undefined): string | undefined =>
  value === undefined || known.includes(value)
    ? undefined
    : `${field}: expected ${known.join(', ')}, got ${quote(value)}`

const within = (field: string, value: number | undefined, most: number): string | undefined =>
  value === undefined || (value >= 0 && value <= most)
    ? undefined
    : `${field}: expected a number from 0 ${Number.isFinite(most) ? `to ${most}` : 'on'}, got ${value}`

const tunings = ['speed', 'stability', 'similarity_boost', 'volume'] as const

const voiceIssue = (voice: Voice | undefined): string | undefined => {
  if (voice === undefined) return undefined
  const { id, provider } = voice
  if (provider === undefined) return 'voice_settings.provider: expected the provider of the voice'
  return voices.some((known) => known.id === id && known.provider === provider)
    ? tunings
        .map((name) => within(`voice_settings.${name}`, voice[name], 2))
        .find((issue) => issue !== undefined)
    : `voice_settings.id: expected a voice of ${provider} from GET /v1/voices, got ${quote(id)}`
}

const secondsIssue = ({ vad_settings: vad = {}, ...input }: AgentUpdateInput): string | undefined =>
  [
    within('vad_settings.start_secs', vad.start_secs, Infinity),
    within('vad_settings.stop_secs', vad.stop_secs, Infinity),
    within('vad_settings.silence_timeout_secs', vad.silence_timeout_secs, Infinity),
    within('first_message_interruption_time', input.first_message_interruption_time, Infinity),
    within('timeout_settings.default_timeout', input.timeout_settings?.default_timeout, Infinity),
  ].find((issue) => issue !== undefined)

/** Finds the first thing in an agent's input that its codec cannot know to be wrong. */
export const agentIssue = (store: Store, input: AgentUpdateInput): string | undefined => {
  const { name, llm, fallback_llm, default_language, phone_number_id, noise_cancel_settings } = input
  const strikes = input.timeout_settings?.silence_counter
  if (name?.trim() === '') return 'name: expected a text with something in it'
  if (strikes !== undefined && !(Number.isInteger(strikes) && strikes >= 0))
    return `timeout_settings.silence_counter: expected a whole number from 0 on, got ${strikes}`
  if (typeof phone_number_id === 'string' && !store.numbers.has(phone_number_id))
    return 'phone_number_id: expected the id of a number from GET /v1/twilio/numbers, or null'
  return (
    among('llm', llms, llm) ??
    among('fallback_llm', llms, fallback_llm) ??
    among('default_language', languages, default_language) ??
    within('noise_cancel_settings.level', noise_cancel_settings?.level, 100) ??
    voiceIssue(input.voice_settings) ??
    secondsIssue(input)
  )
}
