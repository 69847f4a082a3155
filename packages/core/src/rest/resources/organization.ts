import { boolean, listOf, object, openEnum, partial, string, type TypeOf } from '../../codec/codec.ts'

/** The organization resolved from your API key. */
export const Organization = partial({
  /** Organization id. */
  id: string,
  /** Organization name. */
  name: string,
  /** Record creation time. */
  created_at: string,
})
/** The organization resolved from your API key. */
export type Organization = TypeOf<typeof Organization>

/** Allowlisted model ids for agent LLM fields. */
export const LLMStringsResponse = object({
  /** Sorted `provider/model` strings. */
  llms: listOf(string),
})
/** Allowlisted model ids for agent LLM fields. */
export type LLMStringsResponse = TypeOf<typeof LLMStringsResponse>

/** A single TTS voice offered by a provider. */
export const VoiceCatalogEntry = object(
  {
    /** Use this value in agent `voice_settings.id` with matching `provider`. */
    id: string,
    /** Human-readable label. */
    name: string,
    /** Text-to-speech vendor backing the agent voice. */
    provider: openEnum<'elevenlabs' | 'openai' | 'cartesia' | 'hume' | 'minimax' | 'fish'>(),
    /** Language codes supported by this voice. */
    languages: listOf(string),
  },
  {
    /** Vendor or curated description. */
    description: string,
    /** Optional short audio sample URL. */
    preview_url: string,
    /** Curated highlight flag when present. */
    featured: boolean,
  },
)
/** A single TTS voice offered by a provider. */
export type VoiceCatalogEntry = TypeOf<typeof VoiceCatalogEntry>

export const VoicesListResponse = object({
  /** Merged voices from available providers. */
  voices: listOf(VoiceCatalogEntry),
})
export type VoicesListResponse = TypeOf<typeof VoicesListResponse>

/** A Twilio number linked to your organization for voice agents. */
export const TwilioPhoneNumber = partial({
  /** App record id for this import. */
  id: string,
  /** E.164 number. */
  phone_number: string,
  /** Twilio IncomingPhoneNumber sid. */
  phone_sid: string,
  /** Friendly name in your project. */
  label: string,
  /** Twilio account this number belongs to. */
  account_sid: string,
  /** Created timestamp (string form). */
  created_at: string,
  /** Last update timestamp (string form). */
  updated_at: string,
})
/** A Twilio number linked to your organization for voice agents. */
export type TwilioPhoneNumber = TypeOf<typeof TwilioPhoneNumber>

/** Credentials to register a number with the platform; store secrets securely on the client until sent. */
export const TwilioPhoneNumberImportInput = object(
  {
    /** Number to import, typically E.164. */
    phone_number: string,
    /** Twilio Account SID (starts with `AC`). */
    account_sid: string,
    /** Twilio auth token for the account (used once at import). */
    auth_token: string,
  },
  {
    /** Optional; defaults to a generic label when empty. */
    label: string,
  },
)
/** Credentials to register a number with the platform; store secrets securely on the client until sent. */
export type TwilioPhoneNumberImportInput = TypeOf<typeof TwilioPhoneNumberImportInput>

export const TwilioPhoneNumberLabelPatchInput = object({
  /** New display label. */
  label: string,
})
export type TwilioPhoneNumberLabelPatchInput = TypeOf<typeof TwilioPhoneNumberLabelPatchInput>
