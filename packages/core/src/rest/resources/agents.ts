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
  type TypeOf,
  unknownObject,
  whole,
} from '../../codec/codec.ts'
import { SessionVariable } from './session.ts'

/**
 * Voice and TTS provider for the agent. On create or update, include `id` and `provider`; optional
 * tuning fields (when sent and non-zero) must be between 0 and 2.
 */
export const VoiceSettings = partial({
  /** Voice id from the vendor catalog (`GET /v1/voices`). */
  id: string,
  /** Text-to-speech vendor backing the agent voice. */
  provider: openEnum<'elevenlabs' | 'openai' | 'cartesia' | 'hume' | 'minimax' | 'fish'>(),
  /** Speech rate tuning when supported by the provider. */
  speed: number,
  /** Stability tuning when supported (e.g. ElevenLabs). */
  stability: number,
  /** Similarity tuning when supported. */
  similarity_boost: number,
  /** Output level tuning when supported. */
  volume: number,
})
/**
 * Voice and TTS provider for the agent. On create or update, include `id` and `provider`; optional
 * tuning fields (when sent and non-zero) must be between 0 and 2.
 */
export type VoiceSettings = TypeOf<typeof VoiceSettings>

/**
 * Voice and TTS provider for the agent. On create or update, include `id` and `provider`; optional
 * tuning fields (when sent and non-zero) must be between 0 and 2.
 */
export const VoiceSettingsInput = partial({
  /** Voice id from the vendor catalog (`GET /v1/voices`). */
  id: string,
  /** Text-to-speech vendor backing the agent voice. */
  provider: oneOf('elevenlabs', 'openai', 'cartesia', 'hume', 'minimax', 'fish'),
  /** Speech rate tuning when supported by the provider. */
  speed: number,
  /** Stability tuning when supported (e.g. ElevenLabs). */
  stability: number,
  /** Similarity tuning when supported. */
  similarity_boost: number,
  /** Output level tuning when supported. */
  volume: number,
})
/**
 * Voice and TTS provider for the agent. On create or update, include `id` and `provider`; optional
 * tuning fields (when sent and non-zero) must be between 0 and 2.
 */
export type VoiceSettingsInput = TypeOf<typeof VoiceSettingsInput>

/**
 * Voice-activity detection timing for turn-taking. On PATCH, send only the fields to change; omitted
 * properties keep their stored values.
 */
export const VadSettings = partial({
  /** Seconds of speech before a turn is considered started. */
  start_secs: number,
  /** Seconds of silence before end-of-turn. */
  stop_secs: number,
  /** Silence duration that triggers end-of-turn or timeout behavior. */
  silence_timeout_secs: number,
})
/**
 * Voice-activity detection timing for turn-taking. On PATCH, send only the fields to change; omitted
 * properties keep their stored values.
 */
export type VadSettings = TypeOf<typeof VadSettings>

/** Inbound noise suppression profile. */
export const NoiseCancelSettings = partial({
  /** True when suppression is applied. */
  enabled: boolean,
  /** Noise suppression strength from 0 to 100 (percent), matching Krisp and the product UI. */
  level: number,
})
/** Inbound noise suppression profile. */
export type NoiseCancelSettings = TypeOf<typeof NoiseCancelSettings>

/** Limits and escalation rules for user silence and overall call duration. */
export const TimeoutSettings = partial({
  /** Overall inactivity or session timeout (seconds), upper bound enforced server-side. */
  default_timeout: number,
  /** Action when a timeout condition fires. */
  timeout_action: openEnum<'end_call' | 'transfer_call'>(),
  /** E.164 or carrier-accepted number when action is transfer. */
  transfer_number: string,
  /** Spoken or played message before transfer, when applicable. */
  transfer_message: string,
  /** Repeated silence checks or strikes before silence timeout. */
  silence_counter: number,
  /** Action when a timeout condition fires. */
  silence_timeout_action: openEnum<'end_call' | 'transfer_call'>(),
  /** Transfer target when silence action is transfer. */
  silence_transfer_number: string,
})
/** Limits and escalation rules for user silence and overall call duration. */
export type TimeoutSettings = TypeOf<typeof TimeoutSettings>

