/** Returns true for a JSON object. */
export const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Closes every schema that lists its fields, so that undocumented fields are found. */
export const closed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(closed)
  if (!isFields(value)) return value
  const inner = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, closed(each)]))
  return isFields(value['properties']) && value['type'] === 'object' && !('additionalProperties' in value)
    ? { ...inner, additionalProperties: false }
    : inner
}
