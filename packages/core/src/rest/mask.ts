/** Shorter texts than this are found by accident. */
const leastLength = 4

/** Fields of what is sent that no error may show. */
const secretField = /password|auth_token|prompt/i

/** Finds what must not be shown in a query or body. */
export const secretsOf = (input: unknown): readonly string[] =>
  Object.entries(Object(input) as object).flatMap(([name, value]: [string, unknown]) =>
    secretField.test(name) && typeof value === 'string' ? [value] : [],
  )

/** Puts stars in the place of secrets that somebody echoes. */
export const mask = (text: string, secrets: readonly string[]): string =>
  secrets
    .filter(({ length }) => length >= leastLength)
    .reduce((masked, secret) => masked.replaceAll(secret, '***'), text)
