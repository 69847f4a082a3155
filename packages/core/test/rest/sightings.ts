import { inspect } from 'node:util'

/** What an error and its causes say, one after the other. */
const causesOf = (value: unknown): readonly unknown[] => {
  if (typeof value !== 'object' || value === null || !('cause' in value)) return []
  return [value.cause, ...causesOf(value.cause)]
}

const tried = (read: () => unknown): string => {
  try {
    return String(read())
  } catch {
    // What cannot be copied shows nothing by being copied.
    return ''
  }
}

const looksAt = (value: unknown): readonly string[] => {
  const own = Object(value) as Record<string, unknown>
  return [
    tried(() => value),
    tried(() => own['message']),
    tried(() => own['stack']),
    inspect(value, { depth: Infinity, showHidden: true, getters: true, maxStringLength: Infinity }),
    tried(() => JSON.stringify(value)),
    tried(() => inspect(structuredClone(value), { depth: Infinity, showHidden: true })),
    ...Reflect.ownKeys(own).map((name) => `${String(name)}: ${tried(() => Reflect.get(own, name))}`),
  ]
}

/** Looks for secrets wherever a value could show them; gives what was found where. */
export const sightings = (value: unknown, secrets: readonly string[]): readonly string[] =>
  [value, ...causesOf(value)].flatMap((each) =>
    looksAt(each).flatMap((text) =>
      secrets
        .flatMap((secret) => [
          secret,
          encodeURIComponent(secret),
          new URLSearchParams({ s: secret }).toString().slice(2),
        ])
        .filter((secret) => text.includes(secret))
        .map((secret) => {
          const at = text.indexOf(secret)
          return `${secret} in ${text.slice(0, 60)} … ${text.slice(Math.max(0, at - 300), at + 60)}`
        }),
    ),
  )
