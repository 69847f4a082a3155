export { systemClock } from './clock.ts'
export * as schema from './codec/schema.ts'
export { runTool, runTools } from './conversation/run-tools.ts'
export { initialLatency, percentile, reduceLatency, summarizeLatency } from './conversation/latency.ts'
export { createToolController } from './conversation/tool-controller.ts'
export { assertTools, tool } from './conversation/tools.ts'
export {
  initialTranscript,
  initialTranscriptState,
  linesOf,
  reduceTranscript,
  reduceTranscriptState,
  spokenWords,
} from './conversation/transcript.ts'
export { hasSameWords, openLines } from './conversation/transcript-entry.ts'
export {
  canPlay,
  createAgentAudioReader,
  heardSamples,
  initialPlayback,
  isCancelled,
  isSilenced,
  reducePlayback,
  soundingTurn,
  speakerGraceMs,
  unheardMs,
} from './conversation/playback.ts'
export { AbortedError, assertOptions } from './errors.ts'
export { InvalidResponseError } from './errors.ts'
export { InvalidArgumentError } from './errors.ts'
export { InvalidMessageError } from './errors.ts'
export { ConnectionLostError } from './errors.ts'
export { RedirectedError } from './errors.ts'
export { RefusedError } from './errors.ts'
export { SessionOverError } from './errors.ts'
export { SlowConsumerError } from './errors.ts'
export { TimeoutError } from './errors.ts'
export { UnreachableError } from './errors.ts'
export { isVatelError, printable, VatelError } from './errors.ts'
export { defaultBaseUrl, parseBaseUrl } from './net/base-url.ts'
export { withTimeout } from './net/deadline.ts'
export { retryAfterMs, retryDelayMs } from './net/retryable.ts'
export {
  audioDurationMs,
  createAudioDecoder,
  decodeAudio,
  encodeAudio,
  sampleCount,
  sampleRate,
} from './protocol/audio-payload.ts'
export { clientData } from './protocol/messages.ts'
export { serverData, ToolArgument } from './protocol/messages.ts'
export { createClient } from './rest/client.ts'
export { endpoints } from './rest/endpoints.ts'
export { readRecording } from './rest/recording.ts'
export { createCallerLimit, sessionTokenHandler } from './rest/session-token-handler.ts'
export { createEmitter, createReceiveBuffer } from './call/receive-buffer.ts'
export { openCall } from './call/socket.ts'
export { callTransitions } from './call/lifecycle.ts'
export { ConnectFailedError, endReasonOf, errorOfEnd, explainEnd, sessionEnded } from './call/end-reason.ts'

export type { Clock } from './clock.ts'
export type { Emitter, MaxUnread, ReceiveBuffer } from './call/receive-buffer.ts'
export type { RunToolsOptions, ToolRunOptions } from './conversation/run-tools.ts'
export type {
  ApproveTool,
  ToolConcurrency,
  ToolController,
  ToolControllerEvent,
  ToolControllerOptions,
} from './conversation/tool-control.ts'
export type { BargeIn, Latency, LatencySummary, Spread, TurnLatency } from './conversation/latency.ts'
export type {
  AgentAudio,
  Microphone,
  MicrophoneFrame,
  MicrophoneState,
  OutputState,
  PlaybackEvent,
  Speaker,
} from './conversation/devices.ts'
export type { TranscriptEvent, TranscriptState } from './conversation/transcript.ts'
export type {
  AgentEntry,
  RefusedSound,
  ToolEntry,
  Transcript,
  TranscriptEntry,
  UserEntry,
} from './conversation/transcript-entry.ts'
export type { AgentAudioReader, Playback, PlaybackInput, TurnPlayback } from './conversation/playback.ts'
export type { RequestStage, CallStage } from './errors.ts'
export type { ClientMessage, ClientMessageType } from './protocol/messages.ts'
export type { ObjectC } from './codec/io-ts.ts'
export type {
  StandardIssue,
  StandardResult,
  StandardSchema,
  Tool,
  ToolContext,
  ToolOptions,
  ToolOutcome,
  ToolPolicy,
  Tools,
} from './conversation/tools.ts'
export type { ServerData, ServerMessage, ServerMessageType, UnknownMessage } from './protocol/messages.ts'
export type { TimeoutOptions } from './net/deadline.ts'
export type { Client, Method, Methods } from './rest/client.ts'
export type { ConnectInput, ConnectOptions } from './rest/connect.ts'
export type { ArgumentsOf, Deleted, Endpoint, ResponseOf } from './rest/endpoints.ts'
export type { Endpoints } from './rest/endpoints.ts'
export type { Pages } from './rest/client.ts'
export type { Progress, ReadOptions } from './rest/recording.ts'
export type { Recording } from './rest/recording.ts'
export type {
  CallerLimit,
  CallerLimitOptions,
  PageParameter,
  PageParameters,
  SessionTokenHandlerOptions,
  TokenGrant,
} from './rest/session-token-handler.ts'
export type { RequestError } from './rest/send-request.ts'
export type { ClientOptions } from './rest/client.ts'
export type { CustomRequestOptions, RequestOptions } from './rest/build-request.ts'
export type {
  Agent,
  AgentCreateInput,
  AgentUpdateInput,
  DialAgentResponse,
  DialBody,
  DialQuery,
} from './rest/resources/agents.ts'
export type { GraphVersion, GraphVersionDetail } from './rest/resources/agents.ts'
export type {
  CallRecord,
  CallsQuery,
  PaginatedCallsResponse,
  StoredTranscript,
} from './rest/resources/calls.ts'
export type {
  GenerateSessionTokenRequest,
  SessionTokenResponse,
  SessionVariable,
} from './rest/resources/session.ts'
export type { CallOptions } from './call/socket.ts'
export type { CallState } from './call/lifecycle.ts'
export type {
  CallConnection,
  CallEvents,
  CallSocket,
  CallSocketEvents,
  DeliveryReport,
  DropReport,
  OrphanedToolOutput,
  Sent,
  UplinkStats,
} from './call/connection.ts'
export type { EndClass, EndExplanation, EndReason } from './call/end-reason.ts'
export type { WebSocketClass } from './call/transport.ts'
