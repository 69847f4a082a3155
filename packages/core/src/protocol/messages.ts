import { type Either, left, right } from 'fp-ts/Either'
import {
  boolean,
  type Codec,
  codec,
  type Fields,
  isFields,
  issuesOf,
  listOf,
  maxLevels,
  object,
  string,
  type TypeOf,
  unknown,
} from '../codec/codec.ts'
import { type IoTs, type IoTsTable, toIoTs, toIoTsTable } from '../codec/io-ts.ts'
import { InvalidMessageError } from '../errors.ts'

/** The longest id of a tool call, in characters. */
const maxToolCallIdLength = 256

// An empty id is none: it could not be answered.
const toolCallId = codec(
  `string of 1 to ${maxToolCallIdLength} characters`,
  (value): value is string =>
    typeof value === 'string' && value !== '' && value.length <= maxToolCallIdLength,
)

/** One argument of a tool call, as the agent filled it in. */
const toolArgument = object(
  {},
  {
    /** The argument's name. One without a name is not passed to the tool. */
    name: string,
    /** Origin of the value, such as `static` or `resolved`. */
    type: string,
    /** A hint at the value's shape, such as `string`, `number` or `boolean`. */
    dataType: string,
    /** Description that the agent was given. */
    description: string,
    /** True when the agent had to give it. */
    required: boolean,
    /** The value; any JSON. */
    value: unknown,
  },
)
/** One argument of a tool call, as the agent filled it in. */
export type ToolArgument = TypeOf<typeof toolArgument>

/** The payload of each message that the platform sends, by the message's type. */
const payloads = {
  /** The session has started. */
  session_started: object({
    /** Id of the call, for `calls.get`. */
    id: string,
  }),
  /** A chunk of the agent's speech. */
  response_audio: object({
    /** The turn it belongs to. */
    turn_id: string,
    /** Base64 of PCM16 little-endian, mono, 24 000 Hz. */
    audio: string,
    /** True at the end of an utterance or segment, not of the turn. `false` when the platform left it out. */
    is_final: boolean,
  }),
  /** The agent's words. */
  response_text: object({
    /** The turn it belongs to. */
    turn_id: string,
    /** The whole text so far: it replaces what came before for this turn. */
    text: string,
    /** True when the text will not change any more. `true` when the platform left it out. */
    is_final: boolean,
  }),
  /** The user's words, recognised. */
  input_audio_transcript: object(
    {
      /** The whole utterance so far: it replaces the interim one before it. */
      transcript: string,
      /** True when the text will not change any more. `true` when the platform left it out. */
      is_final: boolean,
    },
    {
      /** The turn it belongs to, when the platform says so. */
      turn_id: string,
    },
  ),
  /** Voice activity begins. */
  speech_started: object({
    /** True when the platform made it up for its pipeline, and nobody spoke. `false` when the platform left it out. */
    emulated: boolean,
  }),
  /** Voice activity ends. */
  speech_stopped: object({}),
  /** The user has interrupted the agent: every turn seen so far is cancelled. */
  interruption: object({}),
  /** The agent asks for a tool to be run; exactly one output is owed. */
  tool_call: object({
    /** Id of this call of the tool, at most 256 characters; sent back with the output. */
    toolCallId,
    /** Name of the tool. */
    toolName: string,
    /** Arguments that the agent filled in. */
    arguments: listOf(toolArgument),
  }),
  /** The call is over. */
  session_ended: object({}),
}

/** The codec of io-ts of one argument of a tool call. */
export const ToolArgument: IoTs<typeof toolArgument> = /* @__PURE__ */ toIoTs(toolArgument)

/** The codec of io-ts of the payload of each message that the platform sends, by the message's type. */
export const serverData: IoTsTable<typeof payloads> = /* @__PURE__ */ toIoTsTable(payloads)

/** The types of message that the platform sends. */
export type ServerMessageType = keyof typeof payloads

/** The payload of one type of message. */
export type ServerData<K extends ServerMessageType = ServerMessageType> = Readonly<
  TypeOf<(typeof payloads)[K]>
>

/** A message that the platform sent, checked, its missing flags filled in. Unknown fields are kept. */
export type ServerMessage<K extends ServerMessageType = ServerMessageType> = {
  readonly [P in K]: { readonly type: P; readonly data: ServerData<P> }
}[K]

/** A message whose type this version does not know: a newer platform, not an error. */
export interface UnknownMessage {
  readonly type: 'unknown'
  /** The type that the platform gave it. */
  readonly wireType: string
  /** Its payload, unchecked. */
  readonly data: unknown
}

/** The payload of each message that a client sends, by the message's type. */
const clientPayloads = {
  /** A chunk of the user's voice. */
  input_audio: object({
    /** Base64 of PCM16 little-endian, mono, 24 000 Hz. */
    audio: string,
  }),
  /** The output of a tool; exactly one for each `tool_call`. */
  tool_call_output: object({
    /** The id that came with the call. */
    toolCallId: string,
    /** Any text; the agent reads it. */
    output: string,
  }),
}

/** The codec of io-ts of the payload of each message that a client sends, by the message's type. */
export const clientData: IoTsTable<typeof clientPayloads> = /* @__PURE__ */ toIoTsTable(clientPayloads)

