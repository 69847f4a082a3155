const secretName = /^(.*[_-])?(token|api_?key|authorization|password|secret)$/i

/**
 * Compact JWTs (RFC 7519), as session tokens are, bearer credentials, and a secret by its name in JSON inside a text,
 * as tools give it.
 */
const secretText =
  /eyJ[\w-]+\.[\w-]+\.[\w-]*|(?<=bearer )[\w.~+/-]+=*|(?<="(?:\w+[_-])?(?:token|api_?key|authorization|password|secret)"\s*:\s*")[^"]+/gi

const hidden = '***'

const isArgument = (value: unknown): value is { readonly name: string; readonly value: unknown } =>
  typeof value === 'object' &&
  value !== null &&
  'value' in value &&
  'name' in value &&
  typeof value.name === 'string'

/** Replaces what looks like a credential, by its name or by its own shape; a replacer for `JSON.stringify`. */
export const redact = (name: string, value: unknown): unknown => {
  if (typeof value === 'string') return secretName.test(name) ? hidden : value.replace(secretText, hidden)
  return isArgument(value) && secretName.test(value.name) ? { ...value, value: hidden } : value
}
