// @vatel/core
export {
  AbortedError,
  Agent,
  AgentAudio,
  AgentAudioReader,
  AgentCreateInput,
  AgentEntry,
  AgentUpdateInput,
  ApproveTool,
  ArgumentsOf,
  BargeIn,
  CallConnection,
  CallEvents,
  CallOptions,
  CallRecord,
  CallSocket,
  CallSocketEvents,
  CallStage,
  CallState,
  CallerLimit,
  CallerLimitOptions,
  CallsQuery,
  Client,
  ClientMessage,
  ClientMessageType,
  ClientOptions,
  Clock,
  ConnectFailedError,
  ConnectInput,
  ConnectOptions,
  ConnectionLostError,
  CustomRequestOptions,
  Deleted,
  DeliveryReport,
  DialAgentResponse,
  DialBody,
  DialQuery,
  DropReport,
  Emitter,
  EndClass,
  EndExplanation,
  EndReason,
  Endpoint,
  Endpoints,
  GenerateSessionTokenRequest,
  GraphVersion,
  GraphVersionDetail,
  InvalidArgumentError,
  InvalidMessageError,
  InvalidResponseError,
  Latency,
  LatencySummary,
  MaxUnread,
  Method,
  Methods,
  Microphone,
  MicrophoneFrame,
  MicrophoneState,
  ObjectC,
  OrphanedToolOutput,
  OutputState,
  PageParameter,
  PageParameters,
  Pages,
  PaginatedCallsResponse,
  Playback,
  PlaybackEvent,
  PlaybackInput,
  Progress,
  ReadOptions,
  ReceiveBuffer,
  Recording,
  RedirectedError,
  RefusedError,
  RefusedSound,
  RequestError,
  RequestOptions,
  RequestStage,
  ResponseOf,
  RunToolsOptions,
  Sent,
  ServerData,
  ServerMessage,
  ServerMessageType,
  SessionOverError,
  SessionTokenHandlerOptions,
  SessionTokenResponse,
  SessionVariable,
  SlowConsumerError,
  Speaker,
  Spread,
  StandardIssue,
  StandardResult,
  StandardSchema,
  StoredTranscript,
  TimeoutError,
  TimeoutOptions,
  TokenGrant,
  Tool,
  ToolArgument,
  ToolConcurrency,
  ToolContext,
  ToolController,
  ToolControllerEvent,
  ToolControllerOptions,
  ToolEntry,
  ToolOptions,
  ToolOutcome,
  ToolPolicy,
  ToolRunOptions,
  Tools,
  Transcript,
  TranscriptEntry,
  TranscriptEvent,
  TranscriptState,
  TurnLatency,
  TurnPlayback,
  UnknownMessage,
  UnreachableError,
  UplinkStats,
  UserEntry,
  VatelError,
  WebSocketClass,
  assertOptions,
  assertTools,
  audioDurationMs,
  callTransitions,
  canPlay,
  clientData,
  createAgentAudioReader,
  createAudioDecoder,
  createCallerLimit,
  createClient,
  createEmitter,
  createReceiveBuffer,
  createToolController,
  decodeAudio,
  defaultBaseUrl,
  encodeAudio,
  endReasonOf,
  endpoints,
  errorOfEnd,
  explainEnd,
  hasSameWords,
  heardSamples,
  initialLatency,
  initialPlayback,
  initialTranscript,
  initialTranscriptState,
  isCancelled,
  isSilenced,
  isVatelError,
  linesOf,
  openCall,
  openLines,
  parseBaseUrl,
  percentile,
  printable,
  readRecording,
  reduceLatency,
  reducePlayback,
  reduceTranscript,
  reduceTranscriptState,
  retryAfterMs,
  retryDelayMs,
  runTool,
  runTools,
  sampleCount,
  sampleRate,
  schema,
  serverData,
  sessionEnded,
  sessionTokenHandler,
  soundingTurn,
  speakerGraceMs,
  spokenWords,
  summarizeLatency,
  systemClock,
  tool,
  unheardMs,
  withTimeout,
}

// @vatel/core/fp
export {
  ClientOptions,
  RequestError,
  RequestOptions,
  Task,
  Tasks,
  createClient,
  decodeServerMessage,
}

// @vatel/core/node
export {
  NodeRequest,
  NodeResponse,
  saveRecording,
  toNodeListener,
}

