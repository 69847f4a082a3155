import * as t from 'io-ts'

/** Allowlisted model ids for agent LLM fields. */
export const LLMStringsResponse = t.type({
  /** Sorted `provider/model` strings. */
  llms: t.readonlyArray(t.string),
})
/** Allowlisted model ids for agent LLM fields. */
export type LLMStringsResponse = t.TypeOf<typeof LLMStringsResponse>
