/** Replacement of a secret. */
const hidden = '***'

/** Longest part of a name that is read, from its end. */
const nameLength = 64

/** Ends of names of secrets in any spelling: accessToken, client_secret, X-Auth-Token, USERPASSWORD, token_v2. */
const secretName =
  /(?:token|secret|passw(?:or)?d(?:[_-]?confirm(?:ation)?)?|pwd|passphrase|credential|authorization|cookie|signature|jwt)s?(?:[_-]?(?:v?\d{1,4}|value|string))?$/i

/** `pass` and `auth`, alone or after the word for an account or a service. A boarding pass and an author are no secrets. */
const passName =
  /(?:^|[^a-z\s_-])_?(?:pass|auth)$|(?:^|[^a-z])(?:user|admin|root|login|account|client|service|db|database|sql|mysql|mongo|redis|postgres|pg|smtp|imap|e?mail|s?ftp|ssh|https?|proxy|sip|ldap|vpn|wifi|wlan|basic|x)[^a-z]?(?:pass|auth)$/

/** Returns whether a value, by its name, is a password: `pass`, dbPass, SMTP_PASS, basic-auth. */
const isPassName = (end: string): boolean =>
  /(?:pass|auth)$/i.test(end) && passName.test(end.replace(/([a-z\d])(?=[A-Z])/g, '$1_').toLowerCase())

/** `key` as the last word of a name in camel, snake or kebab case. */
const keyName = /(?:^|[^A-Za-z])keys?\d*$|[A-Za-z0-9]Keys?\d*$|(?:^|[^A-Z])(?:Key|KEY)[sS]?\d*$/

/** `key` in one word with what it opens, and with the word for its form: SECRET_KEY_BASE, private_key_pem. */
const keyCompound =
  /(?:api|access|secret|private|auth|signing|encryption|master)(?:keys?\d*|[_-]?key[_-]?(?:base|pem|value|string))$/i

/** Space and the brackets of a form or a query around a name, as in `user[token]` and `token[]`. */
const brackets = /\[\d{0,8}\]$|[\s\]]{1,8}$/

/** Returns whether a value, by its name, is a secret. */
const isSecretName = (name: string): boolean => {
  const end = name.slice(-nameLength).replace(brackets, '')
  return secretName.test(end) || keyName.test(end) || keyCompound.test(end) || isPassName(end)
}

/** Counts such as `max_tokens: 256` and `pass: 12`. */
const isCount = (name: string): boolean => /^pass$|(?<!pas)s$/i.test(name)

/** Names and objects of schemes, as in `auth: 'basic'`. */
const isScheme = (name: string, value: unknown): boolean =>
  /auth$/i.test(name) &&
  (typeof value === 'string' ? /^[a-z][a-z\d-]{0,9}$/.test(value) : Object(value) === value)

/** Flags, counts, and the names of schemes are no secrets. */
const isSecret = (name: string, value: unknown): boolean =>
  value !== null &&
  typeof value !== 'boolean' &&
  isSecretName(name) &&
  !(typeof value === 'number' && isCount(name)) &&
  !isScheme(name, value)

// The patterns below take time in proportion to the text: each matches a run of characters that cannot be matched
// again, or a bounded number of them.

/** Long text that is base64 alone, such as audio, contains no secret. */
const base64Only = /^[A-Za-z0-9+/]{256,}={0,2}$/

/**
 * End of a name, quoted or not, and a separator: in JSON, in headers, in queries, and percent-encoded, also more than once.
 * The separator behind an option of a command is a space.
 */
