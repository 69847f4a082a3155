/**
 * Lists and objects in each other that a message may have; none of the platform has six. What is nested thousands deep
 * can be parsed, but `JSON.stringify`, `structuredClone` and `postMessage` overflow the stack on it later.
 */
const maxLevels = 100

/** A level opens and closes: fewer characters than this cannot be nested too deep. */
const harmlessLength = 2 * (maxLevels + 1)

const isDeeperThan = (levels: number, value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  if (Array.isArray(value)) return value.some((element) => isDeeperThan(levels - 1, element))
  for (const key in value) if (isDeeperThan(levels - 1, value[key as keyof typeof value])) return true
  return false
}

/**
 * Tells whether a message is nested deeper than 100 levels. Strings nest nothing: of most messages, audio above all, so
 * little is left without its longest string, `bulk`, that the message need not be walked.
 */
export const isTooDeep = (message: object, length: number, bulk: unknown): boolean =>
  length - (typeof bulk === 'string' ? bulk.length : 0) >= harmlessLength && isDeeperThan(maxLevels, message)

/** Says so of a message. */
export const tooDeep = `nested deeper than ${maxLevels} levels`