/** The types of message that a client sends. */
export type ClientMessageType = keyof typeof clientPayloads

/** A message from the client to the platform. */
export type ClientMessage<K extends ClientMessageType = ClientMessageType> = {
  readonly [P in K]: { readonly type: P; readonly data: Readonly<TypeOf<(typeof clientPayloads)[P]>> }
}[K]

/** The largest message that a client may send: 1 MiB of UTF-8. */
export const maxSentBytes = 1_048_576

/** Returns whether a text is larger than a client may send. */
export const isTooLarge = (text: string): boolean =>
  text.length > maxSentBytes || new TextEncoder().encode(text).length > maxSentBytes

/** Two brackets make a level: a text shorter than this cannot be nested too deep. */
const harmlessLength = 2 * (maxLevels + 1)

const isDeeperThan = (levels: number, value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((part) => isDeeperThan(levels - 1, part)))

/**
 * Returns whether a message is nested deeper than 100 levels. `bulk` is its longest string, which nests nothing: most
 * messages, audio above all, are so short without it that they need not be walked.
 */
const isTooDeep = (message: object, length: number, bulk: unknown): boolean =>
  length - (typeof bulk === 'string' ? bulk.length : 0) >= harmlessLength && isDeeperThan(maxLevels, message)

/**
 * Sets a field that is missing or `null`; deletes it when there is no value for it. Payloads come from our own parser, so they
 * are changed in place.
 */
const fill = (data: Fields, field: string, value?: unknown): void => {
  if ((data[field] ?? undefined) !== undefined) return
  if (value !== undefined) data[field] = value
  else if (data[field] === null) Reflect.deleteProperty(data, field)
}

/**
 * Drops `null` from the optional fields of arguments; the value itself may be `null`. An argument without a name cannot be
 * passed to a tool, and is left out.
 */
const completeArguments = (data: Fields): void => {
  const { arguments: list } = data
  if (!Array.isArray(list)) return
  // What V8 filters keeps room for 17 elements, and a call may wait; a copy has no more than it needs.
  data['arguments'] = list
    .filter((argument: unknown) => {
      if (!isFields(argument)) return true
      for (const field of Object.keys(toolArgument.props)) if (field !== 'value') fill(argument, field)
      return argument['name'] !== undefined
    })
    .slice()
}

/** Completes the payload of older or differently spelt platforms, by message type. */
const complete: { readonly [K in ServerMessageType]?: (data: Fields) => void } = {
  response_audio: (data) => fill(data, 'is_final', false),
  response_text: (data) => fill(data, 'is_final', true),
  input_audio_transcript: (data) => {
    fill(data, 'is_final', true)
    fill(data, 'turn_id')
  },
  speech_started: (data) => fill(data, 'emulated', false),
  tool_call: (data) => {
    fill(data, 'toolCallId', data['tool_call_id'])
    fill(data, 'toolName', data['tool_name'])
    fill(data, 'arguments', [])
    completeArguments(data)
  },
}

/** The longest message that is read, in characters here and in bytes by Node's socket: 16 s of the platform's audio. */
export const maxReceivedLength = 1_048_576

const isKnown = (type: string): type is ServerMessageType => Object.hasOwn(payloads, type)

const decode = (text: string): Either<InvalidMessageError, ServerMessage | UnknownMessage> => {
  const { length } = text
  let known: ServerMessageType | undefined = undefined
  const bad = (...wrong: readonly string[]) => left(new InvalidMessageError(known, wrong, length))
  if (length > maxReceivedLength) return bad(`longer than ${maxReceivedLength} characters`)
  let envelope: unknown
  try {
    envelope = JSON.parse(text)
  } catch {
    return bad('not JSON')
  }
  if (!isFields(envelope)) return bad('expected an object with type and data')
  const { type, data: given } = envelope
  if (typeof type !== 'string') return bad('type: expected string')
  // A message without fields may come without data, or with another kind of data: its signal is not lost.
  const data: Fields = isFields(given) ? given : {}
  if (isKnown(type)) {
    known = type
    envelope['data'] = data
  }
  // The fields that make messages long.
  const { audio, text: words, transcript } = data
  if (isTooDeep(envelope, length, audio ?? words ?? transcript))
    return bad(`nested deeper than ${maxLevels} levels`)
  if (!known) return right({ type: 'unknown', wireType: type, data: given })
  const codec: Codec = payloads[known]
  complete[known]?.(data)
  // The guard costs about 5 % over bare JSON.parse on a 200 ms frame, a report about 200 %.
  return codec.is(data) ? right(envelope as unknown as ServerMessage) : bad(...issuesOf(codec, given))
}

/**
 * Decodes one text message of the platform. An unknown type is returned as `unknown`; a known type with an invalid payload
 * is an `InvalidMessageError` that names the field. Never throws.
 */
export const decodeServerMessage = (
  text: string,
): Either<InvalidMessageError, ServerMessage | UnknownMessage> => {
  try {
    return decode(text)
  } catch {
    return left(new InvalidMessageError(undefined, ['cannot be decoded'], text.length))
  }
}
