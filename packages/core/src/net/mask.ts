/** Shorter texts than this are found by accident. */
const leastLength = 4

/** Fields of what is sent that no error may show. */
const secretField = /password|auth_token|prompt/i

/** Finds what must not be shown in a query or body. */
export const secretsOf = (input: unknown): readonly string[] =>
  Object.entries(Object(input) as object).flatMap(([name, value]: [string, unknown]) =>
    secretField.test(name) && typeof value === 'string' ? [value] : [],
  )

/** A secret as it is, and as JSON, forms and addresses spell it. */
const spellings = (secret: string): readonly string[] => {
  // Not `encodeURIComponent` itself, which throws at half of a surrogate pair.
  const form = new URLSearchParams([['', secret]]).toString().slice(1)
  const address = form.replaceAll('+', '%20').replace(/%(21|27|28|29|7E)/g, decodeURIComponent)
  return [secret, JSON.stringify(secret).slice(1, -1), form, address]
}

/** Puts stars in the place of secrets that somebody echoes. */
export const mask = (text: string, secrets: readonly string[]): string =>
  secrets
    .filter(({ length }) => length >= leastLength)
    .flatMap(spellings)
    .reduce((masked, secret) => masked.replaceAll(secret, '***'), text)
