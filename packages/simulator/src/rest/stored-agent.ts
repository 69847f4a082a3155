import type { Agent, AgentUpdateInput } from '@vatel/core'
import { settingsOver, type CallSettings } from '../rules/call/call-model.ts'
import { isFields } from '../rules/codecs.ts'
import type { LoadedScenario } from '../rules/scenario/loaded-scenario.ts'
import { seededUuid } from '../rules/seeded.ts'
import { llms, voices } from './catalog.ts'
import type { Store } from './store.ts'

/** A version of an agent's conversation. */
export interface StoredVersion {
  readonly id: string
  readonly tag: string
  /** Creation time, in milliseconds since 1970. */
  readonly createdAtMs: number
  /** Publication time, in milliseconds since 1970; absent for a draft. */
  readonly publishedAtMs?: number
}

/** Fields of an agent that can be set by REST. */
export type AgentSettings = Omit<Agent, 'id' | 'created_at' | 'updated_at'>

/** An agent as it is stored. */
export interface StoredAgent {
  readonly id: string
  readonly scenario: LoadedScenario
  readonly settings: AgentSettings
  /** Versions, latest first. */
  readonly versions: readonly StoredVersion[]
  readonly activeVersionId: string
  /** Creation time, in milliseconds since 1970. */
  readonly createdAtMs: number
  /** Time of the last change, in milliseconds since 1970. */
  readonly updatedAtMs: number
}

const openingOf = ({ scenario }: LoadedScenario): string => scenario.lines[scenario.opening]?.text ?? ''

/** Settings of an agent that was created without any. */
const defaultSettings = (scenario: LoadedScenario): AgentSettings => {
  const { name, prompt = '', default_language = 'en', ...governing } = settingsOver(scenario.scenario, {})
  const { first_message_interruption_time, vad_settings, timeout_settings } = governing
  return {
    name,
    phone_number_id: '',
    llm: 'openai/gpt-4o-mini',
    status: 'active',
    prompt,
    first_message: openingOf(scenario),
    ...(first_message_interruption_time === undefined ? {} : { first_message_interruption_time }),
    default_language,
    summarize_calls: false,
    enable_first_message_outbound: true,
    noise_cancel_settings: { enabled: false, level: 0 },
    voice_settings: { id: 'alloy', provider: 'openai' },
    keyterms: [],
    vad_settings,
    timeout_settings,
  }
}

/** Creates an agent that plays a scenario, with one published version and one draft. */
export const makeAgent = (id: string, scenario: LoadedScenario, nowMs: number): StoredAgent => {
  const activeVersionId = seededUuid(id, 'version', 0)
  return {
    id,
    scenario,
    settings: defaultSettings(scenario),
    versions: [
      { id: seededUuid(id, 'version', 1), tag: 'draft', createdAtMs: nowMs },
      { id: activeVersionId, tag: 'v1', createdAtMs: nowMs, publishedAtMs: nowMs },
    ],
    activeVersionId,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  }
}

/** Settings of a call with an agent: those of REST, overridden by those of a token or a dial. */
export const settingsOfCall = ({ settings, scenario }: StoredAgent, asked: CallSettings): CallSettings => {
  const { variables } = asked
  const { first_message, prompt, first_message_interruption_time, vad_settings, timeout_settings } = {
    ...settings,
    ...asked,
  }
  return {
    // The scenario's own opening keeps its name and its recording.
    ...(first_message === undefined || first_message === openingOf(scenario) ? {} : { first_message }),
    ...(prompt === undefined || prompt === '' ? {} : { prompt }),
    ...(first_message_interruption_time === undefined ? {} : { first_message_interruption_time }),
    ...(vad_settings === undefined ? {} : { vad_settings }),
    ...(timeout_settings === undefined ? {} : { timeout_settings }),
    ...(variables === undefined ? {} : { variables }),
  }
}

/** Id of an agent of another organization; requests with it are refused. */
export const foreignAgentId = (seed: number): string => seededUuid(seed, 'foreign agent')

/**
 * Merges a patch into settings. A group of settings keeps the fields that the patch does not name; a list is replaced;
 * `null` clears.
 */
export const mergeSettings = (
  stored: AgentSettings,
  patch: AgentUpdateInput | AgentSettings,
): AgentSettings => {
  const known = new Map<string, unknown>(Object.entries(stored))
  const changed = Object.entries(patch).map(([name, value]): readonly [string, unknown] => {
    if (value === null) return [name, '']
    const before = known.get(name)
    return [name, isFields(value) && isFields(before) ? { ...before, ...value } : value]
  })
  return { ...stored, ...Object.fromEntries(changed) }
}

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

/** Finds the first value of an agent's input that is not allowed; the codec checks only types. */
export const agentIssue = (store: Store, input: AgentUpdateInput): string | undefined => {
  const { name, llm, fallback_llm, default_language, phone_number_id, noise_cancel_settings } = input
  const silenceCounter = input.timeout_settings?.silence_counter
  if (name?.trim() === '') return 'name: expected a text that is not empty'
  if (silenceCounter !== undefined && !(Number.isInteger(silenceCounter) && silenceCounter >= 0))
    return `timeout_settings.silence_counter: expected a whole number from 0 on, got ${silenceCounter}`
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
