/** An object, its fields unchecked. */
export type Fields = Record<string, unknown>

/** Tells a JSON object from everything else, lists and the objects of built-in classes among it. */
export const isFields = (value: unknown): value is Fields =>
  Object.prototype.toString.call(value) === '[object Object]'
