import type * as t from 'io-ts'
import { listOf, object, string } from '../../codec/codec.ts'

/** Allowlisted model ids for agent LLM fields. */
export const LLMStringsResponse = object({
  /** Sorted `provider/model` strings. */
  llms: listOf(string),
})
/** Allowlisted model ids for agent LLM fields. */
export type LLMStringsResponse = t.TypeOf<typeof LLMStringsResponse>