const nameEnd =
  /(?:token|secret|password|passwd|pwd|passphrase|pass|auth|credential|authorization|cookie|signature|jwt|key|confirmation|[?&]sig)s?(?:[_-]?v?\d{1,4}|[_-](?:value|string|base|pem))?(?:\[\w{0,8}\]|\]|%5b\w{0,8}%5d|%5d)?(\\{0,15}["'`]|%22)?(?:\s{0,4}(:?=>?|[:：＝]|%(?:25){0,4}3[ad])|(?= ))/gi

const bareKey = /(?:^|[^\w.$-])keys?$/i
const openedByKey = /\b(?:api|access|secret|private) {1,2}keys?$/i

/** An option of a command, up to the end of its name. */
const option = /(?:^|[\s"'`([{])--?[a-z][\w.-]{0,40}$/i

/** Returns the end of the name in a match of `nameEnd`; undefined for prose such as "the key: turn left". */
const secretIn = (
  text: string,
  { 0: matched, 1: quote, 2: sign, index }: RegExpExecArray,
): string | undefined => {
  const [name = ''] = /^[?&]?[a-z]*\d*/i.exec(matched) ?? []
  const named = text.slice(Math.max(0, index - 48), index + name.length)
  if (sign === undefined && (quote !== undefined || !option.test(named))) return undefined
  if (/^(?:pass|auth)$/i.test(name)) {
    const [whole = name] = /[\w-]{0,48}$/.exec(named) ?? []
    // In prose, "pass: the road is open" is no password.
    const isProse = quote === undefined && sign === ':' && whole === name
    return isPassName(named) && !isProse ? whole : undefined
  }
  if (/^confirmation/i.test(name))
    return /passw(?:or)?d[_-]?confirmation$/i.test(text.slice(Math.max(0, index - 9), index + 12))
      ? name
      : undefined
  if (!/^key/i.test(name)) return name
  const end = index + name.length
  const before = text.slice(Math.max(0, end - 24), end)
  if (!keyName.test(before) && !keyCompound.test(before)) return undefined
  const isProse = quote === undefined && sign === ':' && bareKey.test(before) && !openedByKey.test(before)
  return isProse ? undefined : name
}

/** Space, scheme of an authorization, and opening quote before a value. */
const valueStart = /\s{0,64}(?:(?:bearer|basic)\s{1,4})?(?:(\\{0,15}["'`])|%22)?/iy
const valueEnd = /[\s,;&#)\]}"'`<>\\|]|%(?:25){0,4}2[26]/gi
/** The same behind a colon, where a value is in no query. */
const plainEnd = /[\s,;\]}"'`<>\\|]|%(?:25){0,4}2[26]/gi
const headerEnd = /[\r\n"']/g
/** Scheme and parameters of an authorization other than Basic and Bearer (RFC 9110 section 11.4). */
const parameters = /(?:[\w-]+ +)?(?:[\w.~+/=-]+(?:\\*"[^"\\]*\\*")?(?:, *)?)+/y
const quoteOrBracket = /(?<!\\)(\\*)(["'`])|[[\]{}]/g

const indexFrom = (pattern: RegExp, text: string, from: number): number => {
  pattern.lastIndex = from
  return pattern.exec(text)?.index ?? text.length
}

/** Index of the closing quote: it has as many backslashes as the opening one, or closes the text around it. */
const endOfQuoted = (text: string, from: number, quote: string): number => {
  const depth = quote.length - 1
  quoteOrBracket.lastIndex = from
  for (let found = quoteOrBracket.exec(text); found !== null; found = quoteOrBracket.exec(text)) {
    const [, backslashes = '', sign] = found
    if (sign !== quote.at(-1)) continue
    if (backslashes.length < depth || backslashes.length % (2 * (depth + 1)) === depth) return found.index
  }
  return text.length
}

/** Index behind a list or an object. */
const endOfBrackets = (text: string, from: number): number => {
  let open = 0
  for (let at = from; at < text.length;) {
    quoteOrBracket.lastIndex = at
    const found = quoteOrBracket.exec(text)
    if (found === null) break
    const [sign, , quote] = found
    at = quoteOrBracket.lastIndex
    if (quote !== undefined) at = endOfQuoted(text, at, sign) + sign.length
    else if (sign === '[' || sign === '{') open += 1
    else if ((open -= 1) <= 0) return at
  }
  return text.length
}

/** Words behind the name of an option that is written about. */
const aboutOption =
  /^(?:options?|flags?|arguments?|parameters?|switch|values?|is|was|are|and|or|to|for|with|in|on|as|of|if|when|must|can|should|may|not|instead|the|a)$/i

/** Range of the value of a secret; undefined for a flag, a count, and an empty value. */
const secretRange = (
  text: string,
  name: string,
  from: number,
): readonly [start: number, end: number] | undefined => {
  valueStart.lastIndex = from
  const [matched = '', quote] = valueStart.exec(text) ?? []
  const sign = text[from - 1]
  const start = from + matched.length
  if (quote !== undefined) return [start, endOfQuoted(text, start, quote)]
  if (text[start] === '[' || text[start] === '{') return [start, endOfBrackets(text, start)]
  parameters.lastIndex = start
  if (/authorization$/i.test(name) && sign === ':' && matched.trim() === '' && parameters.test(text))
    return [start, parameters.lastIndex]
  const end = indexFrom(/cookie$/i.test(name) ? headerEnd : sign === ':' ? plainEnd : valueEnd, text, start)
  const value = text.slice(start, end)
  if (/[a-z\d\]]/i.test(sign ?? '') && (value.startsWith('-') || aboutOption.test(value))) return undefined
  const isPlain =
    /^(?:true|false|null|undefined)?$/.test(value) ||
    (isCount(name) && /^\d+$/.test(value)) ||
    isScheme(name, value)
  return isPlain ? undefined : [start, end]
}

/** Redacts the values of secrets by their names. */
const redactNamed = (text: string): string => {
  let redacted = ''
  let done = 0
  nameEnd.lastIndex = 0
  for (let found = nameEnd.exec(text); found !== null; found = nameEnd.exec(text)) {
    const next = nameEnd.lastIndex
    const name = secretIn(text, found)
    const range = name === undefined ? undefined : secretRange(text, name, next)
    if (range === undefined) continue
    const [start, end] = range
    redacted += text.slice(done, start) + hidden
    done = nameEnd.lastIndex = Math.max(end, next)
  }
  return redacted + text.slice(done)
}

/** Authority of a URL, as in `https://user:password@host`, also in a percent-encoded one. */
const authority = /(?<=:\\?\/\\?\/|%(?:25){0,4}3a%(?:25){0,4}2f%(?:25){0,4}2f)[^\s/?#"'<>\\]+/gi
const redactAuthority = (found: string): string => {
  const at = [...found.matchAll(/@|%(?:25){0,4}40/g)].at(-1)
  return at === undefined ? found : hidden + found.slice(at.index)
}

/** An element of XML. */
const element = /(<([\w:.-]{1,64})(?:\s[^<>]{0,256})?>)([^<]+)(?=<)/g
const redactElement = (found: string, tag: string, name: string): string =>
  isSecretName(name) ? tag + hidden : found

/** Credentials of an authorization (RFC 9110 section 11.4). */
const authorization = /\b(bearer|basic)(\s{1,4}|%20)(?!(?:bearer|basic)\b)([\w.~+/=-]+)/gi
const redactAuthorization = (found: string, scheme: string, space: string, credentials: string): string =>
  // "Basic information" is prose: credentials of a user have more than small letters.
  scheme.toLowerCase() === 'basic' && /^[A-Z]?[a-z-]*[.]?$/.test(credentials)
    ? found
    : scheme + space + hidden

/** Run of the characters of tokens and keys. */
const word = /[\w.-]{6,}/g
const apiKey =
  /^(?:(?:vk|sk|pk|rk|ak|key|whsec|hf|npm|gh[a-z]|github_pat|glpat|xox[a-z])[_-][\w-]{4,}|AKIA[A-Z0-9]{12,}|AIza[\w-]{30,})$/

/** Redacts API keys by their prefix, and compact JWTs (RFC 7519), as session tokens are. */
const redactWord = (found: string): string => {
  const parts = found.split('.')
  const jwt = parts.findIndex((part, at) => at + 2 < parts.length && part.includes('eyJ'))
  const safe = parts.slice(0, jwt === -1 ? undefined : jwt).map((part) => (apiKey.test(part) ? hidden : part))
  if (jwt === -1) return safe.join('.')
  const [prefix = ''] = parts[jwt]?.split('eyJ', 1) ?? []
  return [...safe, prefix + hidden].join('.')
}

/** A private key in PEM (RFC 7468) or of PGP (RFC 9580), also one that is cut. */
const privateKey = /(-----BEGIN (?:[A-Z\d]{1,16} ){0,4}PRIVATE KEY(?: BLOCK)?-----)[^]*?(?=-----|$)/g

/** User and password of a command, as in `curl -u user:password`; two numbers are ids. */
const userOption = /(?<![\w-])((?:-u|--(?:proxy-)?user)[ =]["']?[^\s:"'=]{1,64}:)(?!\d+(?!\S))([^\s"']+)/g

/** Redacts secrets by their form and by the names before them, in time proportional to the length of the text. */
const redactText = (text: string): string =>
  base64Only.test(text)
    ? text
    : redactNamed(text.replace(privateKey, `$1${hidden}`))
        .replace(userOption, `$1${hidden}`)
        .replace(element, redactElement)
        .replace(authority, redactAuthority)
        .replace(authorization, redactAuthorization)
        .replace(word, redactWord)

/** Returns JSON written anew, through a replacer or as it is; undefined for text that is none. */
const rewrite = (text: string, replacer?: typeof redact): string | undefined => {
  try {
    return JSON.stringify(JSON.parse(text), replacer)
  } catch {
    return undefined
  }
}

/** Redacts secrets in a text. One that is JSON stays JSON, and its fields are redacted as those of any object. */
const redactString = (text: string): string => {
  const redacted = redactText(text)
  const safe = /^\s{0,16}[[{]/.test(text) ? rewrite(text, redact) : undefined
  return safe === undefined || safe === rewrite(redacted) ? redacted : safe
}

/** Fields that hold the name of the value beside them. */
const nameFields = 'name key Name Key field label header variable parameter param id'.split(' ')

const namesOf = (value: object, names: readonly string[]): readonly string[] =>
  names.filter((name) => Object.hasOwn(value, name))

/** Returns the field of a value that another field beside it names, as in the arguments of a tool. */
const namedField = (value: object): string | undefined => {
  const field = namesOf(value, ['value', 'Value', 'content', 'default'])[0]
  if (field === undefined) return undefined
  const isNamed = (each: string): boolean => {
    const name: unknown = Reflect.get(value, each)
    return typeof name === 'string' && isSecret(name, Reflect.get(value, field))
  }
  return namesOf(value, nameFields).some(isNamed) ? field : undefined
}

/** Redacts the value beside its name, in an object and in a list of pairs, and names that are secrets. */
const redactFields = (holder: unknown, value: object): unknown => {
  if (Array.isArray(value)) {
    const [name, content] = value as readonly unknown[]
    const isPair = Array.isArray(holder) && value.length === 2 && typeof name === 'string'
    return isPair && isSecret(name, content) ? [name, hidden] : value
  }
  const named = namedField(value)
  const shown = named === undefined ? value : { ...value, [named]: hidden }
  const isSafe = Object.keys(shown).every((name) => name.replace(word, redactWord) === name)
  if (isSafe) return shown
  return Object.fromEntries(
    Object.entries(shown).map(([name, part]) => [name.replace(word, redactWord), part as unknown]),
  )
}

/**
 * Redacts secrets, by their names and by their own form; a replacer for `JSON.stringify`. The name of a value is that of
 * its property, the `name` or `key` beside a `value`, as in the arguments of a tool, or the first of a list of pairs.
 */
export function redact(this: unknown, name: string, value: unknown): unknown {
  const isNameOfPair = name === 'key' && Object.hasOwn(Object(this) as object, 'value')
  if (!isNameOfPair && isSecret(name, value)) return hidden
  if (typeof value === 'string') return redactString(value)
  return typeof value === 'object' && value !== null ? redactFields(this, value) : value
}
