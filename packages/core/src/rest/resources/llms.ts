import * as t from 'io-ts'
import { list } from '../../protocol/list.ts'
import { object } from '../../protocol/object.ts'

/** Allowlisted model ids for agent LLM fields. */
export const LLMStringsResponse = object({
  /** Sorted `provider/model` strings. */
  llms: list(t.string),
})
/** Allowlisted model ids for agent LLM fields. */
export type LLMStringsResponse = t.TypeOf<typeof LLMStringsResponse>
