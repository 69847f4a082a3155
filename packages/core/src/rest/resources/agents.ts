import type * as t from 'io-ts'
import {
  boolean,
  listOf,
  number,
  object,
  oneOf,
  openEnum,
  orNull,
  partial,
  string,
} from '../../codec/codec.ts'
import {
  NoiseCancelSettings,
  TimeoutSettings,
  TimeoutSettingsInput,
  VadSettings,
  VoiceSettings,
  VoiceSettingsInput,
} from './agent-settings.ts'

/**
 * Voice agent configuration for your organization. `llm` is the primary model; `fallback_llm` is used
 * when the primary cannot serve.
 */
export const Agent = partial({
  /** Stable agent id. */
  id: string,
  /** Assigned Twilio number id for this agent, if any. Empty when unassigned. */
  phone_number_id: string,
  /** Display name. */
  name: string,
  /**
   * Language model id in `provider/model` form. Use `GET /v1/llms` for values accepted on create and
   * update.
   */
  llm: string,
  /**
   * Language model id in `provider/model` form. Use `GET /v1/llms` for values accepted on create and
   * update.
   */
  fallback_llm: string,
  /** Whether the agent accepts traffic. */
  status: openEnum<'active' | 'inactive'>(),
  /** System or base instructions for the model. */
  prompt: string,
  /** Opening line the agent speaks when a call starts. */
  first_message: string,
  /** Window (seconds) where the first message can be interrupted. */
  first_message_interruption_time: number,
  /**
   * Primary speech language: `multi`, `en`, `es`, `fr`, `de`, `it`, `pt`, `ru`, `zh`, `ja`, `ko`, `ar`,
   * or `hi` (same set as the builder UI). `multi` is only appropriate for multilingual STT (e.g.
   * Deepgram Nova).
   */
  default_language: string,
  /** Whether to generate summaries after calls. */
  summarize_calls: boolean,
  /** When it was made, as RFC 3339 text. */
  created_at: string,
  /** When it was last changed, as RFC 3339 text. */
  updated_at: string,
  /** Inbound noise suppression profile. */
  noise_cancel_settings: NoiseCancelSettings,
  /**
   * Voice-activity detection timing for turn-taking. On PATCH, send only the fields to change; omitted
   * properties keep their stored values.
   */
  vad_settings: VadSettings,
  /** Play `first_message` on outbound calls when true. */
  enable_first_message_outbound: boolean,
  /**
   * Voice and TTS provider for the agent. On create or update, include `id` and `provider`; optional
   * tuning fields (when sent and non-zero) must be between 0 and 2.
   */
  voice_settings: VoiceSettings,
  /** Limits and escalation rules for user silence and overall call duration. */
  timeout_settings: TimeoutSettings,
  /** Hints for transcription or keyword boosting, up to server limits. */
  keyterms: listOf(string),
})
/**
 * Voice agent configuration for your organization. `llm` is the primary model; `fallback_llm` is used
 * when the primary cannot serve.
 */
export type Agent = t.TypeOf<typeof Agent>

/** What may be said of an agent. */
const agentFields = {
  /** New assigned number id, or null to clear assignment. */
  phone_number_id: orNull(string),
  /** Its name. */
  name: string,
  /**
   * Language model id in `provider/model` form. Use `GET /v1/llms` for values accepted on create and
   * update.
   */
  llm: string,
  /**
   * Language model id in `provider/model` form. Use `GET /v1/llms` for values accepted on create and
   * update.
   */
  fallback_llm: string,
  /** Whether the agent accepts traffic. */
  status: oneOf('active', 'inactive'),
  /** System or base instructions for the model. */
  prompt: string,
  /** Opening line the agent speaks when a call starts. */
  first_message: string,
  /** Window (seconds) where the first message can be interrupted. */
  first_message_interruption_time: number,
  /** One of: multi, en, es, fr, de, it, pt, ru, zh, ja, ko, ar, hi (see Agent.default_language). */
  default_language: string,
  /** Whether to generate summaries after calls. */
  summarize_calls: boolean,
  /** Inbound noise suppression profile. */
  noise_cancel_settings: NoiseCancelSettings,
  /**
   * Voice-activity detection timing for turn-taking. On PATCH, send only the fields to change; omitted
   * properties keep their stored values.
   */
  vad_settings: VadSettings,
  /** Play `first_message` on outbound calls when true. */
  enable_first_message_outbound: boolean,
  /** Limits and escalation rules for user silence and overall call duration. */
  timeout_settings: TimeoutSettingsInput,
  /** Hints for transcription or keyword boosting, up to server limits. */
  keyterms: listOf(string),
  /**
   * Voice and TTS provider for the agent. On create or update, include `id` and `provider`; optional
   * tuning fields (when sent and non-zero) must be between 0 and 2.
   */
  voice_settings: VoiceSettingsInput,
}

/** Partial update: only send fields to change. `keyterms`, when present, replaces the entire list. */
export const AgentUpdateInput = partial(agentFields)
/** Partial update: only send fields to change. `keyterms`, when present, replaces the entire list. */
export type AgentUpdateInput = t.TypeOf<typeof AgentUpdateInput>

/** Fields accepted when creating an agent; server defaults apply to omitted values. */
export const AgentCreateInput = object(
  {
    /** Display name (required). */
    name: string,
  },
  agentFields,
)
/** Fields accepted when creating an agent; server defaults apply to omitted values. */
export type AgentCreateInput = t.TypeOf<typeof AgentCreateInput>

/**
 * Acknowledgement that an outbound call was requested (Twilio) or that a SIP trunk dial was accepted
 * to run asynchronously.
 */
export const DialAgentResponse = object({
  /** True when the provider accepted the call request. */
  success: boolean,
})
/**
 * Acknowledgement that an outbound call was requested (Twilio) or that a SIP trunk dial was accepted
 * to run asynchronously.
 */
export type DialAgentResponse = t.TypeOf<typeof DialAgentResponse>

/** Whom to dial, and how. */
export const DialQuery = partial({
  /**
   * Callee to dial (alias of `destination`). Required for a successful dial unless you rely solely on
   * `destination`. Must match `destination` if both are sent.
   */
  number: string,
  /**
   * Callee to dial (alias of `number`). Required for a successful dial unless you rely solely on
   * `number`. Must match `number` if both are sent.
   */
  destination: string,
  /**
   * UUID of a SIP trunk assigned to this agent. When set, outbound uses the SIP trunk path instead of
   * Twilio.
   */
  sipTrunkId: string,
  /** When using `sipTrunkId`, optional SIP From user override; defaults to the agent id. */
  callerId: string,
  /** Override the agent's first message for this call. */
  firstMessage: string,
  /** Override the agent's system prompt for this call. */
  prompt: string,
})
/** Whom to dial, and how. */
export type DialQuery = t.TypeOf<typeof DialQuery>