/** Limits and escalation rules for user silence and overall call duration. */
export const TimeoutSettingsInput = partial({
  /** Overall inactivity or session timeout (seconds), upper bound enforced server-side. */
  default_timeout: number,
  /** Action when a timeout condition fires. */
  timeout_action: oneOf('end_call', 'transfer_call'),
  /** E.164 or carrier-accepted number when action is transfer. */
  transfer_number: string,
  /** Spoken or played message before transfer, when applicable. */
  transfer_message: string,
  /** Repeated silence checks or strikes before silence timeout. */
  silence_counter: whole(),
  /** Action when a timeout condition fires. */
  silence_timeout_action: oneOf('end_call', 'transfer_call'),
  /** Transfer target when silence action is transfer. */
  silence_transfer_number: string,
})
/** Limits and escalation rules for user silence and overall call duration. */
export type TimeoutSettingsInput = TypeOf<typeof TimeoutSettingsInput>

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
  /** `active` when the agent accepts traffic. */
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
  /** True generates a summary after each call. */
  summarize_calls: boolean,
  /** Time of creation, as RFC 3339 text. */
  created_at: string,
  /** Time of the last change, as RFC 3339 text. */
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
export type Agent = TypeOf<typeof Agent>

/** Fields of an agent that can be set. */
const agentFields = {
  /** New assigned number id, or null to clear assignment. */
  phone_number_id: orNull(string),
  /** Name. */
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
  /** `active` when the agent accepts traffic. */
  status: oneOf('active', 'inactive'),
  /** System or base instructions for the model. */
  prompt: string,
  /** Opening line the agent speaks when a call starts. */
  first_message: string,
  /** Window (seconds) where the first message can be interrupted. */
  first_message_interruption_time: number,
  /** One of: multi, en, es, fr, de, it, pt, ru, zh, ja, ko, ar, hi (see Agent.default_language). */
  default_language: string,
  /** True generates a summary after each call. */
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
export type AgentUpdateInput = TypeOf<typeof AgentUpdateInput>

/** Fields accepted when creating an agent; server defaults apply to omitted values. */
export const AgentCreateInput = object(
  {
    /** Display name (required). */
    name: string,
  },
  agentFields,
)
/** Fields accepted when creating an agent; server defaults apply to omitted values. */
export type AgentCreateInput = TypeOf<typeof AgentCreateInput>

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
export type DialAgentResponse = TypeOf<typeof DialAgentResponse>

/** The callee, and overrides for the call. */
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
  /** SIP From user of a call with `sipTrunkId`; defaults to the agent id. */
  callerId: string,
  /** Override the agent's first message for this call. */
  firstMessage: string,
  /** Override the agent's system prompt for this call. */
  prompt: string,
})
/** The callee, and overrides for the call. */
export type DialQuery = TypeOf<typeof DialQuery>

/** The part of a dial that is sent as its body. */
export const DialBody = partial({
  /** Data that the agent can use in this session. */
  variables: listOf(SessionVariable),
})
/** The part of a dial that is sent as its body. */
export type DialBody = TypeOf<typeof DialBody>

/** An agent version (tagged snapshot of the conversation flow). */
export const GraphVersion = partial({
  /** Agent version id; use with `GET .../versions/{versionId}`. */
  id: string,
  /** The agent it belongs to. */
  agent_id: string,
  /** Time of creation, as RFC 3339 text. */
  created_at: string,
  /** Time of publication, if it was published. */
  published_at: string,
  /** Optional label (e.g. draft or release name). */
  tag: string,
})
/** An agent version (tagged snapshot of the conversation flow). */
export type GraphVersion = TypeOf<typeof GraphVersion>

/** One node in the agent version (type-specific payload, edges, and metadata). */
export const GraphNode = unknownObject
/** One node in the agent version (type-specific payload, edges, and metadata). */
export type GraphNode = TypeOf<typeof GraphNode>

/** An agent version plus all of its nodes. */
export const GraphVersionDetail = object({
  /** An agent version (tagged snapshot of the conversation flow). */
  version: GraphVersion,
  /** Nodes wired for this version. */
  nodes: listOf(GraphNode),
})
/** An agent version plus all of its nodes. */
export type GraphVersionDetail = TypeOf<typeof GraphVersionDetail>
