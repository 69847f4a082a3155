import type { Agent } from '@vatel/core'
import { settingsOver, type CallSettings } from '../rules/call-settings.ts'
import type { LoadedScenario } from '../rules/script.ts'
import { seededUuid } from '../rules/seeded-id.ts'

/** A snapshot of an agent's conversation. */
export interface StoredVersion {
  readonly id: string
  readonly tag: string
  /** When it was made, in milliseconds since 1970. */
  readonly createdAtMs: number
  /** When it was published, in milliseconds since 1970; absent while it is a draft. */
  readonly publishedAtMs?: number
}

/** What REST shows of an agent, but for what the platform alone decides. */
export type AgentSettings = Omit<Agent, 'id' | 'created_at' | 'updated_at'>

/** An agent as the platform keeps it. */
export interface StoredAgent {
  readonly id: string
  readonly script: LoadedScenario
  readonly settings: AgentSettings
  /** Oldest first. */
  readonly versions: readonly StoredVersion[]
  readonly activeVersionId: string
  /** When it was made, in milliseconds since 1970. */
  readonly createdAtMs: number
  /** When it was changed last, in milliseconds since 1970. */
  readonly updatedAtMs: number
}

const openingOf = ({ scenario }: LoadedScenario): string => scenario.lines[scenario.opening]?.text ?? ''

/** What an agent is like when nothing was said about it. */
const defaultSettings = (script: LoadedScenario): AgentSettings => {
  const { name, prompt = '', default_language = 'en', ...governing } = settingsOver(script.scenario, {})
  const { first_message_interruption_time, vad_settings, timeout_settings } = governing
  return {
    name,
    phone_number_id: '',
    llm: 'openai/gpt-4o-mini',
    status: 'active',
    prompt,
    first_message: openingOf(script),
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

/** Makes an agent that plays a script: one version of it is published, and one is a draft. */
export const makeAgent = (id: string, script: LoadedScenario, nowMs: number): StoredAgent => {
  const activeVersionId = seededUuid(id, 'version', 0)
  return {
    id,
    script,
    settings: defaultSettings(script),
    versions: [
      { id: activeVersionId, tag: 'v1', createdAtMs: nowMs, publishedAtMs: nowMs },
      { id: seededUuid(id, 'version', 1), tag: 'draft', createdAtMs: nowMs },
    ],
    activeVersionId,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  }
}

/** What governs a call with an agent: what REST has of it, and over that what a token or a dial asks for. */
export const settingsOfCall = ({ settings, script }: StoredAgent, asked: CallSettings): CallSettings => {
  const { first_message, prompt, first_message_interruption_time, vad_settings, timeout_settings } = {
    ...settings,
    ...asked,
  }
  return {
    // The script's own opening keeps its name and its recording.
    ...(first_message === undefined || first_message === openingOf(script) ? {} : { first_message }),
    ...(prompt === undefined || prompt === '' ? {} : { prompt }),
    ...(first_message_interruption_time === undefined ? {} : { first_message_interruption_time }),
    ...(vad_settings === undefined ? {} : { vad_settings }),
    ...(timeout_settings === undefined ? {} : { timeout_settings }),
  }
}