import * as t from "io-ts";
import { Either } from "fp-ts/lib/Either.js";
import { Mixed, TypeOf } from "io-ts";
import { TaskEither } from "fp-ts/lib/TaskEither.js";
declare class AbortedError extends VatelError<'AbortedError'> {
    readonly cause?: undefined | unknown;
    readonly delivery: 'not-sent' | 'unknown';
    readonly retryable = false;
    constructor(cause?: undefined | unknown, delivery?: 'not-sent' | 'unknown');
}
declare const Agent: ObjectCodec<{
    created_at: Codec<string>;
    default_language: Codec<string>;
    enable_first_message_outbound: Codec<boolean>;
    fallback_llm: Codec<string>;
    first_message_interruption_time: Codec<number>;
    first_message: Codec<string>;
    id: Codec<string>;
    keyterms: ListCodec<Codec<string>>;
    llm: Codec<string>;
    name: Codec<string>;
    noise_cancel_settings: ObjectCodec<{
        enabled: Codec<boolean>;
        level: Codec<number>;
    }, never>;
    phone_number_id: Codec<string>;
    prompt: Codec<string>;
    status: Codec<"active" | "inactive" | (string & Record<never, never>)>;
    summarize_calls: Codec<boolean>;
    timeout_settings: ObjectCodec<{
        default_timeout: Codec<number>;
        silence_counter: Codec<number>;
        silence_timeout_action: Codec<"end_call" | "transfer_call" | (string & Record<never, never>)>;
        silence_transfer_number: Codec<string>;
        timeout_action: Codec<"end_call" | "transfer_call" | (string & Record<never, never>)>;
        transfer_message: Codec<string>;
        transfer_number: Codec<string>;
    }, never>;
    updated_at: Codec<string>;
    vad_settings: ObjectCodec<{
        silence_timeout_secs: Codec<number>;
        start_secs: Codec<number>;
        stop_secs: Codec<number>;
    }, never>;
    voice_settings: ObjectCodec<{
        id: Codec<string>;
        provider: Codec<"cartesia" | "elevenlabs" | "fish" | "hume" | "minimax" | "openai" | (string & Record<never, never>)>;
        similarity_boost: Codec<number>;
        speed: Codec<number>;
        stability: Codec<number>;
        volume: Codec<number>;
    }, never>;
}, never>;
type Agent = TypeOf$1<typeof Agent>;
interface AgentAudio {
    readonly turnId: string;
    readonly pcm: Int16Array;
    readonly isFinal: boolean;
}
interface AgentAudioReader {
    readonly playback: Playback;
    readonly read: (message: ServerMessage | UnknownMessage) => AgentAudio | undefined;
    readonly hear: (event: PlaybackEvent) => void;
}
declare const AgentCreateInput: ObjectCodec<{
    name: Codec<string>;
} & {
    default_language: Codec<string>;
    enable_first_message_outbound: Codec<boolean>;
    fallback_llm: Codec<string>;
    first_message_interruption_time: Codec<number>;
    first_message: Codec<string>;
    keyterms: ListCodec<Codec<string>>;
    llm: Codec<string>;
    name: Codec<string>;
    noise_cancel_settings: ObjectCodec<{
        enabled: Codec<boolean>;
        level: Codec<number>;
    }, never>;
    phone_number_id: NullableCodec<Codec<string>>;
    prompt: Codec<string>;
    status: Codec<"active" | "inactive">;
    summarize_calls: Codec<boolean>;
    timeout_settings: ObjectCodec<{
        default_timeout: Codec<number>;
        silence_counter: Codec<number>;
        silence_timeout_action: Codec<"end_call" | "transfer_call">;
        silence_transfer_number: Codec<string>;
        timeout_action: Codec<"end_call" | "transfer_call">;
        transfer_message: Codec<string>;
        transfer_number: Codec<string>;
    }, never>;
    vad_settings: ObjectCodec<{
        silence_timeout_secs: Codec<number>;
        start_secs: Codec<number>;
        stop_secs: Codec<number>;
    }, never>;
    voice_settings: ObjectCodec<{
        id: Codec<string>;
        provider: Codec<"cartesia" | "elevenlabs" | "fish" | "hume" | "minimax" | "openai">;
        similarity_boost: Codec<number>;
        speed: Codec<number>;
        stability: Codec<number>;
        volume: Codec<number>;
    }, never>;
}, "name">;
type AgentCreateInput = TypeOf$1<typeof AgentCreateInput>;
interface AgentEntry {
    readonly who: 'agent';
    readonly turnId: string;
    readonly text: string;
    readonly final: boolean;
    readonly cancelled: boolean;
    readonly interrupted: boolean;
    readonly closed: boolean;
    readonly heardText: string;
    readonly unheardText: string;
    readonly receivedSamples: number;
    readonly complete: boolean;
    readonly refused?: RefusedSound;
    readonly heardSamples: number;
    readonly heardBefore?: number;
}
declare const AgentUpdateInput: ObjectCodec<{
    default_language: Codec<string>;
    enable_first_message_outbound: Codec<boolean>;
    fallback_llm: Codec<string>;
    first_message_interruption_time: Codec<number>;
    first_message: Codec<string>;
    keyterms: ListCodec<Codec<string>>;
    llm: Codec<string>;
    name: Codec<string>;
    noise_cancel_settings: ObjectCodec<{
        enabled: Codec<boolean>;
        level: Codec<number>;
    }, never>;
    phone_number_id: NullableCodec<Codec<string>>;
    prompt: Codec<string>;
    status: Codec<"active" | "inactive">;
    summarize_calls: Codec<boolean>;
    timeout_settings: ObjectCodec<{
        default_timeout: Codec<number>;
        silence_counter: Codec<number>;
        silence_timeout_action: Codec<"end_call" | "transfer_call">;
        silence_transfer_number: Codec<string>;
        timeout_action: Codec<"end_call" | "transfer_call">;
        transfer_message: Codec<string>;
        transfer_number: Codec<string>;
    }, never>;
    vad_settings: ObjectCodec<{
        silence_timeout_secs: Codec<number>;
        start_secs: Codec<number>;
        stop_secs: Codec<number>;
    }, never>;
    voice_settings: ObjectCodec<{
        id: Codec<string>;
        provider: Codec<"cartesia" | "elevenlabs" | "fish" | "hume" | "minimax" | "openai">;
        similarity_boost: Codec<number>;
        speed: Codec<number>;
        stability: Codec<number>;
        volume: Codec<number>;
    }, never>;
}, never>;
type AgentUpdateInput = TypeOf$1<typeof AgentUpdateInput>;
type ApproveTool = (call: ToolCall) => boolean | Promise<boolean>;
type ArgumentsOf<E extends Endpoint<Codec>> = [
    ...ParametersOf<E['path']>,
    ...InputOf<E>
];
declare const assertOptions: <O extends object>(options: O, known: {
    readonly [K in keyof O]-?: true;
}) => void;
declare const assertTools: (tools: Tools) => void;
interface AudioDecoder {
    decode(turnId: string, base64: string): Int16Array;
    reset(): void;
}
declare const audioDurationMs: (base64: string) => number;
interface BargeIn {
    readonly turnId: string;
    readonly silenceMs: number;
}
type BodyOrQueryOf<E> = E extends {
    readonly body: infer B extends Codec;
} ? [
    input: TypeOf$1<B>
] : E extends {
    readonly query: infer Q extends Codec;
} ? [
    query?: TypeOf$1<Q>
] : [
];
declare const boolean: t.Type<boolean>;
interface CallConnection {
    readonly state: CallState;
    readonly started: Promise<ServerData<'session_started'>>;
    readonly ended: Promise<EndReason>;
    readonly audio: UplinkStats;
    readonly delivery?: DeliveryReport;
    messages(): AsyncIterableIterator<ServerMessage | UnknownMessage>;
    on<K extends keyof CallEvents>(event: K, listener: (value: CallEvents[K]) => void): () => void;
    sendAudio(audio: Int16Array | string | Uint8Array): Sent;
    sendToolOutput(toolCallId: string, output: string): Sent;
    close(): void;
    [Symbol.asyncDispose](): Promise<void>;
}
interface CallerLimit {
    take(caller: string): number | Promise<number>;
}
interface CallerLimitOptions {
    readonly most?: number;
    readonly withinMs?: number;
    readonly clock?: Clock;
}
type CallEvent = {
    readonly length: number;
    readonly type: 'message';
    readonly value: ServerMessage | UnknownMessage;
} | {
    readonly type: 'dropped';
    readonly value: DropReport;
} | {
    readonly type: 'end';
    readonly value: EndReason;
} | {
    readonly type: 'invalid';
    readonly value: InvalidMessageError;
} | {
    readonly type: 'sent';
    readonly value: ClientMessage;
} | {
    readonly type: 'state';
    readonly value: CallState;
};
interface CallEvents {
    readonly message: ServerMessage | UnknownMessage;
    readonly invalid: InvalidMessageError;
    readonly sent: ClientMessage;
    readonly state: CallState;
    readonly end: EndReason;
}
interface CallOptions {
    readonly token: string;
    readonly baseUrl?: string;
    readonly WebSocket?: WebSocketClass;
    readonly signal?: AbortSignal;
    readonly clock?: Clock;
}
declare const CallRecord: ObjectCodec<{
    agent_id: Codec<string>;
    connected_at: Codec<string>;
    cost: Codec<number>;
    created_at: Codec<string>;
    duration_seconds: Codec<number>;
    ended_at: Codec<string>;
    extracted_variables: ListCodec<ObjectCodec<{
        dataType: Codec<"array" | "boolean" | "number" | "object" | "string" | (string & Record<never, never>)>;
        description: Codec<string>;
        name: Codec<string>;
        rationale: Codec<string>;
        type: Codec<"extracted" | "input" | "system" | (string & Record<never, never>)>;
        value: Codec<unknown>;
    }, never>>;
    feedback: ObjectCodec<{
        notes: Codec<string>;
        stars: Codec<number>;
    }, "notes" | "stars">;
    graph_version_id: Codec<string>;
    id: Codec<string>;
    organization_id: Codec<string>;
    outbound_contact_id: Codec<string>;
    outbound_list_run_id: Codec<string>;
    outbound: Codec<boolean>;
    party_number: Codec<string>;
    source: Codec<"api" | "simulation" | "sip" | "twilio" | (string & Record<never, never>)>;
    started_at: Codec<string>;
    status: Codec<"auth_failed" | "connected" | "ended" | "in_progress" | "started" | (string & Record<never, never>)>;
    summary: Codec<string>;
    tags: ListCodec<Codec<string>>;
    termination_reason: Codec<string>;
    transcript: ObjectCodec<{
        entries: ListCodec<ObjectCodec<{
            createdAt: Codec<string>;
            durationMs: Codec<number>;
            index: Codec<number>;
            message: Codec<string>;
            role: Codec<string>;
            toolCall: ObjectCodec<{
                arguments: Codec<string>;
                callId: Codec<string>;
                endedAt: Codec<string>;
                itemId: Codec<string>;
                output: Codec<string>;
                startedAt: Codec<string>;
                toolName: Codec<string>;
            }, never>;
            toolCallOutput: Codec<string>;
            turnId: Codec<string>;
            type: Codec<"interruption" | "message" | "tool_call_output" | "tool_call" | (string & Record<never, never>)>;
        }, never>>;
    }, "entries">;
}, never>;
type CallRecord = TypeOf$1<typeof CallRecord>;
interface CallSocket extends CallConnection {
    readonly delivery: DeliveryReport;
    on<K extends keyof CallSocketEvents>(event: K, listener: (value: CallSocketEvents[K]) => void): () => void;
}
interface CallSocketEvents extends CallEvents {
    readonly dropped: DropReport;
}
declare const CallsQuery: ObjectCodec<{
    agent_ids: Codec<string>;
    date_from: Codec<string>;
    date_to: Codec<string>;
    organization_id: Codec<string>;
    outbound: Codec<boolean>;
    outcome: Codec<"ended_by_agent" | "ended_by_user" | "transferred">;
    page_size: Codec<number>;
    page: Codec<number>;
    search: Codec<string>;
    source: Codec<"api" | "simulation" | "sip" | "twilio">;
    status: Codec<"auth_failed" | "connected" | "ended" | "in_progress" | "started">;
    tag: Codec<string>;
}, never>;
type CallsQuery = TypeOf$1<typeof CallsQuery>;
type CallStage = 'connecting' | 'starting';
type CallState = 'closing' | 'connecting' | 'ended' | 'live' | 'starting' | 'suspect';
declare const callTransitions: Readonly<Record<CallState, readonly CallState[]>>;
declare const canPlay: (playback: Playback, turnId: string) => boolean;
interface Client extends Methods {
    readonly calls: Methods['calls'] & Pages;
    connect(input: ConnectInput, options?: ConnectOptions): Promise<CallSocket>;
    request(method: 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT', path: string, options?: CustomRequestOptions): Promise<unknown>;
}
declare const clientData: IoTsTable<typeof clientPayloads>;
type ClientMessage<K extends ClientMessageType = ClientMessageType> = {
    readonly [P in K]: {
        readonly data: Readonly<TypeOf$1<(typeof clientPayloads)[P]>>;
        readonly type: P;
    };
}[K];
type ClientMessageType = keyof typeof clientPayloads;
interface ClientOptions {
    readonly apiKey: (() => Promise<string> | string) | string;
    readonly baseUrl?: string;
    readonly fetch?: typeof fetch;
    readonly timeoutMs?: number;
    readonly retries?: number;
    readonly exposeApiKeyInBrowser?: boolean;
    readonly clock?: Clock;
}
declare const clientPayloads: {
    input_audio: ObjectCodec<{
        audio: Codec<string>;
    }, "audio">;
    tool_call_output: ObjectCodec<{
        output: Codec<string>;
        toolCallId: Codec<string>;
    }, "output" | "toolCallId">;
};
interface Clock {
    readonly performance: {
        now(): number;
    };
    setTimeout(callback: () => void, delayMs: number): unknown;
    clearTimeout(timer: unknown): void;
}
interface Codec<A = unknown> {
    readonly name: string;
    readonly is: (value: unknown) => value is A;
    readonly wrongParts?: ((value: unknown) => readonly Part[]) | undefined;
}
declare class ConnectFailedError extends VatelError<'ConnectFailedError'> {
    readonly retryable = true;
    constructor(cause: unknown);
}
type ConnectInput = {
    readonly token: string;
} | Omit<GenerateSessionTokenRequest, 'transport'>;
declare class ConnectionLostError extends VatelError<'ConnectionLostError'> {
    readonly code: number;
    readonly reason: string;
    readonly retryable: boolean;
    readonly delivery = "unknown";
    constructor(code: number, reason: string);
}
type ConnectOptions = Omit<CallOptions, 'baseUrl' | 'token'>;
declare const createAgentAudioReader: (onInvalid: (error: InvalidMessageError) => void) => AgentAudioReader;
declare const createAudioDecoder: () => AudioDecoder;
declare const createCallerLimit: ({ most, withinMs, clock }?: CallerLimitOptions) => CallerLimit;
declare const createClient: (options: ClientOptions) => Client;
declare const createClient: (options: ClientOptions) => Tasks;
declare const createEmitter: <Events>(report?: (error: unknown) => void) => Emitter<Events>;
declare const createReceiveBuffer: <Events extends CallEvents>(emitter: Emitter<Events>, limits?: MaxUnread) => ReceiveBuffer<Events>;
declare const createToolController: ({ tools, send, sessionId, approve, concurrency, maxRunning, clock, onEvent }: ToolControllerOptions) => ToolController;
interface CustomRequestOptions extends RequestOptions {
    readonly query?: Readonly<Record<string, boolean | number | string | undefined>>;
    readonly body?: unknown;
}
declare const decodeAudio: (base64: string) => Int16Array;
declare const decodeServerMessage: (text: string) => Either<InvalidMessageError, ServerMessage | UnknownMessage>;
declare const defaultBaseUrl = "https://api.vatel.ai";
interface Deleted {
    readonly alreadyGone: boolean;
}
interface DeliveryReport {
    readonly silentMs: number;
    readonly unsentInputMs: number;
    readonly unconfirmedInputMs: number;
    readonly incompleteTurnId?: string;
    readonly unansweredToolCalls: readonly string[];
    readonly unconfirmedToolOutputs: readonly string[];
    readonly orphanedToolOutputs: readonly OrphanedToolOutput[];
    readonly invalidMessages: number;
    readonly unreadMessages: number;
}
declare const DialAgentResponse: ObjectCodec<{
    success: Codec<boolean>;
}, "success">;
type DialAgentResponse = TypeOf$1<typeof DialAgentResponse>;
declare const DialBody: ObjectCodec<{
    variables: ListCodec<ObjectCodec<{
        key: Codec<string>;
        value: Codec<string>;
    }, "key" | "value">>;
}, never>;
type DialBody = TypeOf$1<typeof DialBody>;
declare const DialQuery: ObjectCodec<{
    callerId: Codec<string>;
    destination: Codec<string>;
    firstMessage: Codec<string>;
    number: Codec<string>;
    prompt: Codec<string>;
    sipTrunkId: Codec<string>;
}, never>;
type DialQuery = TypeOf$1<typeof DialQuery>;
interface DropReport {
    readonly ms: number;
    readonly totalMs: number;
}
interface Emitter<Events> {
    on<K extends keyof Events>(event: K, listener: (value: Events[K]) => void): () => void;
    has(event: keyof Events): boolean;
    emit<K extends keyof Events>(event: K, value: Events[K]): void;
}
declare const encodeAudio: (pcm: Int16Array | Uint8Array) => string;
type EndClass = 'auth' | 'busy' | 'client' | 'ended' | 'lost' | 'protocol' | 'server';
interface EndExplanation {
    readonly class: EndClass;
    readonly retryable: boolean;
    readonly retryAfterMs?: number;
}
interface Endpoint<C extends Codec = t.Mixed> extends Operation<C> {
    readonly method: 'DELETE' | 'GET' | 'PATCH' | 'POST';
    readonly path: string;
    readonly query?: C;
    readonly body?: C;
    readonly response: 'nothing' | 'stream' | C;
    readonly success: 200 | 201 | 204;
}
declare const endpoints: IoTsTable<Operations>;
type Endpoints = typeof endpoints;
type EndReason = {
    readonly beforeStart?: true;
    readonly type: 'session-ended';
} | {
    readonly code: number;
    readonly reason: string;
    readonly type: 'lost';
} | {
    readonly error: VatelError;
    readonly type: 'failed';
} | {
    readonly message: string;
    readonly retryAfterMs?: number;
    readonly status: number;
    readonly type: 'refused';
} | {
    readonly stage: CallStage;
    readonly type: 'timed-out';
} | {
    readonly type: 'hung-up';
};
declare const endReasonOf: (error: unknown) => EndReason;
declare const errorOfEnd: (reason: EndReason, cause?: unknown) => VatelError;
declare const explainEnd: (reason: EndReason) => EndExplanation;
type Fields = Record<string, unknown>;
type FieldsOf<P extends Props, Required> = {
    [N in keyof P as N extends Required ? N : never]: TypeOf$1<P[N]>;
} & {
    [N in keyof P as N extends Required ? never : N]?: TypeOf$1<P[N]>;
};
declare const GenerateSessionTokenRequest: ObjectCodec<{
    agent_id: Codec<string>;
} & {
    chat_id: Codec<string>;
    chat: Codec<boolean>;
    first_message: Codec<string>;
    prompt: Codec<string>;
    transport: Codec<"webrtc" | "websocket">;
    variables: ListCodec<ObjectCodec<{
        key: Codec<string>;
        value: Codec<string>;
    }, "key" | "value">>;
    version_id: Codec<string>;
}, "agent_id">;
type GenerateSessionTokenRequest = TypeOf$1<typeof GenerateSessionTokenRequest>;
declare const GraphVersion: ObjectCodec<{
    agent_id: Codec<string>;
    created_at: Codec<string>;
    id: Codec<string>;
    published_at: Codec<string>;
    tag: Codec<string>;
}, never>;
type GraphVersion = TypeOf$1<typeof GraphVersion>;
declare const GraphVersionDetail: ObjectCodec<{
    nodes: ListCodec<Codec<Fields>>;
    version: ObjectCodec<{
        agent_id: Codec<string>;
        created_at: Codec<string>;
        id: Codec<string>;
        published_at: Codec<string>;
        tag: Codec<string>;
    }, never>;
}, "nodes" | "version">;
type GraphVersionDetail = TypeOf$1<typeof GraphVersionDetail>;
declare const hasSameWords: (before: Readonly<Record<"older" | "recent", Transcript>>, after: typeof before) => boolean;
declare const heardSamples: (playback: Playback, turnId: string) => number;
declare const initialLatency: Latency;
declare const initialPlayback: Playback;
declare const initialTranscript: Transcript;
declare const initialTranscriptState: TranscriptState;
type InputOf<E> = E extends {
    readonly body: infer B extends Codec;
    readonly query: infer Q extends Codec;
} ? [
    input?: TypeOf$1<Q> & TypeOf$1<B>
] : BodyOrQueryOf<E>;
declare class InvalidArgumentError extends VatelError<'InvalidArgumentError'> {
    readonly field: string;
    readonly cause?: undefined | unknown;
    readonly retryable = false;
    readonly delivery = "not-sent";
    constructor(field: string, remedy: string, cause?: undefined | unknown);
}
declare class InvalidMessageError extends VatelError<'InvalidMessageError'> {
    readonly type: string | undefined;
    readonly issues: readonly string[];
    readonly length: number;
    readonly retryable = false;
    constructor(type: string | undefined, issues: readonly string[], length: number);
}
declare class InvalidResponseError extends VatelError<'InvalidResponseError'> {
    readonly retryable = false;
    readonly delivery = "unknown";
    readonly issues: readonly string[];
    constructor(issues: readonly string[]);
}
type IoTs<C extends Codec> = C extends ObjectCodec<infer P, infer Required> ? ObjectC<{
    readonly [N in keyof P]: IoTs<P[N]>;
}, Required> : t.Type<TypeOf$1<C>>;
type IoTsTable<T> = {
    readonly [N in keyof T]: T[N] extends Codec ? IoTs<T[N]> : T[N] extends object ? IoTsTable<T[N]> : T[N];
};
declare const isCancelled: (playback: Playback, turnId: string) => boolean;
declare const isSilenced: (playback: Playback, turnId: string) => boolean;
declare const isVatelError: (value: unknown) => value is VatelError;
declare const joined: unique symbol;
interface Kind<M, S, P, R> {
    readonly method: M;
    readonly success: S;
    readonly retryable: boolean;
    readonly path: P;
    readonly response: R;
}
interface Latency {
    readonly turns: readonly TurnLatency[];
    readonly bargeIns: readonly BargeIn[];
    readonly deadAirs?: readonly number[] | undefined;
    readonly silentFromMs?: number | undefined;
    readonly speakingTurnId?: string | undefined;
    readonly userDoneAtMs?: number | undefined;
    readonly answeredFromMs?: number | undefined;
    readonly interruptedAtMs?: number | undefined;
}
interface LatencySummary {
    readonly firstByte: Spread;
    readonly firstSound: Spread;
    readonly silence: Spread;
    readonly deadAir: Spread;
}
declare const linesOf: (state: TranscriptState & {
    readonly [joined]?: Transcript;
}) => Transcript;
interface ListC<C extends t.Mixed> extends t.Type<readonly t.TypeOf<C>[]> {
    readonly type: C;
}
interface ListCodec<C extends Codec> extends Codec<readonly TypeOf$1<C>[]> {
    readonly type: C;
}
declare const listOf: <C extends t.Mixed>(type: C) => ListC<C>;
interface MaxUnread {
    readonly messages: number;
    readonly length: number;
}
type Message = CallEvents['message'];
type Method<E extends Endpoint<Codec>> = (...args: [
    ...ArgumentsOf<E>,
    options?: RequestOptions
]) => Promise<ResponseOf<E>>;
type Methods = {
    readonly [G in keyof Operations]: {
        readonly [M in keyof Operations[G]]: Operations[G][M] extends Endpoint<Codec> ? Method<Operations[G][M]> : never;
    };
};
interface Microphone {
    listen(listener: (frame: MicrophoneFrame) => void): () => void;
    watch?(listener: (state: MicrophoneState) => void): () => void;
    readonly error?: unknown;
    close(): void;
}
interface MicrophoneFrame {
    readonly pcm: Int16Array;
    readonly atMs: number;
}
type MicrophoneState = 'interrupted' | 'live' | 'lost' | 'muted-by-system' | 'muted' | 'needs-gesture' | 'silent';
interface NodeRequest extends AsyncIterable<Uint8Array> {
    readonly method?: string | undefined;
    readonly url?: string | undefined;
    readonly headers: Readonly<Record<string, readonly string[] | string | undefined>>;
    readonly body?: unknown;
}
interface NodeResponse {
    writeHead(status: number, headers: string[]): unknown;
    end(body: Uint8Array): unknown;
    on(event: 'close', listener: () => void): unknown;
}
interface NullableC<C extends t.Mixed> extends t.Type<null | t.TypeOf<C>> {
    readonly inner: C;
}
interface NullableCodec<C extends Codec> extends Codec<null | TypeOf$1<C>> {
    readonly inner: C;
}
declare const number: t.Type<number>;
declare const object: <R extends t.Props, O extends t.Props = R>(required: R, optional?: O) => ObjectC<R & O, keyof R>;
interface ObjectC<P extends Props, Required> extends t.Type<TypeOf$1<ObjectCodec<P, Required>>> {
    readonly props: P;
}
interface ObjectCodec<P extends Props, Required> extends Codec<{
    [N in keyof FieldsOf<P, Required>]: FieldsOf<P, Required>[N];
}> {
    readonly props: P;
}
declare const oneOf: <A extends string>(...words: readonly A[]) => t.Type<A>;
declare const openCall: (options: CallOptions) => CallSocket;
declare const openLines = 256;
interface Operation<C extends Codec = t.Mixed> {
    readonly method: string;
    readonly response: 'any' | 'nothing' | 'stream' | C;
    readonly retryable: boolean;
    readonly success?: 200 | 201 | 204;
    readonly once?: true;
}
declare const operations: {
    readonly agents: {
        readonly create: Kind<"POST", 201, "/v1/agents", ObjectCodec<{
            created_at: Codec<string>;
            default_language: Codec<string>;
            enable_first_message_outbound: Codec<boolean>;
            fallback_llm: Codec<string>;
            first_message_interruption_time: Codec<number>;
            first_message: Codec<string>;
            id: Codec<string>;
            keyterms: ListCodec<Codec<string>>;
            llm: Codec<string>;
            name: Codec<string>;
            noise_cancel_settings: ObjectCodec<{
                enabled: Codec<boolean>;
                level: Codec<number>;
            }, never>;
            phone_number_id: Codec<string>;
            prompt: Codec<string>;
            status: Codec<"active" | "inactive" | (string & Record<never, never>)>;
            summarize_calls: Codec<boolean>;
            timeout_settings: ObjectCodec<{
                default_timeout: Codec<number>;
                silence_counter: Codec<number>;
                silence_timeout_action: Codec<"end_call" | "transfer_call" | (string & Record<never, never>)>;
                silence_transfer_number: Codec<string>;
                timeout_action: Codec<"end_call" | "transfer_call" | (string & Record<never, never>)>;
                transfer_message: Codec<string>;
                transfer_number: Codec<string>;
            }, never>;
            updated_at: Codec<string>;
            vad_settings: ObjectCodec<{
                silence_timeout_secs: Codec<number>;
                start_secs: Codec<number>;
                stop_secs: Codec<number>;
            }, never>;
            voice_settings: ObjectCodec<{
                id: Codec<string>;
                provider: Codec<"cartesia" | "elevenlabs" | "fish" | "hume" | "minimax" | "openai" | (string & Record<never, never>)>;
                similarity_boost: Codec<number>;
                speed: Codec<number>;
                stability: Codec<number>;
                volume: Codec<number>;
            }, never>;
        }, never>> & NoInfer<{
            readonly body: ObjectCodec<{
                name: Codec<string>;
            } & {
                default_language: Codec<string>;
                enable_first_message_outbound: Codec<boolean>;
                fallback_llm: Codec<string>;
                first_message_interruption_time: Codec<number>;
                first_message: Codec<string>;
                keyterms: ListCodec<Codec<string>>;
                llm: Codec<string>;
                name: Codec<string>;
                noise_cancel_settings: ObjectCodec<{
                    enabled: Codec<boolean>;
                    level: Codec<number>;
                }, never>;
                phone_number_id: NullableCodec<Codec<string>>;
                prompt: Codec<string>;
                status: Codec<"active" | "inactive">;
                summarize_calls: Codec<boolean>;
                timeout_settings: ObjectCodec<{
                    default_timeout: Codec<number>;
                    silence_counter: Codec<number>;
                    silence_timeout_action: Codec<"end_call" | "transfer_call">;
                    silence_transfer_number: Codec<string>;
                    timeout_action: Codec<"end_call" | "transfer_call">;
                    transfer_message: Codec<string>;
                    transfer_number: Codec<string>;
                }, never>;
                vad_settings: ObjectCodec<{
                    silence_timeout_secs: Codec<number>;
                    start_secs: Codec<number>;
                    stop_secs: Codec<number>;
                }, never>;
                voice_settings: ObjectCodec<{
                    id: Codec<string>;
                    provider: Codec<"cartesia" | "elevenlabs" | "fish" | "hume" | "minimax" | "openai">;
                    similarity_boost: Codec<number>;
                    speed: Codec<number>;
                    stability: Codec<number>;
                    volume: Codec<number>;
                }, never>;
            }, "name">;
        }>;
        readonly delete: Kind<"DELETE", 204, "/v1/agents/{id}", "nothing"> & object;
        readonly dial: Kind<"POST", 200, "/v1/agents/{id}/dial", ObjectCodec<{
            success: Codec<boolean>;
        }, "success">> & NoInfer<{
            readonly body: ObjectCodec<{
                variables: ListCodec<ObjectCodec<{
                    key: Codec<string>;
                    value: Codec<string>;
                }, "key" | "value">>;
            }, never>;
            readonly once: true;
            readonly query: ObjectCodec<{
                callerId: Codec<string>;
                destination: Codec<string>;
                firstMessage: Codec<string>;
                number: Codec<string>;
                prompt: Codec<string>;
                sipTrunkId: Codec<string>;
            }, never>;
        }>;
        readonly get: Kind<"GET", 200, "/v1/agents/{id}", ObjectCodec<{
            created_at: Codec<string>;
            default_language: Codec<string>;
            enable_first_message_outbound: Codec<boolean>;
            fallback_llm: Codec<string>;
            first_message_interruption_time: Codec<number>;
            first_message: Codec<string>;
            id: Codec<string>;
            keyterms: ListCodec<Codec<string>>;
            llm: Codec<string>;
            name: Codec<string>;
            noise_cancel_settings: ObjectCodec<{
                enabled: Codec<boolean>;
                level: Codec<number>;
            }, never>;
            phone_number_id: Codec<string>;
            prompt: Codec<string>;
            status: Codec<"active" | "inactive" | (string & Record<never, never>)>;
            summarize_calls: Codec<boolean>;
            timeout_settings: ObjectCodec<{
                default_timeout: Codec<number>;
                silence_counter: Codec<number>;
                silence_timeout_action: Codec<"end_call" | "transfer_call" | (string & Record<never, never>)>;
                silence_transfer_number: Codec<string>;
                timeout_action: Codec<"end_call" | "transfer_call" | (string & Record<never, never>)>;
                transfer_message: Codec<string>;
                transfer_number: Codec<string>;
            }, never>;
            updated_at: Codec<string>;
            vad_settings: ObjectCodec<{
                silence_timeout_secs: Codec<number>;
                start_secs: Codec<number>;
                stop_secs: Codec<number>;
            }, never>;
            voice_settings: ObjectCodec<{
                id: Codec<string>;
                provider: Codec<"cartesia" | "elevenlabs" | "fish" | "hume" | "minimax" | "openai" | (string & Record<never, never>)>;
                similarity_boost: Codec<number>;
                speed: Codec<number>;
                stability: Codec<number>;
                volume: Codec<number>;
            }, never>;
        }, never>> & object;
        readonly getVersion: Kind<"GET", 200, "/v1/agents/{id}/versions/{versionId}", ObjectCodec<{
            nodes: ListCodec<Codec<Fields>>;
            version: ObjectCodec<{
                agent_id: Codec<string>;
                created_at: Codec<string>;
                id: Codec<string>;
                published_at: Codec<string>;
                tag: Codec<string>;
            }, never>;
        }, "nodes" | "version">> & object;
        readonly list: Kind<"GET", 200, "/v1/agents", ListCodec<ObjectCodec<{
            created_at: Codec<string>;
            default_language: Codec<string>;
            enable_first_message_outbound: Codec<boolean>;
            fallback_llm: Codec<string>;
            first_message_interruption_time: Codec<number>;
            first_message: Codec<string>;
            id: Codec<string>;
            keyterms: ListCodec<Codec<string>>;
            llm: Codec<string>;
            name: Codec<string>;
            noise_cancel_settings: ObjectCodec<{
                enabled: Codec<boolean>;
                level: Codec<number>;
            }, never>;
            phone_number_id: Codec<string>;
            prompt: Codec<string>;
            status: Codec<"active" | "inactive" | (string & Record<never, never>)>;
            summarize_calls: Codec<boolean>;
            timeout_settings: ObjectCodec<{
                default_timeout: Codec<number>;
                silence_counter: Codec<number>;
                silence_timeout_action: Codec<"end_call" | "transfer_call" | (string & Record<never, never>)>;
                silence_transfer_number: Codec<string>;
                timeout_action: Codec<"end_call" | "transfer_call" | (string & Record<never, never>)>;
                transfer_message: Codec<string>;
                transfer_number: Codec<string>;
            }, never>;
            updated_at: Codec<string>;
            vad_settings: ObjectCodec<{
                silence_timeout_secs: Codec<number>;
                start_secs: Codec<number>;
                stop_secs: Codec<number>;
            }, never>;
            voice_settings: ObjectCodec<{
                id: Codec<string>;
                provider: Codec<"cartesia" | "elevenlabs" | "fish" | "hume" | "minimax" | "openai" | (string & Record<never, never>)>;
                similarity_boost: Codec<number>;
                speed: Codec<number>;
                stability: Codec<number>;
                volume: Codec<number>;
            }, never>;
        }, never>>> & object;
        readonly listVersions: Kind<"GET", 200, "/v1/agents/{id}/versions", ListCodec<ObjectCodec<{
            agent_id: Codec<string>;
            created_at: Codec<string>;
            id: Codec<string>;
            published_at: Codec<string>;
            tag: Codec<string>;
        }, never>>> & object;
        readonly publishVersion: Kind<"POST", 200, "/v1/agents/{id}/versions/{versionId}/publish", ObjectCodec<{
            agent_id: Codec<string>;
            created_at: Codec<string>;
            id: Codec<string>;
            published_at: Codec<string>;
            tag: Codec<string>;
        }, never>> & object;
        readonly update: Kind<"PATCH", 200, "/v1/agents/{id}", ObjectCodec<{
            created_at: Codec<string>;
            default_language: Codec<string>;
            enable_first_message_outbound: Codec<boolean>;
            fallback_llm: Codec<string>;
            first_message_interruption_time: Codec<number>;
            first_message: Codec<string>;
            id: Codec<string>;
            keyterms: ListCodec<Codec<string>>;
            llm: Codec<string>;
            name: Codec<string>;
            noise_cancel_settings: ObjectCodec<{
                enabled: Codec<boolean>;
                level: Codec<number>;
            }, never>;
            phone_number_id: Codec<string>;
            prompt: Codec<string>;
            status: Codec<"active" | "inactive" | (string & Record<never, never>)>;
            summarize_calls: Codec<boolean>;
            timeout_settings: ObjectCodec<{
                default_timeout: Codec<number>;
                silence_counter: Codec<number>;
                silence_timeout_action: Codec<"end_call" | "transfer_call" | (string & Record<never, never>)>;
                silence_transfer_number: Codec<string>;
                timeout_action: Codec<"end_call" | "transfer_call" | (string & Record<never, never>)>;
                transfer_message: Codec<string>;
                transfer_number: Codec<string>;
            }, never>;
            updated_at: Codec<string>;
            vad_settings: ObjectCodec<{
                silence_timeout_secs: Codec<number>;
                start_secs: Codec<number>;
                stop_secs: Codec<number>;
            }, never>;
            voice_settings: ObjectCodec<{
                id: Codec<string>;
                provider: Codec<"cartesia" | "elevenlabs" | "fish" | "hume" | "minimax" | "openai" | (string & Record<never, never>)>;
                similarity_boost: Codec<number>;
                speed: Codec<number>;
                stability: Codec<number>;
                volume: Codec<number>;
            }, never>;
        }, never>> & NoInfer<{
            readonly body: ObjectCodec<{
                default_language: Codec<string>;
                enable_first_message_outbound: Codec<boolean>;
                fallback_llm: Codec<string>;
                first_message_interruption_time: Codec<number>;
                first_message: Codec<string>;
                keyterms: ListCodec<Codec<string>>;
                llm: Codec<string>;
                name: Codec<string>;
                noise_cancel_settings: ObjectCodec<{
                    enabled: Codec<boolean>;
                    level: Codec<number>;
                }, never>;
                phone_number_id: NullableCodec<Codec<string>>;
                prompt: Codec<string>;
                status: Codec<"active" | "inactive">;
                summarize_calls: Codec<boolean>;
                timeout_settings: ObjectCodec<{
                    default_timeout: Codec<number>;
                    silence_counter: Codec<number>;
                    silence_timeout_action: Codec<"end_call" | "transfer_call">;
                    silence_transfer_number: Codec<string>;
                    timeout_action: Codec<"end_call" | "transfer_call">;
                    transfer_message: Codec<string>;
                    transfer_number: Codec<string>;
                }, never>;
                vad_settings: ObjectCodec<{
                    silence_timeout_secs: Codec<number>;
                    start_secs: Codec<number>;
                    stop_secs: Codec<number>;
                }, never>;
                voice_settings: ObjectCodec<{
                    id: Codec<string>;
                    provider: Codec<"cartesia" | "elevenlabs" | "fish" | "hume" | "minimax" | "openai">;
                    similarity_boost: Codec<number>;
                    speed: Codec<number>;
                    stability: Codec<number>;
                    volume: Codec<number>;
                }, never>;
            }, never>;
        }>;
    };
    readonly calls: {
        readonly downloadRecording: Kind<"GET", 200, "/v1/calls/{id}/recording", "stream"> & object;
        readonly get: Kind<"GET", 200, "/v1/calls/{id}", ObjectCodec<{
            agent_id: Codec<string>;
            connected_at: Codec<string>;
            cost: Codec<number>;
            created_at: Codec<string>;
            duration_seconds: Codec<number>;
            ended_at: Codec<string>;
            extracted_variables: ListCodec<ObjectCodec<{
                dataType: Codec<"array" | "boolean" | "number" | "object" | "string" | (string & Record<never, never>)>;
                description: Codec<string>;
                name: Codec<string>;
                rationale: Codec<string>;
                type: Codec<"extracted" | "input" | "system" | (string & Record<never, never>)>;
                value: Codec<unknown>;
            }, never>>;
            feedback: ObjectCodec<{
                notes: Codec<string>;
                stars: Codec<number>;
            }, "notes" | "stars">;
            graph_version_id: Codec<string>;
            id: Codec<string>;
            organization_id: Codec<string>;
            outbound_contact_id: Codec<string>;
            outbound_list_run_id: Codec<string>;
            outbound: Codec<boolean>;
            party_number: Codec<string>;
            source: Codec<"api" | "simulation" | "sip" | "twilio" | (string & Record<never, never>)>;
            started_at: Codec<string>;
            status: Codec<"auth_failed" | "connected" | "ended" | "in_progress" | "started" | (string & Record<never, never>)>;
            summary: Codec<string>;
            tags: ListCodec<Codec<string>>;
            termination_reason: Codec<string>;
            transcript: ObjectCodec<{
                entries: ListCodec<ObjectCodec<{
                    createdAt: Codec<string>;
                    durationMs: Codec<number>;
                    index: Codec<number>;
                    message: Codec<string>;
                    role: Codec<string>;
                    toolCall: ObjectCodec<{
                        arguments: Codec<string>;
                        callId: Codec<string>;
                        endedAt: Codec<string>;
                        itemId: Codec<string>;
                        output: Codec<string>;
                        startedAt: Codec<string>;
                        toolName: Codec<string>;
                    }, never>;
                    toolCallOutput: Codec<string>;
                    turnId: Codec<string>;
                    type: Codec<"interruption" | "message" | "tool_call_output" | "tool_call" | (string & Record<never, never>)>;
                }, never>>;
            }, "entries">;
        }, never>> & object;
        readonly list: Kind<"GET", 200, "/v1/calls", ObjectCodec<{
            calls: ListCodec<ObjectCodec<{
                agent_id: Codec<string>;
                connected_at: Codec<string>;
                cost: Codec<number>;
                created_at: Codec<string>;
                duration_seconds: Codec<number>;
                ended_at: Codec<string>;
                extracted_variables: ListCodec<ObjectCodec<{
                    dataType: Codec<"array" | "boolean" | "number" | "object" | "string" | (string & Record<never, never>)>;
                    description: Codec<string>;
                    name: Codec<string>;
                    rationale: Codec<string>;
                    type: Codec<"extracted" | "input" | "system" | (string & Record<never, never>)>;
                    value: Codec<unknown>;
                }, never>>;
                feedback: ObjectCodec<{
                    notes: Codec<string>;
                    stars: Codec<number>;
                }, "notes" | "stars">;
                graph_version_id: Codec<string>;
                id: Codec<string>;
                organization_id: Codec<string>;
                outbound_contact_id: Codec<string>;
                outbound_list_run_id: Codec<string>;
                outbound: Codec<boolean>;
                party_number: Codec<string>;
                source: Codec<"api" | "simulation" | "sip" | "twilio" | (string & Record<never, never>)>;
                started_at: Codec<string>;
                status: Codec<"auth_failed" | "connected" | "ended" | "in_progress" | "started" | (string & Record<never, never>)>;
                summary: Codec<string>;
                tags: ListCodec<Codec<string>>;
                termination_reason: Codec<string>;
                transcript: ObjectCodec<{
                    entries: ListCodec<ObjectCodec<{
                        createdAt: Codec<string>;
                        durationMs: Codec<number>;
                        index: Codec<number>;
                        message: Codec<string>;
                        role: Codec<string>;
                        toolCall: ObjectCodec<{
                            arguments: Codec<string>;
                            callId: Codec<string>;
                            endedAt: Codec<string>;
                            itemId: Codec<string>;
                            output: Codec<string>;
                            startedAt: Codec<string>;
                            toolName: Codec<string>;
                        }, never>;
                        toolCallOutput: Codec<string>;
                        turnId: Codec<string>;
                        type: Codec<"interruption" | "message" | "tool_call_output" | "tool_call" | (string & Record<never, never>)>;
                    }, never>>;
                }, "entries">;
            }, never>>;
            pagination: ObjectCodec<{
                has_next: Codec<boolean>;
                has_prev: Codec<boolean>;
                page_size: Codec<number>;
                page: Codec<number>;
                total_pages: Codec<number>;
                total: Codec<number>;
            }, "has_next" | "has_prev" | "page_size" | "page" | "total_pages" | "total">;
        }, "calls" | "pagination">> & NoInfer<{
            readonly query: ObjectCodec<{
                agent_ids: Codec<string>;
                date_from: Codec<string>;
                date_to: Codec<string>;
                organization_id: Codec<string>;
                outbound: Codec<boolean>;
                outcome: Codec<"ended_by_agent" | "ended_by_user" | "transferred">;
                page_size: Codec<number>;
                page: Codec<number>;
                search: Codec<string>;
                source: Codec<"api" | "simulation" | "sip" | "twilio">;
                status: Codec<"auth_failed" | "connected" | "ended" | "in_progress" | "started">;
                tag: Codec<string>;
            }, never>;
        }>;
    };
    readonly llms: {
        readonly list: Kind<"GET", 200, "/v1/llms", ObjectCodec<{
            llms: ListCodec<Codec<string>>;
        }, "llms">> & object;
    };
    readonly organization: {
        readonly get: Kind<"GET", 200, "/v1/organization", ObjectCodec<{
            created_at: Codec<string>;
            id: Codec<string>;
            name: Codec<string>;
        }, never>> & object;
    };
    readonly session: {
        readonly generateToken: Kind<"POST", 200, "/v1/session-token", ObjectCodec<{
            token: Codec<string>;
        } & {
            identity: Codec<string>;
            room: Codec<string>;
            url: Codec<string>;
            webrtc_token: Codec<string>;
        }, "token">> & NoInfer<{
            readonly body: ObjectCodec<{
                agent_id: Codec<string>;
            } & {
                chat_id: Codec<string>;
                chat: Codec<boolean>;
                first_message: Codec<string>;
                prompt: Codec<string>;
                transport: Codec<"webrtc" | "websocket">;
                variables: ListCodec<ObjectCodec<{
                    key: Codec<string>;
                    value: Codec<string>;
                }, "key" | "value">>;
                version_id: Codec<string>;
            }, "agent_id">;
            readonly retryable: true;
        }>;
    };
    readonly sipTrunks: {
        readonly create: Kind<"POST", 201, "/v1/sip-trunks", ObjectCodec<{
            caller_id_transforms: ListCodec<ObjectCodec<{
                type: Codec<"add_prefix" | "add_suffix" | "replace" | "strip_digits_end" | "strip_digits_start" | (string & Record<never, never>)>;
            } & {
                number: Codec<number>;
                value: Codec<string>;
                value2: Codec<string>;
            }, "type">>;
            created_at: Codec<string>;
            id: Codec<string>;
            inbound_auth_type: Codec<"acl" | "digest" | "none" | (string & Record<never, never>)>;
            inbound_host: Codec<string>;
            inbound_registration_status: Codec<"auth_failed" | "failed" | "not_registered" | "pending" | "registered" | (string & Record<never, never>)>;
            inbound_sip_username: Codec<string>;
            outbound_host: Codec<string>;
            outbound_registration_status: Codec<"auth_failed" | "failed" | "not_registered" | "pending" | "registered" | (string & Record<never, never>)>;
            outbound_sip_username: Codec<string>;
            pbx: Codec<"3cx" | "generic" | "webex" | "yeastar" | (string & Record<never, never>)>;
            register: Codec<boolean>;
            remain_in_dialog: Codec<boolean>;
        }, never>> & NoInfer<{
            readonly body: ObjectCodec<{
                pbx: Codec<"3cx" | "generic" | "webex" | "yeastar">;
            } & {
                caller_id_transforms: ListCodec<ObjectCodec<{
                    type: Codec<"add_prefix" | "add_suffix" | "replace" | "strip_digits_end" | "strip_digits_start">;
                } & {
                    number: Codec<number>;
                    value: Codec<string>;
                    value2: Codec<string>;
                }, "type">>;
                inbound_auth_type: NullableCodec<Codec<"acl" | "digest" | "none">>;
                inbound_host: NullableCodec<Codec<string>>;
                inbound_sip_password: NullableCodec<Codec<string>>;
                inbound_sip_username: NullableCodec<Codec<string>>;
                outbound_host: NullableCodec<Codec<string>>;
                outbound_sip_password: NullableCodec<Codec<string>>;
                outbound_sip_username: NullableCodec<Codec<string>>;
                pbx: Codec<"3cx" | "generic" | "webex" | "yeastar">;
                register: NullableCodec<Codec<boolean>>;
                remain_in_dialog: NullableCodec<Codec<boolean>>;
            }, "pbx">;
        }>;
        readonly createAssignment: Kind<"POST", 201, "/v1/sip-trunks/{id}/assignments", ObjectCodec<{
            agent_id: Codec<string>;
            alternate_number: Codec<string>;
            created_at: Codec<string>;
            id: Codec<string>;
            number: Codec<string>;
            sip_trunk_id: Codec<string>;
        }, never>> & NoInfer<{
            readonly body: ObjectCodec<{
                agent_id: Codec<string>;
            } & {
                alternate_number: Codec<string>;
                number: Codec<string>;
            }, "agent_id">;
        }>;
        readonly delete: Kind<"DELETE", 204, "/v1/sip-trunks/{id}", "nothing"> & object;
        readonly deleteAssignment: Kind<"DELETE", 204, "/v1/sip-trunks/assignments/{assignmentId}", "nothing"> & object;
        readonly get: Kind<"GET", 200, "/v1/sip-trunks/{id}", ObjectCodec<{
            caller_id_transforms: ListCodec<ObjectCodec<{
                type: Codec<"add_prefix" | "add_suffix" | "replace" | "strip_digits_end" | "strip_digits_start" | (string & Record<never, never>)>;
            } & {
                number: Codec<number>;
                value: Codec<string>;
                value2: Codec<string>;
            }, "type">>;
            created_at: Codec<string>;
            id: Codec<string>;
            inbound_auth_type: Codec<"acl" | "digest" | "none" | (string & Record<never, never>)>;
            inbound_host: Codec<string>;
            inbound_registration_status: Codec<"auth_failed" | "failed" | "not_registered" | "pending" | "registered" | (string & Record<never, never>)>;
            inbound_sip_username: Codec<string>;
            outbound_host: Codec<string>;
            outbound_registration_status: Codec<"auth_failed" | "failed" | "not_registered" | "pending" | "registered" | (string & Record<never, never>)>;
            outbound_sip_username: Codec<string>;
            pbx: Codec<"3cx" | "generic" | "webex" | "yeastar" | (string & Record<never, never>)>;
            register: Codec<boolean>;
            remain_in_dialog: Codec<boolean>;
        }, never>> & object;
        readonly getAssignment: Kind<"GET", 200, "/v1/sip-trunks/assignments/{assignmentId}", ObjectCodec<{
            agent_id: Codec<string>;
            alternate_number: Codec<string>;
            created_at: Codec<string>;
            id: Codec<string>;
            number: Codec<string>;
            sip_trunk_id: Codec<string>;
        }, never>> & object;
        readonly list: Kind<"GET", 200, "/v1/sip-trunks", ListCodec<ObjectCodec<{
            caller_id_transforms: ListCodec<ObjectCodec<{
                type: Codec<"add_prefix" | "add_suffix" | "replace" | "strip_digits_end" | "strip_digits_start" | (string & Record<never, never>)>;
            } & {
                number: Codec<number>;
                value: Codec<string>;
                value2: Codec<string>;
            }, "type">>;
            created_at: Codec<string>;
            id: Codec<string>;
            inbound_auth_type: Codec<"acl" | "digest" | "none" | (string & Record<never, never>)>;
            inbound_host: Codec<string>;
            inbound_registration_status: Codec<"auth_failed" | "failed" | "not_registered" | "pending" | "registered" | (string & Record<never, never>)>;
            inbound_sip_username: Codec<string>;
            outbound_host: Codec<string>;
            outbound_registration_status: Codec<"auth_failed" | "failed" | "not_registered" | "pending" | "registered" | (string & Record<never, never>)>;
            outbound_sip_username: Codec<string>;
            pbx: Codec<"3cx" | "generic" | "webex" | "yeastar" | (string & Record<never, never>)>;
            register: Codec<boolean>;
            remain_in_dialog: Codec<boolean>;
        }, never>>> & object;
        readonly listAssignments: Kind<"GET", 200, "/v1/sip-trunks/{id}/assignments", ListCodec<ObjectCodec<{
            agent_id: Codec<string>;
            alternate_number: Codec<string>;
            created_at: Codec<string>;
            id: Codec<string>;
            number: Codec<string>;
            sip_trunk_id: Codec<string>;
        }, never>>> & object;
        readonly update: Kind<"PATCH", 200, "/v1/sip-trunks/{id}", ObjectCodec<{
            caller_id_transforms: ListCodec<ObjectCodec<{
                type: Codec<"add_prefix" | "add_suffix" | "replace" | "strip_digits_end" | "strip_digits_start" | (string & Record<never, never>)>;
            } & {
                number: Codec<number>;
                value: Codec<string>;
                value2: Codec<string>;
            }, "type">>;
            created_at: Codec<string>;
            id: Codec<string>;
            inbound_auth_type: Codec<"acl" | "digest" | "none" | (string & Record<never, never>)>;
            inbound_host: Codec<string>;
            inbound_registration_status: Codec<"auth_failed" | "failed" | "not_registered" | "pending" | "registered" | (string & Record<never, never>)>;
            inbound_sip_username: Codec<string>;
            outbound_host: Codec<string>;
            outbound_registration_status: Codec<"auth_failed" | "failed" | "not_registered" | "pending" | "registered" | (string & Record<never, never>)>;
            outbound_sip_username: Codec<string>;
            pbx: Codec<"3cx" | "generic" | "webex" | "yeastar" | (string & Record<never, never>)>;
            register: Codec<boolean>;
            remain_in_dialog: Codec<boolean>;
        }, never>> & NoInfer<{
            readonly body: ObjectCodec<{
                caller_id_transforms: NullableCodec<ListCodec<ObjectCodec<{
                    type: Codec<"add_prefix" | "add_suffix" | "replace" | "strip_digits_end" | "strip_digits_start">;
                } & {
                    number: Codec<number>;
                    value: Codec<string>;
                    value2: Codec<string>;
                }, "type">>>;
                inbound_auth_type: NullableCodec<Codec<"acl" | "digest" | "none">>;
                inbound_host: NullableCodec<Codec<string>>;
                inbound_sip_password: NullableCodec<Codec<string>>;
                inbound_sip_username: NullableCodec<Codec<string>>;
                outbound_host: NullableCodec<Codec<string>>;
                outbound_sip_password: NullableCodec<Codec<string>>;
                outbound_sip_username: NullableCodec<Codec<string>>;
                pbx: Codec<"3cx" | "generic" | "webex" | "yeastar">;
                register: NullableCodec<Codec<boolean>>;
                remain_in_dialog: NullableCodec<Codec<boolean>>;
            }, never>;
        }>;
        readonly updateAssignment: Kind<"PATCH", 200, "/v1/sip-trunks/assignments/{assignmentId}", ObjectCodec<{
            agent_id: Codec<string>;
            alternate_number: Codec<string>;
            created_at: Codec<string>;
            id: Codec<string>;
            number: Codec<string>;
            sip_trunk_id: Codec<string>;
        }, never>> & NoInfer<{
            readonly body: ObjectCodec<{
                alternate_number: NullableCodec<Codec<string>>;
                number: NullableCodec<Codec<string>>;
            }, never>;
        }>;
    };
    readonly twilioNumbers: {
        readonly import: Kind<"POST", 201, "/v1/twilio/numbers", ObjectCodec<{
            account_sid: Codec<string>;
            created_at: Codec<string>;
            id: Codec<string>;
            label: Codec<string>;
            phone_number: Codec<string>;
            phone_sid: Codec<string>;
            updated_at: Codec<string>;
        }, never>> & NoInfer<{
            readonly body: ObjectCodec<{
                account_sid: Codec<string>;
                auth_token: Codec<string>;
                phone_number: Codec<string>;
            } & {
                label: Codec<string>;
            }, "account_sid" | "auth_token" | "phone_number">;
        }>;
        readonly list: Kind<"GET", 200, "/v1/twilio/numbers", ListCodec<ObjectCodec<{
            account_sid: Codec<string>;
            created_at: Codec<string>;
            id: Codec<string>;
            label: Codec<string>;
            phone_number: Codec<string>;
            phone_sid: Codec<string>;
            updated_at: Codec<string>;
        }, never>>> & object;
        readonly updateLabel: Kind<"PATCH", 200, "/v1/twilio/numbers/{id}", ObjectCodec<{
            account_sid: Codec<string>;
            created_at: Codec<string>;
            id: Codec<string>;
            label: Codec<string>;
            phone_number: Codec<string>;
            phone_sid: Codec<string>;
            updated_at: Codec<string>;
        }, never>> & NoInfer<{
            readonly body: ObjectCodec<{
                label: Codec<string>;
            }, "label">;
        }>;
    };
    readonly voices: {
        readonly list: Kind<"GET", 200, "/v1/voices", ObjectCodec<{
            voices: ListCodec<ObjectCodec<{
                id: Codec<string>;
                languages: ListCodec<Codec<string>>;
                name: Codec<string>;
                provider: Codec<"cartesia" | "elevenlabs" | "fish" | "hume" | "minimax" | "openai" | (string & Record<never, never>)>;
            } & {
                description: Codec<string>;
                featured: Codec<boolean>;
                preview_url: Codec<string>;
            }, "id" | "languages" | "name" | "provider">>;
        }, "voices">> & object;
    };
};
type Operations = typeof operations;
declare const orNull: <C extends t.Mixed>(inner: C) => NullableC<C>;
interface OrphanedToolOutput {
    readonly toolCallId: string;
    readonly output: string;
}
type OutputState = 'interrupted' | 'lost' | 'needs-gesture' | 'running';
type PageParameter = Exclude<keyof GenerateSessionTokenRequest, 'agent_id' | 'prompt'>;
type PageParameters = Readonly<Partial<Pick<GenerateSessionTokenRequest, 'agent_id' | PageParameter>>>;
interface Pages {
    pages(query?: CallsQuery, options?: RequestOptions): AsyncGenerator<PaginatedCallsResponse, void>;
    all(query?: CallsQuery, options?: RequestOptions): AsyncGenerator<CallRecord, void>;
}
declare const PaginatedCallsResponse: ObjectCodec<{
    calls: ListCodec<ObjectCodec<{
        agent_id: Codec<string>;
        connected_at: Codec<string>;
        cost: Codec<number>;
        created_at: Codec<string>;
        duration_seconds: Codec<number>;
        ended_at: Codec<string>;
        extracted_variables: ListCodec<ObjectCodec<{
            dataType: Codec<"array" | "boolean" | "number" | "object" | "string" | (string & Record<never, never>)>;
            description: Codec<string>;
            name: Codec<string>;
            rationale: Codec<string>;
            type: Codec<"extracted" | "input" | "system" | (string & Record<never, never>)>;
            value: Codec<unknown>;
        }, never>>;
        feedback: ObjectCodec<{
            notes: Codec<string>;
            stars: Codec<number>;
        }, "notes" | "stars">;
        graph_version_id: Codec<string>;
        id: Codec<string>;
        organization_id: Codec<string>;
        outbound_contact_id: Codec<string>;
        outbound_list_run_id: Codec<string>;
        outbound: Codec<boolean>;
        party_number: Codec<string>;
        source: Codec<"api" | "simulation" | "sip" | "twilio" | (string & Record<never, never>)>;
        started_at: Codec<string>;
        status: Codec<"auth_failed" | "connected" | "ended" | "in_progress" | "started" | (string & Record<never, never>)>;
        summary: Codec<string>;
        tags: ListCodec<Codec<string>>;
        termination_reason: Codec<string>;
        transcript: ObjectCodec<{
            entries: ListCodec<ObjectCodec<{
                createdAt: Codec<string>;
                durationMs: Codec<number>;
                index: Codec<number>;
                message: Codec<string>;
                role: Codec<string>;
                toolCall: ObjectCodec<{
                    arguments: Codec<string>;
                    callId: Codec<string>;
                    endedAt: Codec<string>;
                    itemId: Codec<string>;
                    output: Codec<string>;
                    startedAt: Codec<string>;
                    toolName: Codec<string>;
                }, never>;
                toolCallOutput: Codec<string>;
                turnId: Codec<string>;
                type: Codec<"interruption" | "message" | "tool_call_output" | "tool_call" | (string & Record<never, never>)>;
            }, never>>;
        }, "entries">;
    }, never>>;
    pagination: ObjectCodec<{
        has_next: Codec<boolean>;
        has_prev: Codec<boolean>;
        page_size: Codec<number>;
        page: Codec<number>;
        total_pages: Codec<number>;
        total: Codec<number>;
    }, "has_next" | "has_prev" | "page_size" | "page" | "total_pages" | "total">;
}, "calls" | "pagination">;
type PaginatedCallsResponse = TypeOf$1<typeof PaginatedCallsResponse>;
type ParametersOf<Path> = Path extends `${string}{${string}}${infer Rest}` ? [
    id: string,
    ...ParametersOf<Rest>
] : [
];
declare const parseBaseUrl: (text: string) => URL;
type Part = readonly [
    key: string,
    type: Codec,
    part: unknown
];
declare const partial: <P extends t.Props>(optional: P) => ObjectC<P, never>;
declare const payloads: {
    input_audio_transcript: ObjectCodec<{
        is_final: Codec<boolean>;
        transcript: Codec<string>;
    } & {
        turn_id: Codec<string>;
    }, "is_final" | "transcript">;
    interruption: ObjectCodec<{}, never>;
    response_audio: ObjectCodec<{
        audio: Codec<string>;
        is_final: Codec<boolean>;
        turn_id: Codec<string>;
    }, "audio" | "is_final" | "turn_id">;
    response_text: ObjectCodec<{
        is_final: Codec<boolean>;
        text: Codec<string>;
        turn_id: Codec<string>;
    }, "is_final" | "text" | "turn_id">;
    session_ended: ObjectCodec<{}, never>;
    session_started: ObjectCodec<{
        id: Codec<string>;
    }, "id">;
    speech_started: ObjectCodec<{
        emulated: Codec<boolean>;
    }, "emulated">;
    speech_stopped: ObjectCodec<{}, never>;
    tool_call: ObjectCodec<{
        arguments: ListCodec<ObjectCodec<{
            dataType: Codec<string>;
            description: Codec<string>;
            name: Codec<string>;
            required: Codec<boolean>;
            type: Codec<string>;
            value: Codec<unknown>;
        }, never>>;
        toolCallId: Codec<string>;
        toolName: Codec<string>;
    }, "arguments" | "toolCallId" | "toolName">;
};
declare const percentile: (values: readonly number[], share: number) => number | undefined;
interface Playback {
    readonly turns: readonly TurnPlayback[];
    readonly olderTurnIds: readonly string[];
    readonly interrupted: boolean;
}
interface PlaybackEvent {
    readonly type: 'drained' | 'flushed' | 'progress' | 'refused' | 'started' | 'underrun';
    readonly turnId: string;
    readonly heardSamples: number;
    readonly atMs: number;
    readonly refusedMs?: number;
}
type PlaybackInput = PlaybackEvent | ServerMessage | UnknownMessage;
declare const printable: (text: string) => string;
interface Progress {
    readonly receivedBytes: number;
    readonly totalBytes?: number;
}
type Props = Readonly<Record<string, Codec>>;
interface ReadOptions {
    readonly maxBytes?: number;
    readonly onProgress?: (progress: Progress) => void;
}
declare const readRecording: (recording: Recording, options?: ReadOptions) => Promise<Uint8Array>;
interface ReceiveBuffer<Events extends CallEvents = CallEvents> {
    readonly dropped: number;
    add(event: Received): void;
    readonly on: <K extends keyof Events>(event: K, listener: (value: Events[K]) => void) => () => void;
    readonly messages: () => AsyncIterableIterator<Message>;
    end(): void;
}
type Received = Extract<CallEvent, {
    readonly type: 'invalid';
}> | ReceivedMessage;
type ReceivedMessage = Extract<CallEvent, {
    readonly type: 'message';
}>;
type Recording = ReadableStream<Uint8Array> & {
    readonly totalBytes?: number;
};
declare class RedirectedError extends VatelError<'RedirectedError'> {
    readonly status: number;
    readonly targetOrigin?: string | undefined;
    readonly retryable = false;
    readonly delivery = "unknown";
    constructor(status: number, targetOrigin?: string | undefined);
}
declare const reduceLatency: (latency: Latency, event: PlaybackEvent | ServerMessage | UnknownMessage, atMs: number) => Latency;
declare const reducePlayback: (playback: Playback, event: PlaybackInput) => Playback;
declare const reduceTranscript: (transcript: Transcript, event: TranscriptEvent) => Transcript;
declare const reduceTranscriptState: (state: TranscriptState, event: TranscriptEvent) => TranscriptState;
declare class RefusedError extends VatelError<'RefusedError'> {
    readonly status: number;
    readonly reason: string;
    readonly retryAfterMs?: number | undefined;
    readonly retryable: boolean;
    readonly delivery: 'not-done' | 'unknown';
    constructor(status: number, reason: string, retryAfterMs?: number | undefined);
}
interface RefusedSound {
    readonly samples: number;
    readonly ended: boolean;
}
type RequestError = AbortedError | InvalidArgumentError | InvalidResponseError | RedirectedError | RefusedError | TimeoutError | UnreachableError;
interface RequestOptions {
    readonly signal?: AbortSignal;
    readonly timeoutMs?: number;
    readonly retries?: number;
    readonly headers?: Readonly<Record<string, string>>;
}
type RequestStage = 'answer' | 'connecting' | 'recording' | 'request' | 'token';
type ResponseOf<E extends Endpoint<Codec>> = E['response'] extends Codec ? TypeOf$1<E['response']> : E['response'] extends 'stream' ? Recording : Deleted;
declare const retryAfterMs: (retryAfter: unknown, date: unknown, nowMs: number) => number | undefined;
declare const retryDelayMs: (attempts: number, askedMs: number | undefined, random?: () => number) => number;
declare const runTool: (tools: Tools, call: ServerData<"tool_call">, { signal, late, ...options }?: ToolRunOptions) => Promise<ToolOutcome>;
declare const runTools: (connection: Pick<CallConnection, "on" | "sendToolOutput" | "started">, tools: Tools, runOptions?: RunToolsOptions) => (() => void);
interface RunToolsOptions extends Pick<ToolControllerOptions, 'clock' | 'concurrency' | 'maxRunning' | 'onEvent'> {
    readonly approve?: ApproveTool;
    readonly answered?: (outcome: ToolOutcome, sent: Sent['status']) => void;
}
declare const sampleCount: (base64: string) => number;
declare const sampleRate = 24000;
declare const saveRecording: (recording: Recording, path: string, options?: ReadOptions) => Promise<void>;
declare namespace schema_d_exports {
    export { ListC, NullableC, boolean, listOf, number, object, oneOf, orNull, partial, string, unknown };
}
type Sent = {
    readonly status: 'dropped';
} | {
    readonly status: 'queued';
} | {
    readonly status: 'sent';
};
declare const serverData: IoTsTable<typeof payloads>;
type ServerData<K extends ServerMessageType = ServerMessageType> = Readonly<TypeOf$1<(typeof payloads)[K]>>;
type ServerMessage<K extends ServerMessageType = ServerMessageType> = {
    readonly [P in K]: {
        readonly data: ServerData<P>;
        readonly type: P;
    };
}[K];
type ServerMessageType = keyof typeof payloads;
declare const sessionEnded: (hasStarted: boolean) => EndReason;
declare class SessionOverError extends VatelError<'SessionOverError'> {
    readonly retryable = true;
    readonly delivery = "unknown";
    constructor();
}
declare const sessionTokenHandler: (options: SessionTokenHandlerOptions) => ((request: Request) => Promise<Response>);
interface SessionTokenHandlerOptions {
    readonly client: {
        readonly session: Pick<Client['session'], 'generateToken'>;
    };
    readonly authorize: (request: Request, parameters: PageParameters) => Promise<TokenGrant | undefined> | TokenGrant | undefined;
    readonly parameters?: readonly PageParameter[];
    readonly origins?: readonly string[];
    readonly limit?: CallerLimit;
    readonly onError?: (error: unknown) => void;
}
declare const SessionTokenResponse: ObjectCodec<{
    token: Codec<string>;
} & {
    identity: Codec<string>;
    room: Codec<string>;
    url: Codec<string>;
    webrtc_token: Codec<string>;
}, "token">;
type SessionTokenResponse = TypeOf$1<typeof SessionTokenResponse>;
declare const SessionVariable: ObjectCodec<{
    key: Codec<string>;
    value: Codec<string>;
}, "key" | "value">;
type SessionVariable = TypeOf$1<typeof SessionVariable>;
declare class SlowConsumerError extends VatelError<'SlowConsumerError'> {
    readonly waiting: number;
    readonly retryable = false;
    readonly delivery = "unknown";
    constructor(waiting: number);
}
declare const soundingTurn: (before: string | undefined, event: PlaybackEvent) => string | undefined;
interface Speaker {
    write(audio: AgentAudio): void;
    flush(): void;
    listen(listener: (event: PlaybackEvent) => void): () => void;
    watch?(listener: (state: OutputState) => void): () => void;
    readonly error?: unknown;
}
declare const speakerGraceMs = 1000;
declare const spokenWords: (text: string) => string;
interface Spread {
    readonly count: number;
    readonly p50Ms?: number;
    readonly p95Ms?: number;
}
interface StandardIssue {
    readonly message: string;
    readonly path?: readonly ({
        readonly key: PropertyKey;
    } | PropertyKey)[] | undefined;
}
type StandardResult<Output> = {
    readonly issues: readonly StandardIssue[];
} | {
    readonly issues?: undefined;
    readonly value: Output;
};
interface StandardSchema<Input = unknown, Output = Input> {
    readonly '~standard': {
        readonly types?: {
            readonly input: Input;
            readonly output: Output;
        } | undefined;
        readonly validate: (value: unknown) => Promise<StandardResult<Output>> | StandardResult<Output>;
        readonly vendor: string;
        readonly version: 1;
    };
}
declare const StoredTranscript: ObjectCodec<{
    entries: ListCodec<ObjectCodec<{
        createdAt: Codec<string>;
        durationMs: Codec<number>;
        index: Codec<number>;
        message: Codec<string>;
        role: Codec<string>;
        toolCall: ObjectCodec<{
            arguments: Codec<string>;
            callId: Codec<string>;
            endedAt: Codec<string>;
            itemId: Codec<string>;
            output: Codec<string>;
            startedAt: Codec<string>;
            toolName: Codec<string>;
        }, never>;
        toolCallOutput: Codec<string>;
        turnId: Codec<string>;
        type: Codec<"interruption" | "message" | "tool_call_output" | "tool_call" | (string & Record<never, never>)>;
    }, never>>;
}, "entries">;
type StoredTranscript = TypeOf$1<typeof StoredTranscript>;
declare const string: t.Type<string>;
declare const summarizeLatency: ({ turns, bargeIns, deadAirs }: Latency) => LatencySummary;
declare const systemClock: Clock;
type Task<E extends Endpoint<Codec>> = (...args: [
    ...ArgumentsOf<E>,
    options?: RequestOptions
]) => TaskEither<RequestError, ResponseOf<E>>;
type Tasks = {
    readonly [G in keyof Operations]: {
        readonly [M in keyof Operations[G]]: Operations[G][M] extends Endpoint<Codec> ? Task<Operations[G][M]> : never;
    };
};
declare class TimeoutError extends VatelError<'TimeoutError'> {
    readonly stage: CallStage | RequestStage;
    readonly afterMs: number;
    readonly delivery: 'not-sent' | 'unknown';
    readonly retryable = true;
    constructor(stage: CallStage | RequestStage, afterMs: number, delivery?: 'not-sent' | 'unknown');
}
interface TimeoutOptions<T> {
    readonly stage: TimeoutError['stage'];
    readonly timeoutMs?: number | undefined;
    readonly signal?: AbortSignal | undefined;
    readonly clock?: Clock;
    readonly onTimeout?: () => T;
    readonly onAborted?: (delivery: AbortedError['delivery']) => T;
}
interface TokenGrant extends GenerateSessionTokenRequest {
    readonly caller: string;
}
declare const toNodeListener: (handler: (request: Request) => Promise<Response>) => (request: NodeRequest, response: NodeResponse) => Promise<void>;
declare const tool: <S extends ToolSchema>(options: ToolOptions<S>) => Tool<S>;
interface Tool<S extends ToolSchema = ToolSchema> extends ToolPolicy {
    readonly args: S;
    readonly run: (args: never, context: ToolContext) => unknown;
    readonly timeoutMs: number;
    readonly answersWithinMs?: number | undefined;
}
declare const toolArgument: ObjectCodec<{
    dataType: Codec<string>;
    description: Codec<string>;
    name: Codec<string>;
    required: Codec<boolean>;
    type: Codec<string>;
    value: Codec<unknown>;
}, never>;
declare const ToolArgument: IoTs<typeof toolArgument>;
type ToolArgument = TypeOf$1<typeof toolArgument>;
type ToolArguments<S extends ToolSchema> = S extends StandardSchema ? NonNullable<S['~standard']['types']>['output'] : S extends Mixed ? TypeOf<S> : never;
type ToolCall = ServerData<'tool_call'>;
type ToolConcurrency = 'in-order' | 'latest' | 'together';
interface ToolContext {
    readonly signal: AbortSignal;
    readonly idempotencyKey: string;
}
interface ToolController {
    call(call: ToolCall): boolean;
    approve(toolCallId: string): boolean;
    decline(toolCallId: string): boolean;
    answered(toolCallId: string): boolean;
    interrupt(): void;
    cancel(reason: unknown): void;
    readonly pending: number;
}
type ToolControllerEvent = {
    readonly call: ToolCall;
    readonly type: 'approvalRequested';
} | {
    readonly call: ToolCall;
    readonly type: 'overdue';
} | {
    readonly call: ToolCall;
    readonly type: 'started';
} | {
    readonly outcome: ToolOutcome;
    readonly sent: Sent['status'];
    readonly type: 'settled';
} | {
    readonly output: string;
    readonly sent: Sent['status'];
    readonly toolCallId: string;
    readonly type: 'lateOutput';
};
interface ToolControllerOptions {
    readonly tools: Tools;
    readonly send: (toolCallId: string, output: string) => Sent['status'];
    readonly sessionId?: Promise<string> | string;
    readonly approve?: 'interactive' | ApproveTool;
    readonly concurrency?: Readonly<Record<string, ToolConcurrency>> | ToolConcurrency;
    readonly maxRunning?: number;
    readonly clock?: Clock;
    readonly onEvent?: (event: ToolControllerEvent) => void;
}
interface ToolEntry {
    readonly who: 'tool';
    readonly toolCallId: string;
    readonly toolName: string;
    readonly arguments: ServerData<'tool_call'>['arguments'];
    readonly output?: string;
}
interface ToolOptions<S extends ToolSchema> extends Partial<ToolPolicy> {
    readonly args: S;
    readonly run: (args: ToolArguments<S>, context: ToolContext) => unknown;
    readonly timeoutMs?: number;
    readonly answersWithinMs?: number;
}
interface ToolOutcome {
    readonly type: 'cancelled' | 'declined' | 'error' | 'result' | 'timeout';
    readonly toolCallId: string;
    readonly toolName: string;
    readonly output: string;
}
interface ToolPolicy {
    readonly approval: 'ask' | 'none';
    readonly onInterruption: 'abort' | 'finish';
}
interface ToolRunOptions {
    readonly signal?: AbortSignal;
    readonly late?: (output: string) => void;
    readonly clock?: Clock;
    readonly sessionId?: string;
    readonly approve?: ApproveTool;
}
type Tools = Readonly<Record<string, Tool>>;
type ToolSchema = Mixed | StandardSchema;
type Transcript = readonly TranscriptEntry[];
type TranscriptEntry = AgentEntry | ToolEntry | UserEntry;
type TranscriptEvent = ClientMessage | PlaybackEvent | ServerMessage | UnknownMessage;
interface TranscriptState {
    readonly older: Transcript;
    readonly recent: Transcript;
}
interface TurnLatency {
    readonly turnId: string;
    readonly firstByteMs: number;
    readonly firstSoundMs?: number;
}
interface TurnPlayback {
    readonly turnId: string;
    readonly receivedSamples: number;
    readonly heardSamples: number;
    readonly heardBefore?: number;
    readonly flushedSamples: number;
    readonly drained: boolean;
    readonly cancelled: boolean;
}
type TypeOf$1<C extends Codec> = C extends {
    readonly is: (value: unknown) => value is infer A;
} ? A : never;
declare const unheardMs: ({ turns }: Playback) => number;
declare const unknown: t.Type<unknown>;
interface UnknownMessage {
    readonly type: 'unknown';
    readonly wireType: string;
    readonly data: unknown;
}
declare class UnreachableError extends VatelError<'UnreachableError'> {
    readonly origin: string;
    readonly delivery: 'not-sent' | 'unknown';
    readonly code?: string | undefined;
    readonly cause?: Error | undefined;
    readonly retryable: boolean;
    constructor(origin: string, delivery: 'not-sent' | 'unknown', code?: string | undefined, cause?: Error | undefined, remedy?: string);
}
interface UplinkStats {
    readonly sentMs: number;
    readonly queuedMs: number;
    readonly droppedMs: number;
}
interface UserEntry {
    readonly who: 'user';
    readonly turnId?: string;
    readonly text: string;
    readonly final: boolean;
}
declare abstract class VatelError<Tag extends string = string> extends Error {
    readonly name: Tag;
    readonly _tag: Tag;
    abstract readonly retryable: boolean;
    constructor(tag: Tag, message: string, options?: {
        readonly cause?: unknown;
    });
    toJSON(): object;
}
type WebSocketClass = new (url: string, ...rest: never[]) => object;
declare const withTimeout: <T>(work: () => Promise<T>, { stage, timeoutMs, signal, clock, onTimeout, onAborted }: TimeoutOptions<T>) => Promise<T>;
