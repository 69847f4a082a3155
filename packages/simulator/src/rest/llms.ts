import { answer } from './exchange.ts'
import type { Handler } from './operation.ts'

/** The language models that an agent may name; they change nothing in what a scripted agent says. */
export const llms: readonly string[] = [
  'anthropic/claude-haiku-4-5',
  'anthropic/claude-sonnet-4-5',
  'google/gemini-2.5-flash',
  'openai/gpt-4.1-mini',
  'openai/gpt-4o',
  'openai/gpt-4o-mini',
]

/** `GET /v1/llms`: the language models that an agent may name, sorted. */
export const listLlms: Handler = (store) => ({ store, response: answer(200, { llms }) })
