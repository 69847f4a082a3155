/** A JSON object, its fields unchecked. */
export type Fields = Record<string, unknown>

/** Tells a JSON object from everything else that JSON has. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
