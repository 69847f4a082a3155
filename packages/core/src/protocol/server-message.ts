import type * as t from 'io-ts'
import { boolean, codec, listOf, object, string, unknown } from '../codec/codec.ts'

/** The longest id of a tool call, in characters. */
const maxToolCallIdLength = 256

const toolCallId = codec(
  `string of at most ${maxToolCallIdLength} characters`,
  (value): value is string => typeof value === 'string' && value.length <= maxToolCallIdLength,
)

/** One argument of a tool call, as the agent filled it in. */
export const ToolArgument = object(
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
export type ToolArgument = t.TypeOf<typeof ToolArgument>

/** The payload of each message that the platform sends, by the message's type. */
export const serverData = {
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
    arguments: listOf(ToolArgument),
  }),
  /** The call is over. */
  session_ended: object({}),
}

/** The types of message that the platform sends. */
export type ServerMessageType = keyof typeof serverData

/** The payload of one type of message. */
export type ServerData<K extends ServerMessageType = ServerMessageType> = Readonly<
  t.TypeOf<(typeof serverData)[K]>
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
