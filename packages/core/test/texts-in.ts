/**
 * Every text that can be reached from a value by properties, hidden ones and getters included, and through maps, sets
 * and buffers; each object is visited once. For graphs that `inspect` writes out a thousand times over.
 */
export const textsIn = (root: unknown): ReadonlySet<string> => {
  const texts = new Set<string>()
  const seen = new Set<unknown>()
  const waiting: unknown[] = [root]
  const read = (target: object, key: string | symbol): unknown => {
    try {
      return Reflect.get(target, key) as unknown
    } catch (error) {
      // What a getter throws is there to be seen as well.
      return error
    }
  }
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (typeof value === 'string') texts.add(value)
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value))
      continue
    seen.add(value)
    if (ArrayBuffer.isView(value)) {
      texts.add(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1'))
      continue
    }
    if (value instanceof Map || value instanceof Set) waiting.push(...value.entries())
    for (const key of Reflect.ownKeys(value)) waiting.push(String(key), read(value, key))
  }
  return texts
}
