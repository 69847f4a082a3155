/** Texts shorter than this occur by accident, and are not redacted. */
const minLength = 4

/** Names of input fields whose values no error may show. */
const secretField = /password|auth_token|prompt/i

/** Returns the secret values of a query or body. */
export const secretsOf = (input: unknown): readonly string[] =>
  Object.entries(Object(input) as object).flatMap(([name, value]: [string, unknown]) =>
    secretField.test(name) && typeof value === 'string' ? [value] : [],
  )

/** Returns a secret as it is, and as JSON, forms and URLs encode it. */
const encodings = (secret: string): readonly string[] => {
  // Not `encodeURIComponent` itself, which throws at a lone surrogate.
  const form = new URLSearchParams([['', secret]]).toString().slice(1)
  const url = form.replaceAll('+', '%20').replace(/%(21|27|28|29|7E)/g, decodeURIComponent)
  return [secret, JSON.stringify(secret).slice(1, -1), form, url]
}

/** Replaces every occurrence of the secrets in a text with `***`. */
export const redact = (text: string, secrets: readonly string[]): string =>
  secrets
    .filter(({ length }) => length >= minLength)
    .flatMap(encodings)
    .reduce((redacted, secret) => redacted.replaceAll(secret, '***'), text)
