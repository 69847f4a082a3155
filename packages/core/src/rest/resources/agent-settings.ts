import type * as t from 'io-ts'
import { boolean, number, oneOf, openEnum, partial, string } from '../../codec/codec.ts'

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
export type VoiceSettings = t.TypeOf<typeof VoiceSettings>

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
export type VoiceSettingsInput = t.TypeOf<typeof VoiceSettingsInput>

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
export type VadSettings = t.TypeOf<typeof VadSettings>

/** Inbound noise suppression profile. */
export const NoiseCancelSettings = partial({
  /** Whether suppression is applied. */
  enabled: boolean,
  /** Noise suppression strength from 0 to 100 (percent), matching Krisp and the product UI. */
  level: number,
})
/** Inbound noise suppression profile. */
export type NoiseCancelSettings = t.TypeOf<typeof NoiseCancelSettings>

/** Limits and escalation rules for user silence and overall call duration. */
export const TimeoutSettings = partial({
  /** Overall inactivity or session timeout (seconds), upper bound enforced server-side. */
  default_timeout: number,
  /** What happens when a timeout condition fires. */
  timeout_action: openEnum<'end_call' | 'transfer_call'>(),
  /** E.164 or carrier-accepted number when action is transfer. */
  transfer_number: string,
  /** Spoken or played message before transfer, when applicable. */
  transfer_message: string,
  /** Repeated silence checks or strikes before silence timeout. */
  silence_counter: number,
  /** What happens when a timeout condition fires. */
  silence_timeout_action: openEnum<'end_call' | 'transfer_call'>(),
  /** Transfer target when silence action is transfer. */
  silence_transfer_number: string,
})
/** Limits and escalation rules for user silence and overall call duration. */
export type TimeoutSettings = t.TypeOf<typeof TimeoutSettings>

/** Limits and escalation rules for user silence and overall call duration. */
export const TimeoutSettingsInput = partial({
  /** Overall inactivity or session timeout (seconds), upper bound enforced server-side. */
  default_timeout: number,
  /** What happens when a timeout condition fires. */
  timeout_action: oneOf('end_call', 'transfer_call'),
  /** E.164 or carrier-accepted number when action is transfer. */
  transfer_number: string,
  /** Spoken or played message before transfer, when applicable. */
  transfer_message: string,
  /** Repeated silence checks or strikes before silence timeout. */
  silence_counter: number,
  /** What happens when a timeout condition fires. */
  silence_timeout_action: oneOf('end_call', 'transfer_call'),
  /** Transfer target when silence action is transfer. */
  silence_transfer_number: string,
})
/** Limits and escalation rules for user silence and overall call duration. */
export type TimeoutSettingsInput = t.TypeOf<typeof TimeoutSettingsInput>
