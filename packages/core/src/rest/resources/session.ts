import { boolean, codec, listOf, object, oneOf, string, type TypeOf } from '../../codec/codec.ts'

/** One item of data for the agent of a session. */
export const SessionVariable = object({
  /** Name of the variable. */
  key: string,
  /** Value of the variable. */
  value: string,
})
/** One item of data for the agent of a session. */
export type SessionVariable = TypeOf<typeof SessionVariable>

export const GenerateSessionTokenRequest = object(
  {
    /** UUID of the agent that will run this voice session. */
    agent_id: codec(
      'a string that is not empty',
      (value): value is string => value !== '' && string.is(value),
    ),
  },
  {
    /** Optional published version UUID. When omitted, the server uses the agent's resolved active version. */
    version_id: string,
    /**
     * Optional chat UUID to embed into the session token claims (`parameters.chat_id`) for downstream chat
     * continuity.
     */
    chat_id: string,
    /**
     * `websocket`: platform WebSocket session (default when omitted). `webrtc`: WebRTC media room;
     * response adds `room`, `identity`, and `url`.
     */
    transport: oneOf('websocket', 'webrtc'),
    /**
     * Optional opening line override for this session (WebSocket session token and WebRTC JWT participant
     * attributes when applicable).
     */
    first_message: string,
    /**
     * Optional system prompt override for this session (WebSocket session parameters and WebRTC JWT
     * participant attributes when applicable).
     */
    prompt: string,
    /** When true, the `token` includes the `chat` scope in addition to `voice`, authorizing the chat API. */
    chat: boolean,
    /** Data that the agent can use in this session. */
    variables: listOf(SessionVariable),
  },
)
export type GenerateSessionTokenRequest = TypeOf<typeof GenerateSessionTokenRequest>

/** Session JWT in `token`; for `webrtc`, also `webrtc_token`, `room`, `identity`, and `url`. */
export const SessionTokenResponse = object(
  {
    /**
     * Platform session JWT encoding agent id, optional graph version, and scopes (`voice`, and `chat` when
     * requested). For API voice WebSocket, pass as the sole query parameter on `GET /v1/connection`. Also
     * use as `Authorization: Bearer` for the chat endpoint where applicable.
     */
    token: string,
  },
  {
    /** Media room name assigned by the server. Present only when `transport` was `webrtc`. */
    room: string,
    /**
     * Participant identity assigned by the server for the WebRTC session. Present only when `transport`
     * was `webrtc`.
     */
    identity: string,
    /** WebSocket URL of the media server. Present only when `transport` was `webrtc`. */
    url: string,
    /**
     * LiveKit media-room access JWT (microphone subscribe and publish; participant attributes include
     * `agent_id` and, when provided, `version_id`, `prompt`, and `first_message`). Present only when
     * `transport` was `webrtc`.
     */
    webrtc_token: string,
  },
)
/** Session JWT in `token`; for `webrtc`, also `webrtc_token`, `room`, `identity`, and `url`. */
export type SessionTokenResponse = TypeOf<typeof SessionTokenResponse>
