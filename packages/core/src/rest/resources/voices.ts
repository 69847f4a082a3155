import * as t from 'io-ts'
import { list } from '../../protocol/list.ts'
import { object } from '../../protocol/object.ts'
import { openEnum } from '../enums.ts'

/** A single TTS voice offered by a provider. */
export const VoiceCatalogEntry = object(
  {
    /** Use this value in agent `voice_settings.id` with matching `provider`. */
    id: t.string,
    /** Human-readable label. */
    name: t.string,
    /** Text-to-speech vendor backing the agent voice. */
    provider: openEnum('elevenlabs', 'openai', 'cartesia', 'hume', 'minimax', 'fish'),
    /** Language codes supported by this voice. */
    languages: list(t.string),
  },
  {
    /** Vendor or curated description. */
    description: t.string,
    /** Optional short audio sample URL. */
    preview_url: t.string,
    /** Curated highlight flag when present. */
    featured: t.boolean,
  },
)
/** A single TTS voice offered by a provider. */
export type VoiceCatalogEntry = t.TypeOf<typeof VoiceCatalogEntry>

export const VoicesListResponse = object({
  /** Merged voices from available providers. */
  voices: list(VoiceCatalogEntry),
})
export type VoicesListResponse = t.TypeOf<typeof VoicesListResponse>
