import * as t from 'io-ts'
import { openEnum } from '../enums.ts'

/** A single TTS voice offered by a provider. */
export const VoiceCatalogEntry = t.intersection([
  t.type({
    /** Use this value in agent `voice_settings.id` with matching `provider`. */
    id: t.string,
    /** Human-readable label. */
    name: t.string,
    /** Text-to-speech vendor backing the agent voice. */
    provider: openEnum('elevenlabs', 'openai', 'cartesia', 'hume', 'minimax', 'fish'),
    /** Language codes supported by this voice. */
    languages: t.readonlyArray(t.string),
  }),
  t.partial({
    /** Vendor or curated description. */
    description: t.string,
    /** Optional short audio sample URL. */
    preview_url: t.string,
    /** Curated highlight flag when present. */
    featured: t.boolean,
  }),
])
/** A single TTS voice offered by a provider. */
export type VoiceCatalogEntry = t.TypeOf<typeof VoiceCatalogEntry>

export const VoicesListResponse = t.type({
  /** Merged voices from available providers. */
  voices: t.readonlyArray(VoiceCatalogEntry),
})
export type VoicesListResponse = t.TypeOf<typeof VoicesListResponse>
