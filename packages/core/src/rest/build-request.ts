import { maxTimerMs } from '../clock.ts'
import { type Codec, isFields, issuesOf, partial, type Props, whole } from '../codec/codec.ts'
import { assertArgument, InvalidArgumentError, knownField, maxIssues } from '../errors.ts'
import { at } from '../net/base-url.ts'
import { secretsOf } from '../net/redact.ts'
import type { Endpoint } from './endpoints.ts'

/** Options of one request. */
export interface RequestOptions {
  /** Stops the request, any wait between attempts, and the download of a recording, when it aborts. */
  readonly signal?: AbortSignal
  /**
   * The longest time of one attempt, its whole response included, in milliseconds; for a recording, the longest time
   * until its first or next bytes.
   */
  readonly timeoutMs?: number
  /** The most repetitions of a failed attempt. What may have been carried out is repeated only where that does no harm. */
  readonly retries?: number
  /** Additional headers. Those that the client sets itself, such as `authorization`, are refused. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Options of `client.request`: the query and body of the request, and the options of any request. */
export interface CustomRequestOptions extends RequestOptions {
  /** Parameters of the query; `undefined` leaves one out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  /** Any value that JSON can represent. */
  readonly body?: unknown
}

/** A request that is checked and ready to be sent. */
export interface PreparedRequest {
  readonly url: URL
  /** JSON text; `null` for a request without a body. */
  readonly body: string | null
  readonly options: RequestOptions
  /** Values of the input that no error may show. */
  readonly secrets: readonly string[]
}

const maxIdLength = 256

/** Header names (RFC 9110 section 5.6.2). */
const headerName = /^[!#$%&'*+.^`|~\w-]+$/

/** Headers that the client or `fetch` sets. */
const reservedHeader =
  /^(accept|authorization|connection|content-length|content-type|cookie|host|transfer-encoding)$/i

/**
 * Checks that a value is a whole number between a minimum and the longest delay of a timer.
 *
 * @throws {InvalidArgumentError}
 */
export const checkCount = (field: string, value: unknown, min: number): number => {
  const count: Codec<number> = whole(min, maxTimerMs)
  assertArgument(count.is(value), field, `be ${count.name}`)
  return value
}

/** Checks an id and encodes it as exactly one segment of a path. */
const checkId = (name: string, id: unknown): string => {
  assertArgument(
    typeof id === 'string' && id !== '' && id.length <= maxIdLength && !/^(\.|%2e){1,2}$|\p{C}/iu.test(id),
    name,
    `be an id: 1 to ${maxIdLength} visible characters, no path`,
  )
  return encodeURIComponent(id)
}

/** Checks additional headers: no value can break out of its line, and no error quotes one. */
const checkHeaders = (headers: unknown): unknown => {
  assertArgument(isFields(headers), 'headers', 'be a plain object of names and values')
  const checked = { ...headers }
  for (const [name, value] of Object.entries(checked)) {
    assertArgument(headerName.test(name), 'headers', 'have names of letters, digits and dashes')
    assertArgument(!reservedHeader.test(name), 'headers', `not set ${name}, which is set for you`)
    assertArgument(
      typeof value === 'string' && /^[\t\x20-\x7e\x80-\xff]*$/.test(value),
      'headers',
      `have Latin-1 text without line breaks as ${name}`,
    )
  }
  return checked
}

const checkSignal = (value: unknown): unknown => {
  const signal = Object(value) as object
  assertArgument('aborted' in signal && 'addEventListener' in signal, 'options.signal', 'be an AbortSignal')
  return signal
}

type Check = (value: unknown) => unknown

const optionChecks: Readonly<Record<string, Check>> = {
  signal: checkSignal,
  timeoutMs: (value) => checkCount('options.timeoutMs', value, 1),
  retries: (value) => checkCount('options.retries', value, 0),
  headers: checkHeaders,
} satisfies Record<keyof RequestOptions, Check>

const placeOf = (parent: string, name: string): string => `${parent}.${name.slice(0, 64)}`

/** Checks the options of a request. */
const checkOptions = (options: unknown = {}): RequestOptions => {
  assertArgument(isFields(options), 'options', 'be an object')
  const checked = { ...options }
  for (const [name, value] of Object.entries(checked)) {
    if (value !== undefined) checked[name] = knownField(optionChecks, name, placeOf('options', name))(value)
  }
  return checked
}

/** The parts of a codec: its fields, its elements, or the codec beside `null`. */
interface CodecParts {
  readonly props?: Readonly<Record<string, Codec>>
  readonly type?: Codec
  readonly inner?: Codec
}

/** Refuses a field that is not documented, and a number that JSON cannot represent, in a value that fits its codec. */
const checkSendable = (codec: Codec, value: unknown, place: string): void => {
  assertArgument(typeof value !== 'number' || Number.isFinite(value), place, 'be a finite number')
  if (typeof value !== 'object' || value === null) return
  const { inner = codec } = codec as CodecParts
  const { props = {}, type } = inner as CodecParts
  for (const [name, part] of Object.entries(value) as [string, unknown][]) {
    const field = placeOf(place, name)
    checkSendable(type ?? knownField(props, name, field), part, field)
  }
}

const propsOf = (codec: Codec | undefined): Props => (codec as CodecParts | undefined)?.props ?? {}

const checkInput = (codec: Codec, place: string, input: unknown): void => {
  const wrong = issuesOf(codec, input)
  assertArgument(wrong.length === 0, place, `be as documented: ${wrong.slice(0, maxIssues).join('; ')}`)
  checkSendable(codec, input, place)
}

const setQuery = (url: URL, parameters: readonly (readonly [string, unknown])[]): void => {
  // `set` converts numbers and booleans.
  for (const [name, value] of parameters) if (value !== undefined) url.searchParams.set(name, value as string)
}

/**
 * Checks the arguments of a method and builds its request: path parameters, then body or query, then options.
 *
 * @throws {InvalidArgumentError}
 */
export const buildRequest = (
  { path, query, body }: Endpoint<Codec>,
  base: URL,
  args: readonly unknown[],
): PreparedRequest => {
  const rest = [...args]
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => checkId(name, rest.shift()))
  const url = at(base, filled)
  const codec = body && query ? partial({ ...propsOf(body), ...propsOf(query) }) : (body ?? query)
  const input = codec && rest.shift()
  const maxArguments = args.length - rest.length + 1
  assertArgument(rest.length <= 1, 'arguments', `be ${maxArguments} or fewer`)
  if (codec && (!query || input !== undefined)) checkInput(codec, query ? 'query' : 'input', input)
  const fields = Object.entries(Object(input) as object).filter(([, value]) => value !== undefined)
  const isParameter = ([name]: readonly [string, unknown]) => Object.hasOwn(propsOf(query), name)
  setQuery(url, fields.filter(isParameter))
  const content = fields.filter((field) => !isParameter(field))
  const hasBody = body && (!query || content.length > 0)
  return {
    url,
    body: hasBody ? JSON.stringify(Object.fromEntries(content)) : null,
    options: checkOptions(rest[0]),
    secrets: input ? secretsOf(input) : [],
  }
}

/** Returns the JSON of a body; `null` when there is none. */
const toJson = (body: unknown): string | null => {
  let text: string | undefined
  let cause: unknown
  try {
    // Undefined for a function or a symbol.
    text = JSON.stringify(body)
  } catch (error) {
    cause = error
  }
  // Of a `Map` or a `Blob` JSON would send an empty object.
  if (text === undefined ? body !== undefined : text === '{}' && !isFields(body))
    throw new InvalidArgumentError('body', 'must be a JSON value', cause)
  return text ?? null
}

/**
 * Builds a request that is in no table. Path and query are checked so that they stay below the base URL.
 *
 * @throws {InvalidArgumentError}
 */
export const buildCustomRequest = (
  base: URL,
  path: string,
  { query, body, ...options }: CustomRequestOptions = {},
): PreparedRequest => {
  const isPath = /^\/[^?#\\]*$/.test(path) && !/\/(\.|%2e){1,2}(\/|$)/i.test(path)
  assertArgument(isPath, 'path', 'begin with a slash and hold no query and no dots between slashes')
  const url = at(base, path)
  const parameters = Object.entries(query ?? {})
  for (const [, value] of parameters)
    assertArgument(Object(value) !== value, 'query', 'have strings, numbers and booleans')
  setQuery(url, parameters)
  return {
    url,
    body: toJson(body),
    options: checkOptions(options),
    secrets: [query, body].flatMap(secretsOf),
  }
}
