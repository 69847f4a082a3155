// @vatel/core
export {
  AbortedError,
  Agent,
  AgentAudio,
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
  Recording,
  RedirectedError,
  RefusedError,
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
  audioDurationMs,
  callTransitions,
  canPlay,
  clientData,
  createAudioDecoder,
  createCallerLimit,
  createClient,
  createToolController,
  decodeAudio,
  encodeAudio,
  endReasonOf,
  endpoints,
  errorOfEnd,
  explainEnd,
  heardSamples,
  initialLatency,
  initialPlayback,
  initialTranscript,
  initialTranscriptState,
  isCancelled,
  isVatelError,
  linesOf,
  openCall,
  percentile,
  readRecording,
  reduceLatency,
  reducePlayback,
  reduceTranscript,
  reduceTranscriptState,
  retryDelayMs,
  runTool,
  runTools,
  sampleCount,
  sampleRate,
  schema,
  serverData,
  sessionTokenHandler,
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
    readonly cause?: unknown | undefined;
    readonly delivery: 'not-sent' | 'unknown';
    readonly retryable = false;
    constructor(cause?: unknown | undefined, delivery?: 'not-sent' | 'unknown');
}
declare const Agent: ObjectC<{
    id: t.Type<string, string, unknown>;
    phone_number_id: t.Type<string, string, unknown>;
    name: t.Type<string, string, unknown>;
    llm: t.Type<string, string, unknown>;
    fallback_llm: t.Type<string, string, unknown>;
    status: t.Type<(string & Record<never, never>) | "active" | "inactive", (string & Record<never, never>) | "active" | "inactive", unknown>;
    prompt: t.Type<string, string, unknown>;
    first_message: t.Type<string, string, unknown>;
    first_message_interruption_time: t.Type<number, number, unknown>;
    default_language: t.Type<string, string, unknown>;
    summarize_calls: t.Type<boolean, boolean, unknown>;
    created_at: t.Type<string, string, unknown>;
    updated_at: t.Type<string, string, unknown>;
    noise_cancel_settings: ObjectC<{
        enabled: t.Type<boolean, boolean, unknown>;
        level: t.Type<number, number, unknown>;
    }, never>;
    vad_settings: ObjectC<{
        start_secs: t.Type<number, number, unknown>;
        stop_secs: t.Type<number, number, unknown>;
        silence_timeout_secs: t.Type<number, number, unknown>;
    }, never>;
    enable_first_message_outbound: t.Type<boolean, boolean, unknown>;
    voice_settings: ObjectC<{
        id: t.Type<string, string, unknown>;
        provider: t.Type<"elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish" | (string & Record<never, never>), "elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish" | (string & Record<never, never>), unknown>;
        speed: t.Type<number, number, unknown>;
        stability: t.Type<number, number, unknown>;
        similarity_boost: t.Type<number, number, unknown>;
        volume: t.Type<number, number, unknown>;
    }, never>;
    timeout_settings: ObjectC<{
        default_timeout: t.Type<number, number, unknown>;
        timeout_action: t.Type<(string & Record<never, never>) | "end_call" | "transfer_call", (string & Record<never, never>) | "end_call" | "transfer_call", unknown>;
        transfer_number: t.Type<string, string, unknown>;
        transfer_message: t.Type<string, string, unknown>;
        silence_counter: t.Type<number, number, unknown>;
        silence_timeout_action: t.Type<(string & Record<never, never>) | "end_call" | "transfer_call", (string & Record<never, never>) | "end_call" | "transfer_call", unknown>;
        silence_transfer_number: t.Type<string, string, unknown>;
    }, never>;
    keyterms: ListC<t.Type<string, string, unknown>>;
}, never>;
type Agent = t.TypeOf<typeof Agent>;
interface AgentAudio {
    readonly turnId: string;
    readonly pcm: Int16Array;
    readonly isFinal: boolean;
}
declare const AgentCreateInput: ObjectC<{
    name: t.Type<string, string, unknown>;
} & {
    phone_number_id: NullableC<t.Type<string, string, unknown>>;
    name: t.Type<string, string, unknown>;
    llm: t.Type<string, string, unknown>;
    fallback_llm: t.Type<string, string, unknown>;
    status: t.Type<"active" | "inactive", "active" | "inactive", unknown>;
    prompt: t.Type<string, string, unknown>;
    first_message: t.Type<string, string, unknown>;
    first_message_interruption_time: t.Type<number, number, unknown>;
    default_language: t.Type<string, string, unknown>;
    summarize_calls: t.Type<boolean, boolean, unknown>;
    noise_cancel_settings: ObjectC<{
        enabled: t.Type<boolean, boolean, unknown>;
        level: t.Type<number, number, unknown>;
    }, never>;
    vad_settings: ObjectC<{
        start_secs: t.Type<number, number, unknown>;
        stop_secs: t.Type<number, number, unknown>;
        silence_timeout_secs: t.Type<number, number, unknown>;
    }, never>;
    enable_first_message_outbound: t.Type<boolean, boolean, unknown>;
    timeout_settings: ObjectC<{
        default_timeout: t.Type<number, number, unknown>;
        timeout_action: t.Type<"end_call" | "transfer_call", "end_call" | "transfer_call", unknown>;
        transfer_number: t.Type<string, string, unknown>;
        transfer_message: t.Type<string, string, unknown>;
        silence_counter: t.Type<number, number, unknown>;
        silence_timeout_action: t.Type<"end_call" | "transfer_call", "end_call" | "transfer_call", unknown>;
        silence_transfer_number: t.Type<string, string, unknown>;
    }, never>;
    keyterms: ListC<t.Type<string, string, unknown>>;
    voice_settings: ObjectC<{
        id: t.Type<string, string, unknown>;
        provider: t.Type<"elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", "elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", unknown>;
        speed: t.Type<number, number, unknown>;
        stability: t.Type<number, number, unknown>;
        similarity_boost: t.Type<number, number, unknown>;
        volume: t.Type<number, number, unknown>;
    }, never>;
}, "name">;
type AgentCreateInput = t.TypeOf<typeof AgentCreateInput>;
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
    readonly heardSamples: number;
    readonly heardBefore?: number;
}
declare const AgentUpdateInput: ObjectC<{
    phone_number_id: NullableC<t.Type<string, string, unknown>>;
    name: t.Type<string, string, unknown>;
    llm: t.Type<string, string, unknown>;
    fallback_llm: t.Type<string, string, unknown>;
    status: t.Type<"active" | "inactive", "active" | "inactive", unknown>;
    prompt: t.Type<string, string, unknown>;
    first_message: t.Type<string, string, unknown>;
    first_message_interruption_time: t.Type<number, number, unknown>;
    default_language: t.Type<string, string, unknown>;
    summarize_calls: t.Type<boolean, boolean, unknown>;
    noise_cancel_settings: ObjectC<{
        enabled: t.Type<boolean, boolean, unknown>;
        level: t.Type<number, number, unknown>;
    }, never>;
    vad_settings: ObjectC<{
        start_secs: t.Type<number, number, unknown>;
        stop_secs: t.Type<number, number, unknown>;
        silence_timeout_secs: t.Type<number, number, unknown>;
    }, never>;
    enable_first_message_outbound: t.Type<boolean, boolean, unknown>;
    timeout_settings: ObjectC<{
        default_timeout: t.Type<number, number, unknown>;
        timeout_action: t.Type<"end_call" | "transfer_call", "end_call" | "transfer_call", unknown>;
        transfer_number: t.Type<string, string, unknown>;
        transfer_message: t.Type<string, string, unknown>;
        silence_counter: t.Type<number, number, unknown>;
        silence_timeout_action: t.Type<"end_call" | "transfer_call", "end_call" | "transfer_call", unknown>;
        silence_transfer_number: t.Type<string, string, unknown>;
    }, never>;
    keyterms: ListC<t.Type<string, string, unknown>>;
    voice_settings: ObjectC<{
        id: t.Type<string, string, unknown>;
        provider: t.Type<"elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", "elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", unknown>;
        speed: t.Type<number, number, unknown>;
        stability: t.Type<number, number, unknown>;
        similarity_boost: t.Type<number, number, unknown>;
        volume: t.Type<number, number, unknown>;
    }, never>;
}, never>;
type AgentUpdateInput = t.TypeOf<typeof AgentUpdateInput>;
type ApproveTool = (call: ToolCall) => boolean | Promise<boolean>;
type ArgumentsOf<E extends Endpoint> = [
    ...ParametersOf<E['path']>,
    ...InputOf<E>
];
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
    readonly body: infer B extends t.Mixed;
} ? [
    input: t.OutputOf<B>
] : E extends {
    readonly query: infer Q extends t.Mixed;
} ? [
    query?: t.OutputOf<Q>
] : [
];
declare const boolean: t.Type<boolean, boolean, unknown>;
interface CallConnection {
    readonly state: CallState;
    readonly started: Promise<ServerData<'session_started'>>;
    readonly ended: Promise<EndReason>;
    readonly audio: UplinkStats;
    messages(): AsyncIterableIterator<ServerMessage | UnknownMessage>;
    on<K extends keyof CallEvents>(event: K, listener: (value: CallEvents[K]) => void): () => void;
    sendAudio(audio: Int16Array | Uint8Array | string): Sent;
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
declare const CallRecord: ObjectC<{
    id: t.Type<string, string, unknown>;
    agent_id: t.Type<string, string, unknown>;
    graph_version_id: t.Type<string, string, unknown>;
    organization_id: t.Type<string, string, unknown>;
    party_number: t.Type<string, string, unknown>;
    status: t.Type<(string & Record<never, never>) | "connected" | "started" | "in_progress" | "auth_failed" | "ended", (string & Record<never, never>) | "connected" | "started" | "in_progress" | "auth_failed" | "ended", unknown>;
    source: t.Type<(string & Record<never, never>) | "twilio" | "sip" | "simulation" | "api", (string & Record<never, never>) | "twilio" | "sip" | "simulation" | "api", unknown>;
    termination_reason: t.Type<string, string, unknown>;
    extracted_variables: ListC<ObjectC<{
        name: t.Type<string, string, unknown>;
        type: t.Type<(string & Record<never, never>) | "system" | "input" | "extracted", (string & Record<never, never>) | "system" | "input" | "extracted", unknown>;
        description: t.Type<string, string, unknown>;
        value: t.Type<unknown, unknown, unknown>;
        dataType: t.Type<"string" | "number" | "boolean" | "object" | (string & Record<never, never>) | "array", "string" | "number" | "boolean" | "object" | (string & Record<never, never>) | "array", unknown>;
        rationale: t.Type<string, string, unknown>;
    }, never>>;
    outbound: t.Type<boolean, boolean, unknown>;
    outbound_contact_id: t.Type<string, string, unknown>;
    outbound_list_run_id: t.Type<string, string, unknown>;
    created_at: t.Type<string, string, unknown>;
    connected_at: t.Type<string, string, unknown>;
    started_at: t.Type<string, string, unknown>;
    ended_at: t.Type<string, string, unknown>;
    summary: t.Type<string, string, unknown>;
    transcript: ObjectC<{
        entries: ListC<ObjectC<{
            index: t.Type<number, number, unknown>;
            role: t.Type<string, string, unknown>;
            message: t.Type<string, string, unknown>;
            type: t.Type<(string & Record<never, never>) | "message" | "tool_call" | "tool_call_output" | "interruption", (string & Record<never, never>) | "message" | "tool_call" | "tool_call_output" | "interruption", unknown>;
            toolCall: ObjectC<{
                itemId: t.Type<string, string, unknown>;
                callId: t.Type<string, string, unknown>;
                toolName: t.Type<string, string, unknown>;
                arguments: t.Type<string, string, unknown>;
                output: t.Type<string, string, unknown>;
                startedAt: t.Type<string, string, unknown>;
                endedAt: t.Type<string, string, unknown>;
            }, never>;
            toolCallOutput: t.Type<string, string, unknown>;
            createdAt: t.Type<string, string, unknown>;
            durationMs: t.Type<number, number, unknown>;
            turnId: t.Type<string, string, unknown>;
        }, never>>;
    }, "entries">;
    cost: t.Type<number, number, unknown>;
    tags: ListC<t.Type<string, string, unknown>>;
    duration_seconds: t.Type<number, number, unknown>;
    feedback: ObjectC<{
        stars: t.Type<number, number, unknown>;
        notes: t.Type<string, string, unknown>;
    }, "stars" | "notes">;
}, never>;
type CallRecord = t.TypeOf<typeof CallRecord>;
interface CallSocket extends CallConnection {
    readonly delivery: DeliveryReport;
    on<K extends keyof CallSocketEvents>(event: K, listener: (value: CallSocketEvents[K]) => void): () => void;
}
interface CallSocketEvents extends CallEvents {
    readonly dropped: DropReport;
}
declare const CallsQuery: ObjectC<{
    organization_id: t.Type<string, string, unknown>;
    page: t.Type<number, number, unknown>;
    page_size: t.Type<number, number, unknown>;
    agent_ids: t.Type<string, string, unknown>;
    status: t.Type<"connected" | "started" | "in_progress" | "auth_failed" | "ended", "connected" | "started" | "in_progress" | "auth_failed" | "ended", unknown>;
    source: t.Type<"twilio" | "sip" | "simulation" | "api", "twilio" | "sip" | "simulation" | "api", unknown>;
    date_from: t.Type<string, string, unknown>;
    date_to: t.Type<string, string, unknown>;
    outbound: t.Type<boolean, boolean, unknown>;
    search: t.Type<string, string, unknown>;
    tag: t.Type<string, string, unknown>;
    outcome: t.Type<"transferred" | "ended_by_agent" | "ended_by_user", "transferred" | "ended_by_agent" | "ended_by_user", unknown>;
}, never>;
type CallsQuery = t.TypeOf<typeof CallsQuery>;
type CallStage = 'connecting' | 'starting';
type CallState = 'connecting' | 'starting' | 'live' | 'suspect' | 'closing' | 'ended';
declare const callTransitions: Readonly<Record<CallState, readonly CallState[]>>;
declare const canPlay: (playback: Playback, turnId: string) => boolean;
interface Client extends Methods {
    readonly calls: Methods['calls'] & Pages;
    connect(input: ConnectInput, options?: ConnectOptions): Promise<CallSocket>;
    request(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, options?: CustomRequestOptions): Promise<unknown>;
}
declare const clientData: {
    input_audio: ObjectC<{
        audio: t.Type<string, string, unknown>;
    }, "audio">;
    tool_call_output: ObjectC<{
        toolCallId: t.Type<string, string, unknown>;
        output: t.Type<string, string, unknown>;
    }, "output" | "toolCallId">;
};
type ClientMessage<K extends ClientMessageType = ClientMessageType> = {
    readonly [P in K]: {
        readonly type: P;
        readonly data: Readonly<t.TypeOf<(typeof clientData)[P]>>;
    };
}[K];
type ClientMessageType = keyof typeof clientData;
interface ClientOptions {
    readonly apiKey: string | (() => Promise<string>);
    readonly baseUrl?: string;
    readonly fetch?: typeof fetch;
    readonly timeoutMs?: number;
    readonly retries?: number;
    readonly exposeApiKeyInBrowser?: boolean;
    readonly clock?: Clock;
}
interface Clock {
    readonly performance: {
        now(): number;
    };
    setTimeout(callback: () => void, delayMs: number): unknown;
    clearTimeout(timer: unknown): void;
}
declare class ConnectFailedError extends VatelError<'ConnectFailedError'> {
    readonly retryable = true;
    constructor(cause: unknown);
}
type ConnectInput = Omit<GenerateSessionTokenRequest, 'transport'> | {
    readonly token: string;
};
declare class ConnectionLostError extends VatelError<'ConnectionLostError'> {
    readonly code: number;
    readonly reason: string;
    readonly retryable: boolean;
    readonly delivery = "unknown";
    constructor(code: number, reason: string);
}
type ConnectOptions = Omit<CallOptions, 'token' | 'baseUrl'>;
declare const createAudioDecoder: () => AudioDecoder;
declare const createCallerLimit: ({ most, withinMs, clock }?: CallerLimitOptions) => CallerLimit;
declare const createClient: (options: ClientOptions) => Client;
declare const createClient: (options: ClientOptions) => Tasks;
declare const createToolController: ({ tools, send, sessionId, approve, concurrency, maxRunning, clock, onEvent }: ToolControllerOptions) => ToolController;
interface CustomRequestOptions extends RequestOptions {
    readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
    readonly body?: unknown;
}
declare const decodeAudio: (base64: string) => Int16Array;
declare const decodeServerMessage: (text: string) => Either<InvalidMessageError, ServerMessage | UnknownMessage>;
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
declare const DialAgentResponse: ObjectC<{
    success: t.Type<boolean, boolean, unknown>;
}, "success">;
type DialAgentResponse = t.TypeOf<typeof DialAgentResponse>;
declare const DialBody: ObjectC<{
    variables: ListC<ObjectC<{
        key: t.Type<string, string, unknown>;
        value: t.Type<string, string, unknown>;
    }, "key" | "value">>;
}, never>;
type DialBody = t.TypeOf<typeof DialBody>;
declare const DialQuery: ObjectC<{
    number: t.Type<string, string, unknown>;
    destination: t.Type<string, string, unknown>;
    sipTrunkId: t.Type<string, string, unknown>;
    callerId: t.Type<string, string, unknown>;
    firstMessage: t.Type<string, string, unknown>;
    prompt: t.Type<string, string, unknown>;
}, never>;
type DialQuery = t.TypeOf<typeof DialQuery>;
interface DropReport {
    readonly ms: number;
    readonly totalMs: number;
}
declare const encodeAudio: (pcm: Int16Array | Uint8Array) => string;
type EndClass = 'ended' | 'lost' | 'protocol' | 'auth' | 'busy' | 'server' | 'client';
interface EndExplanation {
    readonly class: EndClass;
    readonly retryable: boolean;
    readonly retryAfterMs?: number;
}
interface Endpoint extends Operation {
    readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
    readonly path: string;
    readonly query?: t.Mixed;
    readonly body?: t.Mixed;
    readonly response: t.Mixed | 'stream' | 'nothing';
    readonly success: 200 | 201 | 204;
}
declare const endpoints: {
    readonly organization: {
        readonly get: Kind<"GET", 200, "/v1/organization", ObjectC<{
            id: t.Type<string, string, unknown>;
            name: t.Type<string, string, unknown>;
            created_at: t.Type<string, string, unknown>;
        }, never>> & object;
    };
    readonly llms: {
        readonly list: Kind<"GET", 200, "/v1/llms", ObjectC<{
            llms: ListC<t.Type<string, string, unknown>>;
        }, "llms">> & object;
    };
    readonly voices: {
        readonly list: Kind<"GET", 200, "/v1/voices", ObjectC<{
            voices: ListC<ObjectC<{
                id: t.Type<string, string, unknown>;
                name: t.Type<string, string, unknown>;
                provider: t.Type<"elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish" | (string & Record<never, never>), "elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish" | (string & Record<never, never>), unknown>;
                languages: ListC<t.Type<string, string, unknown>>;
            } & {
                description: t.Type<string, string, unknown>;
                preview_url: t.Type<string, string, unknown>;
                featured: t.Type<boolean, boolean, unknown>;
            }, "id" | "name" | "provider" | "languages">>;
        }, "voices">> & object;
    };
    readonly agents: {
        readonly list: Kind<"GET", 200, "/v1/agents", ListC<ObjectC<{
            id: t.Type<string, string, unknown>;
            phone_number_id: t.Type<string, string, unknown>;
            name: t.Type<string, string, unknown>;
            llm: t.Type<string, string, unknown>;
            fallback_llm: t.Type<string, string, unknown>;
            status: t.Type<(string & Record<never, never>) | "active" | "inactive", (string & Record<never, never>) | "active" | "inactive", unknown>;
            prompt: t.Type<string, string, unknown>;
            first_message: t.Type<string, string, unknown>;
            first_message_interruption_time: t.Type<number, number, unknown>;
            default_language: t.Type<string, string, unknown>;
            summarize_calls: t.Type<boolean, boolean, unknown>;
            created_at: t.Type<string, string, unknown>;
            updated_at: t.Type<string, string, unknown>;
            noise_cancel_settings: ObjectC<{
                enabled: t.Type<boolean, boolean, unknown>;
                level: t.Type<number, number, unknown>;
            }, never>;
            vad_settings: ObjectC<{
                start_secs: t.Type<number, number, unknown>;
                stop_secs: t.Type<number, number, unknown>;
                silence_timeout_secs: t.Type<number, number, unknown>;
            }, never>;
            enable_first_message_outbound: t.Type<boolean, boolean, unknown>;
            voice_settings: ObjectC<{
                id: t.Type<string, string, unknown>;
                provider: t.Type<"elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish" | (string & Record<never, never>), "elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish" | (string & Record<never, never>), unknown>;
                speed: t.Type<number, number, unknown>;
                stability: t.Type<number, number, unknown>;
                similarity_boost: t.Type<number, number, unknown>;
                volume: t.Type<number, number, unknown>;
            }, never>;
            timeout_settings: ObjectC<{
                default_timeout: t.Type<number, number, unknown>;
                timeout_action: t.Type<(string & Record<never, never>) | "end_call" | "transfer_call", (string & Record<never, never>) | "end_call" | "transfer_call", unknown>;
                transfer_number: t.Type<string, string, unknown>;
                transfer_message: t.Type<string, string, unknown>;
                silence_counter: t.Type<number, number, unknown>;
                silence_timeout_action: t.Type<(string & Record<never, never>) | "end_call" | "transfer_call", (string & Record<never, never>) | "end_call" | "transfer_call", unknown>;
                silence_transfer_number: t.Type<string, string, unknown>;
            }, never>;
            keyterms: ListC<t.Type<string, string, unknown>>;
        }, never>>> & object;
        readonly create: Kind<"POST", 201, "/v1/agents", ObjectC<{
            id: t.Type<string, string, unknown>;
            phone_number_id: t.Type<string, string, unknown>;
            name: t.Type<string, string, unknown>;
            llm: t.Type<string, string, unknown>;
            fallback_llm: t.Type<string, string, unknown>;
            status: t.Type<(string & Record<never, never>) | "active" | "inactive", (string & Record<never, never>) | "active" | "inactive", unknown>;
            prompt: t.Type<string, string, unknown>;
            first_message: t.Type<string, string, unknown>;
            first_message_interruption_time: t.Type<number, number, unknown>;
            default_language: t.Type<string, string, unknown>;
            summarize_calls: t.Type<boolean, boolean, unknown>;
            created_at: t.Type<string, string, unknown>;
            updated_at: t.Type<string, string, unknown>;
            noise_cancel_settings: ObjectC<{
                enabled: t.Type<boolean, boolean, unknown>;
                level: t.Type<number, number, unknown>;
            }, never>;
            vad_settings: ObjectC<{
                start_secs: t.Type<number, number, unknown>;
                stop_secs: t.Type<number, number, unknown>;
                silence_timeout_secs: t.Type<number, number, unknown>;
            }, never>;
            enable_first_message_outbound: t.Type<boolean, boolean, unknown>;
            voice_settings: ObjectC<{
                id: t.Type<string, string, unknown>;
                provider: t.Type<"elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish" | (string & Record<never, never>), "elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish" | (string & Record<never, never>), unknown>;
                speed: t.Type<number, number, unknown>;
                stability: t.Type<number, number, unknown>;
                similarity_boost: t.Type<number, number, unknown>;
                volume: t.Type<number, number, unknown>;
            }, never>;
            timeout_settings: ObjectC<{
                default_timeout: t.Type<number, number, unknown>;
                timeout_action: t.Type<(string & Record<never, never>) | "end_call" | "transfer_call", (string & Record<never, never>) | "end_call" | "transfer_call", unknown>;
                transfer_number: t.Type<string, string, unknown>;
                transfer_message: t.Type<string, string, unknown>;
                silence_counter: t.Type<number, number, unknown>;
                silence_timeout_action: t.Type<(string & Record<never, never>) | "end_call" | "transfer_call", (string & Record<never, never>) | "end_call" | "transfer_call", unknown>;
                silence_transfer_number: t.Type<string, string, unknown>;
            }, never>;
            keyterms: ListC<t.Type<string, string, unknown>>;
        }, never>> & NoInfer<{
            readonly body: ObjectC<{
                name: t.Type<string, string, unknown>;
            } & {
                phone_number_id: NullableC<t.Type<string, string, unknown>>;
                name: t.Type<string, string, unknown>;
                llm: t.Type<string, string, unknown>;
                fallback_llm: t.Type<string, string, unknown>;
                status: t.Type<"active" | "inactive", "active" | "inactive", unknown>;
                prompt: t.Type<string, string, unknown>;
                first_message: t.Type<string, string, unknown>;
                first_message_interruption_time: t.Type<number, number, unknown>;
                default_language: t.Type<string, string, unknown>;
                summarize_calls: t.Type<boolean, boolean, unknown>;
                noise_cancel_settings: ObjectC<{
                    enabled: t.Type<boolean, boolean, unknown>;
                    level: t.Type<number, number, unknown>;
                }, never>;
                vad_settings: ObjectC<{
                    start_secs: t.Type<number, number, unknown>;
                    stop_secs: t.Type<number, number, unknown>;
                    silence_timeout_secs: t.Type<number, number, unknown>;
                }, never>;
                enable_first_message_outbound: t.Type<boolean, boolean, unknown>;
                timeout_settings: ObjectC<{
                    default_timeout: t.Type<number, number, unknown>;
                    timeout_action: t.Type<"end_call" | "transfer_call", "end_call" | "transfer_call", unknown>;
                    transfer_number: t.Type<string, string, unknown>;
                    transfer_message: t.Type<string, string, unknown>;
                    silence_counter: t.Type<number, number, unknown>;
                    silence_timeout_action: t.Type<"end_call" | "transfer_call", "end_call" | "transfer_call", unknown>;
                    silence_transfer_number: t.Type<string, string, unknown>;
                }, never>;
                keyterms: ListC<t.Type<string, string, unknown>>;
                voice_settings: ObjectC<{
                    id: t.Type<string, string, unknown>;
                    provider: t.Type<"elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", "elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", unknown>;
                    speed: t.Type<number, number, unknown>;
                    stability: t.Type<number, number, unknown>;
                    similarity_boost: t.Type<number, number, unknown>;
                    volume: t.Type<number, number, unknown>;
                }, never>;
            }, "name">;
        }>;
        readonly get: Kind<"GET", 200, "/v1/agents/{id}", ObjectC<{
            id: t.Type<string, string, unknown>;
            phone_number_id: t.Type<string, string, unknown>;
            name: t.Type<string, string, unknown>;
            llm: t.Type<string, string, unknown>;
            fallback_llm: t.Type<string, string, unknown>;
            status: t.Type<(string & Record<never, never>) | "active" | "inactive", (string & Record<never, never>) | "active" | "inactive", unknown>;
            prompt: t.Type<string, string, unknown>;
            first_message: t.Type<string, string, unknown>;
            first_message_interruption_time: t.Type<number, number, unknown>;
            default_language: t.Type<string, string, unknown>;
            summarize_calls: t.Type<boolean, boolean, unknown>;
            created_at: t.Type<string, string, unknown>;
            updated_at: t.Type<string, string, unknown>;
            noise_cancel_settings: ObjectC<{
                enabled: t.Type<boolean, boolean, unknown>;
                level: t.Type<number, number, unknown>;
            }, never>;
            vad_settings: ObjectC<{
                start_secs: t.Type<number, number, unknown>;
                stop_secs: t.Type<number, number, unknown>;
                silence_timeout_secs: t.Type<number, number, unknown>;
            }, never>;
            enable_first_message_outbound: t.Type<boolean, boolean, unknown>;
            voice_settings: ObjectC<{
                id: t.Type<string, string, unknown>;
                provider: t.Type<"elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish" | (string & Record<never, never>), "elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish" | (string & Record<never, never>), unknown>;
                speed: t.Type<number, number, unknown>;
                stability: t.Type<number, number, unknown>;
                similarity_boost: t.Type<number, number, unknown>;
                volume: t.Type<number, number, unknown>;
            }, never>;
            timeout_settings: ObjectC<{
                default_timeout: t.Type<number, number, unknown>;
                timeout_action: t.Type<(string & Record<never, never>) | "end_call" | "transfer_call", (string & Record<never, never>) | "end_call" | "transfer_call", unknown>;
                transfer_number: t.Type<string, string, unknown>;
                transfer_message: t.Type<string, string, unknown>;
                silence_counter: t.Type<number, number, unknown>;
                silence_timeout_action: t.Type<(string & Record<never, never>) | "end_call" | "transfer_call", (string & Record<never, never>) | "end_call" | "transfer_call", unknown>;
                silence_transfer_number: t.Type<string, string, unknown>;
            }, never>;
            keyterms: ListC<t.Type<string, string, unknown>>;
        }, never>> & object;
        readonly update: Kind<"PATCH", 200, "/v1/agents/{id}", ObjectC<{
            id: t.Type<string, string, unknown>;
            phone_number_id: t.Type<string, string, unknown>;
            name: t.Type<string, string, unknown>;
            llm: t.Type<string, string, unknown>;
            fallback_llm: t.Type<string, string, unknown>;
            status: t.Type<(string & Record<never, never>) | "active" | "inactive", (string & Record<never, never>) | "active" | "inactive", unknown>;
            prompt: t.Type<string, string, unknown>;
            first_message: t.Type<string, string, unknown>;
            first_message_interruption_time: t.Type<number, number, unknown>;
            default_language: t.Type<string, string, unknown>;
            summarize_calls: t.Type<boolean, boolean, unknown>;
            created_at: t.Type<string, string, unknown>;
            updated_at: t.Type<string, string, unknown>;
            noise_cancel_settings: ObjectC<{
                enabled: t.Type<boolean, boolean, unknown>;
                level: t.Type<number, number, unknown>;
            }, never>;
            vad_settings: ObjectC<{
                start_secs: t.Type<number, number, unknown>;
                stop_secs: t.Type<number, number, unknown>;
                silence_timeout_secs: t.Type<number, number, unknown>;
            }, never>;
            enable_first_message_outbound: t.Type<boolean, boolean, unknown>;
            voice_settings: ObjectC<{
                id: t.Type<string, string, unknown>;
                provider: t.Type<"elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish" | (string & Record<never, never>), "elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish" | (string & Record<never, never>), unknown>;
                speed: t.Type<number, number, unknown>;
                stability: t.Type<number, number, unknown>;
                similarity_boost: t.Type<number, number, unknown>;
                volume: t.Type<number, number, unknown>;
            }, never>;
            timeout_settings: ObjectC<{
                default_timeout: t.Type<number, number, unknown>;
                timeout_action: t.Type<(string & Record<never, never>) | "end_call" | "transfer_call", (string & Record<never, never>) | "end_call" | "transfer_call", unknown>;
                transfer_number: t.Type<string, string, unknown>;
                transfer_message: t.Type<string, string, unknown>;
                silence_counter: t.Type<number, number, unknown>;
                silence_timeout_action: t.Type<(string & Record<never, never>) | "end_call" | "transfer_call", (string & Record<never, never>) | "end_call" | "transfer_call", unknown>;
                silence_transfer_number: t.Type<string, string, unknown>;
            }, never>;
            keyterms: ListC<t.Type<string, string, unknown>>;
        }, never>> & NoInfer<{
            readonly body: ObjectC<{
                phone_number_id: NullableC<t.Type<string, string, unknown>>;
                name: t.Type<string, string, unknown>;
                llm: t.Type<string, string, unknown>;
                fallback_llm: t.Type<string, string, unknown>;
                status: t.Type<"active" | "inactive", "active" | "inactive", unknown>;
                prompt: t.Type<string, string, unknown>;
                first_message: t.Type<string, string, unknown>;
                first_message_interruption_time: t.Type<number, number, unknown>;
                default_language: t.Type<string, string, unknown>;
                summarize_calls: t.Type<boolean, boolean, unknown>;
                noise_cancel_settings: ObjectC<{
                    enabled: t.Type<boolean, boolean, unknown>;
                    level: t.Type<number, number, unknown>;
                }, never>;
                vad_settings: ObjectC<{
                    start_secs: t.Type<number, number, unknown>;
                    stop_secs: t.Type<number, number, unknown>;
                    silence_timeout_secs: t.Type<number, number, unknown>;
                }, never>;
                enable_first_message_outbound: t.Type<boolean, boolean, unknown>;
                timeout_settings: ObjectC<{
                    default_timeout: t.Type<number, number, unknown>;
                    timeout_action: t.Type<"end_call" | "transfer_call", "end_call" | "transfer_call", unknown>;
                    transfer_number: t.Type<string, string, unknown>;
                    transfer_message: t.Type<string, string, unknown>;
                    silence_counter: t.Type<number, number, unknown>;
                    silence_timeout_action: t.Type<"end_call" | "transfer_call", "end_call" | "transfer_call", unknown>;
                    silence_transfer_number: t.Type<string, string, unknown>;
                }, never>;
                keyterms: ListC<t.Type<string, string, unknown>>;
                voice_settings: ObjectC<{
                    id: t.Type<string, string, unknown>;
                    provider: t.Type<"elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", "elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", unknown>;
                    speed: t.Type<number, number, unknown>;
                    stability: t.Type<number, number, unknown>;
                    similarity_boost: t.Type<number, number, unknown>;
                    volume: t.Type<number, number, unknown>;
                }, never>;
            }, never>;
        }>;
        readonly delete: Kind<"DELETE", 204, "/v1/agents/{id}", "nothing"> & object;
        readonly listVersions: Kind<"GET", 200, "/v1/agents/{id}/versions", ListC<ObjectC<{
            id: t.Type<string, string, unknown>;
            agent_id: t.Type<string, string, unknown>;
            created_at: t.Type<string, string, unknown>;
            published_at: t.Type<string, string, unknown>;
            tag: t.Type<string, string, unknown>;
        }, never>>> & object;
        readonly getVersion: Kind<"GET", 200, "/v1/agents/{id}/versions/{versionId}", ObjectC<{
            version: ObjectC<{
                id: t.Type<string, string, unknown>;
                agent_id: t.Type<string, string, unknown>;
                created_at: t.Type<string, string, unknown>;
                published_at: t.Type<string, string, unknown>;
                tag: t.Type<string, string, unknown>;
            }, never>;
            nodes: ListC<t.Type<Fields, Fields, unknown>>;
        }, "version" | "nodes">> & object;
        readonly publishVersion: Kind<"POST", 200, "/v1/agents/{id}/versions/{versionId}/publish", ObjectC<{
            id: t.Type<string, string, unknown>;
            agent_id: t.Type<string, string, unknown>;
            created_at: t.Type<string, string, unknown>;
            published_at: t.Type<string, string, unknown>;
            tag: t.Type<string, string, unknown>;
        }, never>> & object;
        readonly dial: Kind<"POST", 200, "/v1/agents/{id}/dial", ObjectC<{
            success: t.Type<boolean, boolean, unknown>;
        }, "success">> & NoInfer<{
            readonly query: ObjectC<{
                number: t.Type<string, string, unknown>;
                destination: t.Type<string, string, unknown>;
                sipTrunkId: t.Type<string, string, unknown>;
                callerId: t.Type<string, string, unknown>;
                firstMessage: t.Type<string, string, unknown>;
                prompt: t.Type<string, string, unknown>;
            }, never>;
            readonly body: ObjectC<{
                variables: ListC<ObjectC<{
                    key: t.Type<string, string, unknown>;
                    value: t.Type<string, string, unknown>;
                }, "key" | "value">>;
            }, never>;
            readonly once: true;
        }>;
    };
    readonly calls: {
        readonly list: Kind<"GET", 200, "/v1/calls", ObjectC<{
            calls: ListC<ObjectC<{
                id: t.Type<string, string, unknown>;
                agent_id: t.Type<string, string, unknown>;
                graph_version_id: t.Type<string, string, unknown>;
                organization_id: t.Type<string, string, unknown>;
                party_number: t.Type<string, string, unknown>;
                status: t.Type<(string & Record<never, never>) | "connected" | "started" | "in_progress" | "auth_failed" | "ended", (string & Record<never, never>) | "connected" | "started" | "in_progress" | "auth_failed" | "ended", unknown>;
                source: t.Type<(string & Record<never, never>) | "twilio" | "sip" | "simulation" | "api", (string & Record<never, never>) | "twilio" | "sip" | "simulation" | "api", unknown>;
                termination_reason: t.Type<string, string, unknown>;
                extracted_variables: ListC<ObjectC<{
                    name: t.Type<string, string, unknown>;
                    type: t.Type<(string & Record<never, never>) | "system" | "input" | "extracted", (string & Record<never, never>) | "system" | "input" | "extracted", unknown>;
                    description: t.Type<string, string, unknown>;
                    value: t.Type<unknown, unknown, unknown>;
                    dataType: t.Type<"string" | "number" | "boolean" | "object" | (string & Record<never, never>) | "array", "string" | "number" | "boolean" | "object" | (string & Record<never, never>) | "array", unknown>;
                    rationale: t.Type<string, string, unknown>;
                }, never>>;
                outbound: t.Type<boolean, boolean, unknown>;
                outbound_contact_id: t.Type<string, string, unknown>;
                outbound_list_run_id: t.Type<string, string, unknown>;
                created_at: t.Type<string, string, unknown>;
                connected_at: t.Type<string, string, unknown>;
                started_at: t.Type<string, string, unknown>;
                ended_at: t.Type<string, string, unknown>;
                summary: t.Type<string, string, unknown>;
                transcript: ObjectC<{
                    entries: ListC<ObjectC<{
                        index: t.Type<number, number, unknown>;
                        role: t.Type<string, string, unknown>;
                        message: t.Type<string, string, unknown>;
                        type: t.Type<(string & Record<never, never>) | "message" | "tool_call" | "tool_call_output" | "interruption", (string & Record<never, never>) | "message" | "tool_call" | "tool_call_output" | "interruption", unknown>;
                        toolCall: ObjectC<{
                            itemId: t.Type<string, string, unknown>;
                            callId: t.Type<string, string, unknown>;
                            toolName: t.Type<string, string, unknown>;
                            arguments: t.Type<string, string, unknown>;
                            output: t.Type<string, string, unknown>;
                            startedAt: t.Type<string, string, unknown>;
                            endedAt: t.Type<string, string, unknown>;
                        }, never>;
                        toolCallOutput: t.Type<string, string, unknown>;
                        createdAt: t.Type<string, string, unknown>;
                        durationMs: t.Type<number, number, unknown>;
                        turnId: t.Type<string, string, unknown>;
                    }, never>>;
                }, "entries">;
                cost: t.Type<number, number, unknown>;
                tags: ListC<t.Type<string, string, unknown>>;
                duration_seconds: t.Type<number, number, unknown>;
                feedback: ObjectC<{
                    stars: t.Type<number, number, unknown>;
                    notes: t.Type<string, string, unknown>;
                }, "stars" | "notes">;
            }, never>>;
            pagination: ObjectC<{
                page: t.Type<number, number, unknown>;
                page_size: t.Type<number, number, unknown>;
                total: t.Type<number, number, unknown>;
                total_pages: t.Type<number, number, unknown>;
                has_next: t.Type<boolean, boolean, unknown>;
                has_prev: t.Type<boolean, boolean, unknown>;
            }, "page" | "page_size" | "total" | "total_pages" | "has_next" | "has_prev">;
        }, "calls" | "pagination">> & NoInfer<{
            readonly query: ObjectC<{
                organization_id: t.Type<string, string, unknown>;
                page: t.Type<number, number, unknown>;
                page_size: t.Type<number, number, unknown>;
                agent_ids: t.Type<string, string, unknown>;
                status: t.Type<"connected" | "started" | "in_progress" | "auth_failed" | "ended", "connected" | "started" | "in_progress" | "auth_failed" | "ended", unknown>;
                source: t.Type<"twilio" | "sip" | "simulation" | "api", "twilio" | "sip" | "simulation" | "api", unknown>;
                date_from: t.Type<string, string, unknown>;
                date_to: t.Type<string, string, unknown>;
                outbound: t.Type<boolean, boolean, unknown>;
                search: t.Type<string, string, unknown>;
                tag: t.Type<string, string, unknown>;
                outcome: t.Type<"transferred" | "ended_by_agent" | "ended_by_user", "transferred" | "ended_by_agent" | "ended_by_user", unknown>;
            }, never>;
        }>;
        readonly get: Kind<"GET", 200, "/v1/calls/{id}", ObjectC<{
            id: t.Type<string, string, unknown>;
            agent_id: t.Type<string, string, unknown>;
            graph_version_id: t.Type<string, string, unknown>;
            organization_id: t.Type<string, string, unknown>;
            party_number: t.Type<string, string, unknown>;
            status: t.Type<(string & Record<never, never>) | "connected" | "started" | "in_progress" | "auth_failed" | "ended", (string & Record<never, never>) | "connected" | "started" | "in_progress" | "auth_failed" | "ended", unknown>;
            source: t.Type<(string & Record<never, never>) | "twilio" | "sip" | "simulation" | "api", (string & Record<never, never>) | "twilio" | "sip" | "simulation" | "api", unknown>;
            termination_reason: t.Type<string, string, unknown>;
            extracted_variables: ListC<ObjectC<{
                name: t.Type<string, string, unknown>;
                type: t.Type<(string & Record<never, never>) | "system" | "input" | "extracted", (string & Record<never, never>) | "system" | "input" | "extracted", unknown>;
                description: t.Type<string, string, unknown>;
                value: t.Type<unknown, unknown, unknown>;
                dataType: t.Type<"string" | "number" | "boolean" | "object" | (string & Record<never, never>) | "array", "string" | "number" | "boolean" | "object" | (string & Record<never, never>) | "array", unknown>;
                rationale: t.Type<string, string, unknown>;
            }, never>>;
            outbound: t.Type<boolean, boolean, unknown>;
            outbound_contact_id: t.Type<string, string, unknown>;
            outbound_list_run_id: t.Type<string, string, unknown>;
            created_at: t.Type<string, string, unknown>;
            connected_at: t.Type<string, string, unknown>;
            started_at: t.Type<string, string, unknown>;
            ended_at: t.Type<string, string, unknown>;
            summary: t.Type<string, string, unknown>;
            transcript: ObjectC<{
                entries: ListC<ObjectC<{
                    index: t.Type<number, number, unknown>;
                    role: t.Type<string, string, unknown>;
                    message: t.Type<string, string, unknown>;
                    type: t.Type<(string & Record<never, never>) | "message" | "tool_call" | "tool_call_output" | "interruption", (string & Record<never, never>) | "message" | "tool_call" | "tool_call_output" | "interruption", unknown>;
                    toolCall: ObjectC<{
                        itemId: t.Type<string, string, unknown>;
                        callId: t.Type<string, string, unknown>;
                        toolName: t.Type<string, string, unknown>;
                        arguments: t.Type<string, string, unknown>;
                        output: t.Type<string, string, unknown>;
                        startedAt: t.Type<string, string, unknown>;
                        endedAt: t.Type<string, string, unknown>;
                    }, never>;
                    toolCallOutput: t.Type<string, string, unknown>;
                    createdAt: t.Type<string, string, unknown>;
                    durationMs: t.Type<number, number, unknown>;
                    turnId: t.Type<string, string, unknown>;
                }, never>>;
            }, "entries">;
            cost: t.Type<number, number, unknown>;
            tags: ListC<t.Type<string, string, unknown>>;
            duration_seconds: t.Type<number, number, unknown>;
            feedback: ObjectC<{
                stars: t.Type<number, number, unknown>;
                notes: t.Type<string, string, unknown>;
            }, "stars" | "notes">;
        }, never>> & object;
        readonly downloadRecording: Kind<"GET", 200, "/v1/calls/{id}/recording", "stream"> & object;
    };
    readonly twilioNumbers: {
        readonly list: Kind<"GET", 200, "/v1/twilio/numbers", ListC<ObjectC<{
            id: t.Type<string, string, unknown>;
            phone_number: t.Type<string, string, unknown>;
            phone_sid: t.Type<string, string, unknown>;
            label: t.Type<string, string, unknown>;
            account_sid: t.Type<string, string, unknown>;
            created_at: t.Type<string, string, unknown>;
            updated_at: t.Type<string, string, unknown>;
        }, never>>> & object;
        readonly import: Kind<"POST", 201, "/v1/twilio/numbers", ObjectC<{
            id: t.Type<string, string, unknown>;
            phone_number: t.Type<string, string, unknown>;
            phone_sid: t.Type<string, string, unknown>;
            label: t.Type<string, string, unknown>;
            account_sid: t.Type<string, string, unknown>;
            created_at: t.Type<string, string, unknown>;
            updated_at: t.Type<string, string, unknown>;
        }, never>> & NoInfer<{
            readonly body: ObjectC<{
                phone_number: t.Type<string, string, unknown>;
                account_sid: t.Type<string, string, unknown>;
                auth_token: t.Type<string, string, unknown>;
            } & {
                label: t.Type<string, string, unknown>;
            }, "phone_number" | "account_sid" | "auth_token">;
        }>;
        readonly updateLabel: Kind<"PATCH", 200, "/v1/twilio/numbers/{id}", ObjectC<{
            id: t.Type<string, string, unknown>;
            phone_number: t.Type<string, string, unknown>;
            phone_sid: t.Type<string, string, unknown>;
            label: t.Type<string, string, unknown>;
            account_sid: t.Type<string, string, unknown>;
            created_at: t.Type<string, string, unknown>;
            updated_at: t.Type<string, string, unknown>;
        }, never>> & NoInfer<{
            readonly body: ObjectC<{
                label: t.Type<string, string, unknown>;
            }, "label">;
        }>;
    };
    readonly sipTrunks: {
        readonly list: Kind<"GET", 200, "/v1/sip-trunks", ListC<ObjectC<{
            id: t.Type<string, string, unknown>;
            created_at: t.Type<string, string, unknown>;
            pbx: t.Type<(string & Record<never, never>) | "3cx" | "yeastar" | "webex" | "generic", (string & Record<never, never>) | "3cx" | "yeastar" | "webex" | "generic", unknown>;
            caller_id_transforms: ListC<ObjectC<{
                type: t.Type<"replace" | (string & Record<never, never>) | "add_prefix" | "add_suffix" | "strip_digits_end" | "strip_digits_start", "replace" | (string & Record<never, never>) | "add_prefix" | "add_suffix" | "strip_digits_end" | "strip_digits_start", unknown>;
            } & {
                value: t.Type<string, string, unknown>;
                value2: t.Type<string, string, unknown>;
                number: t.Type<number, number, unknown>;
            }, "type">>;
            inbound_host: t.Type<string, string, unknown>;
            inbound_auth_type: t.Type<(string & Record<never, never>) | "digest" | "acl" | "none", (string & Record<never, never>) | "digest" | "acl" | "none", unknown>;
            inbound_sip_username: t.Type<string, string, unknown>;
            inbound_registration_status: t.Type<(string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", (string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", unknown>;
            outbound_host: t.Type<string, string, unknown>;
            outbound_sip_username: t.Type<string, string, unknown>;
            register: t.Type<boolean, boolean, unknown>;
            outbound_registration_status: t.Type<(string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", (string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", unknown>;
            remain_in_dialog: t.Type<boolean, boolean, unknown>;
        }, never>>> & object;
        readonly create: Kind<"POST", 201, "/v1/sip-trunks", ObjectC<{
            id: t.Type<string, string, unknown>;
            created_at: t.Type<string, string, unknown>;
            pbx: t.Type<(string & Record<never, never>) | "3cx" | "yeastar" | "webex" | "generic", (string & Record<never, never>) | "3cx" | "yeastar" | "webex" | "generic", unknown>;
            caller_id_transforms: ListC<ObjectC<{
                type: t.Type<"replace" | (string & Record<never, never>) | "add_prefix" | "add_suffix" | "strip_digits_end" | "strip_digits_start", "replace" | (string & Record<never, never>) | "add_prefix" | "add_suffix" | "strip_digits_end" | "strip_digits_start", unknown>;
            } & {
                value: t.Type<string, string, unknown>;
                value2: t.Type<string, string, unknown>;
                number: t.Type<number, number, unknown>;
            }, "type">>;
            inbound_host: t.Type<string, string, unknown>;
            inbound_auth_type: t.Type<(string & Record<never, never>) | "digest" | "acl" | "none", (string & Record<never, never>) | "digest" | "acl" | "none", unknown>;
            inbound_sip_username: t.Type<string, string, unknown>;
            inbound_registration_status: t.Type<(string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", (string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", unknown>;
            outbound_host: t.Type<string, string, unknown>;
            outbound_sip_username: t.Type<string, string, unknown>;
            register: t.Type<boolean, boolean, unknown>;
            outbound_registration_status: t.Type<(string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", (string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", unknown>;
            remain_in_dialog: t.Type<boolean, boolean, unknown>;
        }, never>> & NoInfer<{
            readonly body: ObjectC<{
                pbx: t.Type<"3cx" | "yeastar" | "webex" | "generic", "3cx" | "yeastar" | "webex" | "generic", unknown>;
            } & {
                pbx: t.Type<"3cx" | "yeastar" | "webex" | "generic", "3cx" | "yeastar" | "webex" | "generic", unknown>;
                inbound_host: NullableC<t.Type<string, string, unknown>>;
                inbound_auth_type: NullableC<t.Type<"digest" | "acl" | "none", "digest" | "acl" | "none", unknown>>;
                inbound_sip_username: NullableC<t.Type<string, string, unknown>>;
                inbound_sip_password: NullableC<t.Type<string, string, unknown>>;
                outbound_host: NullableC<t.Type<string, string, unknown>>;
                outbound_sip_username: NullableC<t.Type<string, string, unknown>>;
                outbound_sip_password: NullableC<t.Type<string, string, unknown>>;
                register: NullableC<t.Type<boolean, boolean, unknown>>;
                remain_in_dialog: NullableC<t.Type<boolean, boolean, unknown>>;
                caller_id_transforms: ListC<ObjectC<{
                    type: t.Type<"replace" | "add_prefix" | "add_suffix" | "strip_digits_end" | "strip_digits_start", "replace" | "add_prefix" | "add_suffix" | "strip_digits_end" | "strip_digits_start", unknown>;
                } & {
                    value: t.Type<string, string, unknown>;
                    value2: t.Type<string, string, unknown>;
                    number: t.Type<number, number, unknown>;
                }, "type">>;
            }, "pbx">;
        }>;
        readonly get: Kind<"GET", 200, "/v1/sip-trunks/{id}", ObjectC<{
            id: t.Type<string, string, unknown>;
            created_at: t.Type<string, string, unknown>;
            pbx: t.Type<(string & Record<never, never>) | "3cx" | "yeastar" | "webex" | "generic", (string & Record<never, never>) | "3cx" | "yeastar" | "webex" | "generic", unknown>;
            caller_id_transforms: ListC<ObjectC<{
                type: t.Type<"replace" | (string & Record<never, never>) | "add_prefix" | "add_suffix" | "strip_digits_end" | "strip_digits_start", "replace" | (string & Record<never, never>) | "add_prefix" | "add_suffix" | "strip_digits_end" | "strip_digits_start", unknown>;
            } & {
                value: t.Type<string, string, unknown>;
                value2: t.Type<string, string, unknown>;
                number: t.Type<number, number, unknown>;
            }, "type">>;
            inbound_host: t.Type<string, string, unknown>;
            inbound_auth_type: t.Type<(string & Record<never, never>) | "digest" | "acl" | "none", (string & Record<never, never>) | "digest" | "acl" | "none", unknown>;
            inbound_sip_username: t.Type<string, string, unknown>;
            inbound_registration_status: t.Type<(string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", (string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", unknown>;
            outbound_host: t.Type<string, string, unknown>;
            outbound_sip_username: t.Type<string, string, unknown>;
            register: t.Type<boolean, boolean, unknown>;
            outbound_registration_status: t.Type<(string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", (string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", unknown>;
            remain_in_dialog: t.Type<boolean, boolean, unknown>;
        }, never>> & object;
        readonly update: Kind<"PATCH", 200, "/v1/sip-trunks/{id}", ObjectC<{
            id: t.Type<string, string, unknown>;
            created_at: t.Type<string, string, unknown>;
            pbx: t.Type<(string & Record<never, never>) | "3cx" | "yeastar" | "webex" | "generic", (string & Record<never, never>) | "3cx" | "yeastar" | "webex" | "generic", unknown>;
            caller_id_transforms: ListC<ObjectC<{
                type: t.Type<"replace" | (string & Record<never, never>) | "add_prefix" | "add_suffix" | "strip_digits_end" | "strip_digits_start", "replace" | (string & Record<never, never>) | "add_prefix" | "add_suffix" | "strip_digits_end" | "strip_digits_start", unknown>;
            } & {
                value: t.Type<string, string, unknown>;
                value2: t.Type<string, string, unknown>;
                number: t.Type<number, number, unknown>;
            }, "type">>;
            inbound_host: t.Type<string, string, unknown>;
            inbound_auth_type: t.Type<(string & Record<never, never>) | "digest" | "acl" | "none", (string & Record<never, never>) | "digest" | "acl" | "none", unknown>;
            inbound_sip_username: t.Type<string, string, unknown>;
            inbound_registration_status: t.Type<(string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", (string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", unknown>;
            outbound_host: t.Type<string, string, unknown>;
            outbound_sip_username: t.Type<string, string, unknown>;
            register: t.Type<boolean, boolean, unknown>;
            outbound_registration_status: t.Type<(string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", (string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", unknown>;
            remain_in_dialog: t.Type<boolean, boolean, unknown>;
        }, never>> & NoInfer<{
            readonly body: ObjectC<{
                pbx: t.Type<"3cx" | "yeastar" | "webex" | "generic", "3cx" | "yeastar" | "webex" | "generic", unknown>;
                inbound_host: NullableC<t.Type<string, string, unknown>>;
                inbound_auth_type: NullableC<t.Type<"digest" | "acl" | "none", "digest" | "acl" | "none", unknown>>;
                inbound_sip_username: NullableC<t.Type<string, string, unknown>>;
                inbound_sip_password: NullableC<t.Type<string, string, unknown>>;
                outbound_host: NullableC<t.Type<string, string, unknown>>;
                outbound_sip_username: NullableC<t.Type<string, string, unknown>>;
                outbound_sip_password: NullableC<t.Type<string, string, unknown>>;
                register: NullableC<t.Type<boolean, boolean, unknown>>;
                remain_in_dialog: NullableC<t.Type<boolean, boolean, unknown>>;
                caller_id_transforms: NullableC<ListC<ObjectC<{
                    type: t.Type<"replace" | "add_prefix" | "add_suffix" | "strip_digits_end" | "strip_digits_start", "replace" | "add_prefix" | "add_suffix" | "strip_digits_end" | "strip_digits_start", unknown>;
                } & {
                    value: t.Type<string, string, unknown>;
                    value2: t.Type<string, string, unknown>;
                    number: t.Type<number, number, unknown>;
                }, "type">>>;
            }, never>;
        }>;
        readonly delete: Kind<"DELETE", 204, "/v1/sip-trunks/{id}", "nothing"> & object;
        readonly listAssignments: Kind<"GET", 200, "/v1/sip-trunks/{id}/assignments", ListC<ObjectC<{
            id: t.Type<string, string, unknown>;
            agent_id: t.Type<string, string, unknown>;
            sip_trunk_id: t.Type<string, string, unknown>;
            number: t.Type<string, string, unknown>;
            alternate_number: t.Type<string, string, unknown>;
            created_at: t.Type<string, string, unknown>;
        }, never>>> & object;
        readonly createAssignment: Kind<"POST", 201, "/v1/sip-trunks/{id}/assignments", ObjectC<{
            id: t.Type<string, string, unknown>;
            agent_id: t.Type<string, string, unknown>;
            sip_trunk_id: t.Type<string, string, unknown>;
            number: t.Type<string, string, unknown>;
            alternate_number: t.Type<string, string, unknown>;
            created_at: t.Type<string, string, unknown>;
        }, never>> & NoInfer<{
            readonly body: ObjectC<{
                agent_id: t.Type<string, string, unknown>;
            } & {
                number: t.Type<string, string, unknown>;
                alternate_number: t.Type<string, string, unknown>;
            }, "agent_id">;
        }>;
        readonly getAssignment: Kind<"GET", 200, "/v1/sip-trunks/assignments/{assignmentId}", ObjectC<{
            id: t.Type<string, string, unknown>;
            agent_id: t.Type<string, string, unknown>;
            sip_trunk_id: t.Type<string, string, unknown>;
            number: t.Type<string, string, unknown>;
            alternate_number: t.Type<string, string, unknown>;
            created_at: t.Type<string, string, unknown>;
        }, never>> & object;
        readonly updateAssignment: Kind<"PATCH", 200, "/v1/sip-trunks/assignments/{assignmentId}", ObjectC<{
            id: t.Type<string, string, unknown>;
            agent_id: t.Type<string, string, unknown>;
            sip_trunk_id: t.Type<string, string, unknown>;
            number: t.Type<string, string, unknown>;
            alternate_number: t.Type<string, string, unknown>;
            created_at: t.Type<string, string, unknown>;
        }, never>> & NoInfer<{
            readonly body: ObjectC<{
                number: NullableC<t.Type<string, string, unknown>>;
                alternate_number: NullableC<t.Type<string, string, unknown>>;
            }, never>;
        }>;
        readonly deleteAssignment: Kind<"DELETE", 204, "/v1/sip-trunks/assignments/{assignmentId}", "nothing"> & object;
    };
    readonly session: {
        readonly generateToken: Kind<"POST", 200, "/v1/session-token", ObjectC<{
            token: t.Type<string, string, unknown>;
        } & {
            room: t.Type<string, string, unknown>;
            identity: t.Type<string, string, unknown>;
            url: t.Type<string, string, unknown>;
            webrtc_token: t.Type<string, string, unknown>;
        }, "token">> & NoInfer<{
            readonly body: ObjectC<{
                agent_id: t.Type<string, string, unknown>;
            } & {
                version_id: t.Type<string, string, unknown>;
                chat_id: t.Type<string, string, unknown>;
                transport: t.Type<"websocket" | "webrtc", "websocket" | "webrtc", unknown>;
                first_message: t.Type<string, string, unknown>;
                prompt: t.Type<string, string, unknown>;
                chat: t.Type<boolean, boolean, unknown>;
                variables: ListC<ObjectC<{
                    key: t.Type<string, string, unknown>;
                    value: t.Type<string, string, unknown>;
                }, "key" | "value">>;
            }, "agent_id">;
            readonly retryable: true;
        }>;
    };
};
type Endpoints = typeof endpoints;
type EndReason = {
    readonly type: 'hung-up';
} | {
    readonly type: 'session-ended';
    readonly beforeStart?: true;
} | {
    readonly type: 'refused';
    readonly status: number;
    readonly message: string;
    readonly retryAfterMs?: number;
} | {
    readonly type: 'lost';
    readonly code: number;
    readonly reason: string;
} | {
    readonly type: 'timed-out';
    readonly stage: CallStage;
} | {
    readonly type: 'failed';
    readonly error: VatelError;
};
declare const endReasonOf: (error: unknown) => EndReason;
declare const errorOfEnd: (reason: EndReason, cause?: unknown) => VatelError;
declare const explainEnd: (reason: EndReason) => EndExplanation;
type Fields = Record<string, unknown>;
type FieldsOf<P extends t.Props, Required> = {
    [N in keyof P as N extends Required ? N : never]: t.TypeOf<P[N]>;
} & {
    [N in keyof P as N extends Required ? never : N]?: t.TypeOf<P[N]>;
};
declare const GenerateSessionTokenRequest: ObjectC<{
    agent_id: t.Type<string, string, unknown>;
} & {
    version_id: t.Type<string, string, unknown>;
    chat_id: t.Type<string, string, unknown>;
    transport: t.Type<"websocket" | "webrtc", "websocket" | "webrtc", unknown>;
    first_message: t.Type<string, string, unknown>;
    prompt: t.Type<string, string, unknown>;
    chat: t.Type<boolean, boolean, unknown>;
    variables: ListC<ObjectC<{
        key: t.Type<string, string, unknown>;
        value: t.Type<string, string, unknown>;
    }, "key" | "value">>;
}, "agent_id">;
type GenerateSessionTokenRequest = t.TypeOf<typeof GenerateSessionTokenRequest>;
declare const GraphVersion: ObjectC<{
    id: t.Type<string, string, unknown>;
    agent_id: t.Type<string, string, unknown>;
    created_at: t.Type<string, string, unknown>;
    published_at: t.Type<string, string, unknown>;
    tag: t.Type<string, string, unknown>;
}, never>;
type GraphVersion = t.TypeOf<typeof GraphVersion>;
declare const GraphVersionDetail: ObjectC<{
    version: ObjectC<{
        id: t.Type<string, string, unknown>;
        agent_id: t.Type<string, string, unknown>;
        created_at: t.Type<string, string, unknown>;
        published_at: t.Type<string, string, unknown>;
        tag: t.Type<string, string, unknown>;
    }, never>;
    nodes: ListC<t.Type<Fields, Fields, unknown>>;
}, "version" | "nodes">;
type GraphVersionDetail = t.TypeOf<typeof GraphVersionDetail>;
declare const heardSamples: (playback: Playback, turnId: string) => number;
declare const initialLatency: Latency;
declare const initialPlayback: Playback;
declare const initialTranscript: Transcript;
declare const initialTranscriptState: TranscriptState;
type InputOf<E> = E extends {
    readonly body: infer B extends t.Mixed;
    readonly query: infer Q extends t.Mixed;
} ? [
    input?: t.OutputOf<Q> & t.OutputOf<B>
] : BodyOrQueryOf<E>;
declare class InvalidArgumentError extends VatelError<'InvalidArgumentError'> {
    readonly field: string;
    readonly cause?: unknown | undefined;
    readonly retryable = false;
    readonly delivery = "not-sent";
    constructor(field: string, remedy: string, cause?: unknown | undefined);
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
declare const isCancelled: (playback: Playback, turnId: string) => boolean;
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
declare const listOf: <C extends t.Mixed>(type: C) => ListC<C>;
type Method<E extends Endpoint> = (...args: [
    ...ArgumentsOf<E>,
    options?: RequestOptions
]) => Promise<ResponseOf<E>>;
type Methods = {
    readonly [G in keyof Endpoints]: {
        readonly [M in keyof Endpoints[G]]: Endpoints[G][M] extends Endpoint ? Method<Endpoints[G][M]> : never;
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
type MicrophoneState = 'live' | 'silent' | 'muted' | 'muted-by-system' | 'needs-gesture' | 'interrupted' | 'lost';
interface NodeRequest extends AsyncIterable<Uint8Array> {
    readonly method?: string | undefined;
    readonly url?: string | undefined;
    readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
    readonly body?: unknown;
}
interface NodeResponse {
    writeHead(status: number, headers: string[]): unknown;
    end(body: Uint8Array): unknown;
    on(event: 'close', listener: () => void): unknown;
}
interface NullableC<C extends t.Mixed> extends t.Type<t.TypeOf<C> | null> {
    readonly inner: C;
}
declare const number: t.Type<number, number, unknown>;
declare const object: <R extends t.Props, O extends t.Props = R>(required: R, optional?: O) => ObjectC<R & O, keyof R>;
interface ObjectC<P extends t.Props, Required> extends t.Type<{
    [N in keyof FieldsOf<P, Required>]: FieldsOf<P, Required>[N];
}> {
    readonly props: P;
}
declare const oneOf: <A extends string>(...words: readonly A[]) => t.Type<A>;
declare const openCall: ({ token, baseUrl, WebSocket, signal, clock }: CallOptions) => CallSocket;
interface Operation {
    readonly method: string;
    readonly response: t.Mixed | 'stream' | 'nothing' | 'any';
    readonly retryable: boolean;
    readonly success?: 200 | 201 | 204;
    readonly once?: true;
}
declare const orNull: <C extends t.Mixed>(inner: C) => NullableC<C>;
interface OrphanedToolOutput {
    readonly toolCallId: string;
    readonly output: string;
}
type OutputState = 'running' | 'needs-gesture' | 'interrupted' | 'lost';
type PageParameter = Exclude<keyof GenerateSessionTokenRequest, 'agent_id' | 'prompt'>;
type PageParameters = Readonly<Partial<Pick<GenerateSessionTokenRequest, 'agent_id' | PageParameter>>>;
interface Pages {
    pages(query?: CallsQuery, options?: RequestOptions): AsyncGenerator<PaginatedCallsResponse, void>;
    all(query?: CallsQuery, options?: RequestOptions): AsyncGenerator<CallRecord, void>;
}
declare const PaginatedCallsResponse: ObjectC<{
    calls: ListC<ObjectC<{
        id: t.Type<string, string, unknown>;
        agent_id: t.Type<string, string, unknown>;
        graph_version_id: t.Type<string, string, unknown>;
        organization_id: t.Type<string, string, unknown>;
        party_number: t.Type<string, string, unknown>;
        status: t.Type<(string & Record<never, never>) | "connected" | "started" | "in_progress" | "auth_failed" | "ended", (string & Record<never, never>) | "connected" | "started" | "in_progress" | "auth_failed" | "ended", unknown>;
        source: t.Type<(string & Record<never, never>) | "twilio" | "sip" | "simulation" | "api", (string & Record<never, never>) | "twilio" | "sip" | "simulation" | "api", unknown>;
        termination_reason: t.Type<string, string, unknown>;
        extracted_variables: ListC<ObjectC<{
            name: t.Type<string, string, unknown>;
            type: t.Type<(string & Record<never, never>) | "system" | "input" | "extracted", (string & Record<never, never>) | "system" | "input" | "extracted", unknown>;
            description: t.Type<string, string, unknown>;
            value: t.Type<unknown, unknown, unknown>;
            dataType: t.Type<"string" | "number" | "boolean" | "object" | (string & Record<never, never>) | "array", "string" | "number" | "boolean" | "object" | (string & Record<never, never>) | "array", unknown>;
            rationale: t.Type<string, string, unknown>;
        }, never>>;
        outbound: t.Type<boolean, boolean, unknown>;
        outbound_contact_id: t.Type<string, string, unknown>;
        outbound_list_run_id: t.Type<string, string, unknown>;
        created_at: t.Type<string, string, unknown>;
        connected_at: t.Type<string, string, unknown>;
        started_at: t.Type<string, string, unknown>;
        ended_at: t.Type<string, string, unknown>;
        summary: t.Type<string, string, unknown>;
        transcript: ObjectC<{
            entries: ListC<ObjectC<{
                index: t.Type<number, number, unknown>;
                role: t.Type<string, string, unknown>;
                message: t.Type<string, string, unknown>;
                type: t.Type<(string & Record<never, never>) | "message" | "tool_call" | "tool_call_output" | "interruption", (string & Record<never, never>) | "message" | "tool_call" | "tool_call_output" | "interruption", unknown>;
                toolCall: ObjectC<{
                    itemId: t.Type<string, string, unknown>;
                    callId: t.Type<string, string, unknown>;
                    toolName: t.Type<string, string, unknown>;
                    arguments: t.Type<string, string, unknown>;
                    output: t.Type<string, string, unknown>;
                    startedAt: t.Type<string, string, unknown>;
                    endedAt: t.Type<string, string, unknown>;
                }, never>;
                toolCallOutput: t.Type<string, string, unknown>;
                createdAt: t.Type<string, string, unknown>;
                durationMs: t.Type<number, number, unknown>;
                turnId: t.Type<string, string, unknown>;
            }, never>>;
        }, "entries">;
        cost: t.Type<number, number, unknown>;
        tags: ListC<t.Type<string, string, unknown>>;
        duration_seconds: t.Type<number, number, unknown>;
        feedback: ObjectC<{
            stars: t.Type<number, number, unknown>;
            notes: t.Type<string, string, unknown>;
        }, "stars" | "notes">;
    }, never>>;
    pagination: ObjectC<{
        page: t.Type<number, number, unknown>;
        page_size: t.Type<number, number, unknown>;
        total: t.Type<number, number, unknown>;
        total_pages: t.Type<number, number, unknown>;
        has_next: t.Type<boolean, boolean, unknown>;
        has_prev: t.Type<boolean, boolean, unknown>;
    }, "page" | "page_size" | "total" | "total_pages" | "has_next" | "has_prev">;
}, "calls" | "pagination">;
type PaginatedCallsResponse = t.TypeOf<typeof PaginatedCallsResponse>;
type ParametersOf<Path> = Path extends `${string}{${string}}${infer Rest}` ? [
    id: string,
    ...ParametersOf<Rest>
] : [
];
declare const partial: <P extends t.Props>(optional: P) => ObjectC<P, never>;
declare const percentile: (values: readonly number[], share: number) => number | undefined;
interface Playback {
    readonly turns: readonly TurnPlayback[];
    readonly olderTurnIds: readonly string[];
    readonly interrupted: boolean;
}
interface PlaybackEvent {
    readonly type: 'started' | 'progress' | 'underrun' | 'drained' | 'flushed' | 'refused';
    readonly turnId: string;
    readonly heardSamples: number;
    readonly atMs: number;
    readonly refusedMs?: number;
}
type PlaybackInput = ServerMessage | UnknownMessage | PlaybackEvent;
interface Progress {
    readonly receivedBytes: number;
    readonly totalBytes?: number;
}
interface ReadOptions {
    readonly maxBytes?: number;
    readonly onProgress?: (progress: Progress) => void;
}
declare const readRecording: (recording: Recording, options?: ReadOptions) => Promise<Uint8Array>;
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
declare const reduceLatency: (latency: Latency, event: ServerMessage | UnknownMessage | PlaybackEvent, atMs: number) => Latency;
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
type RequestError = AbortedError | InvalidResponseError | InvalidArgumentError | RedirectedError | RefusedError | TimeoutError | UnreachableError;
interface RequestOptions {
    readonly signal?: AbortSignal;
    readonly timeoutMs?: number;
    readonly retries?: number;
    readonly headers?: Readonly<Record<string, string>>;
}
type RequestStage = 'request' | 'answer' | 'recording' | 'token' | 'connecting';
type ResponseOf<E extends Endpoint> = E['response'] extends t.Mixed ? t.TypeOf<E['response']> : E['response'] extends 'stream' ? Recording : Deleted;
declare const retryDelayMs: (attempts: number, askedMs: number | undefined, random?: () => number) => number;
declare const runTool: (tools: Tools, call: ServerData<"tool_call">, { signal, late, ...options }?: ToolRunOptions) => Promise<ToolOutcome>;
declare const runTools: (connection: Pick<CallConnection, "on" | "started" | "sendToolOutput">, tools: Tools, { answered, onEvent, ...options }?: RunToolsOptions) => (() => void);
interface RunToolsOptions extends Pick<ToolControllerOptions, 'clock' | 'concurrency' | 'maxRunning' | 'onEvent'> {
    readonly approve?: ApproveTool;
    readonly answered?: (outcome: ToolOutcome, sent: Sent['status']) => void;
}
declare const sampleCount: (base64: string) => number;
declare const sampleRate = 24000;
declare const saveRecording: (recording: Recording, path: string, options?: ReadOptions) => Promise<void>;
declare namespace schema_d_exports {
    export { boolean, listOf, number, object, oneOf, orNull, partial, string, unknown };
}
type Sent = {
    readonly status: 'sent';
} | {
    readonly status: 'queued';
} | {
    readonly status: 'dropped';
};
declare const serverData: {
    session_started: ObjectC<{
        id: t.Type<string, string, unknown>;
    }, "id">;
    response_audio: ObjectC<{
        turn_id: t.Type<string, string, unknown>;
        audio: t.Type<string, string, unknown>;
        is_final: t.Type<boolean, boolean, unknown>;
    }, "turn_id" | "audio" | "is_final">;
    response_text: ObjectC<{
        turn_id: t.Type<string, string, unknown>;
        text: t.Type<string, string, unknown>;
        is_final: t.Type<boolean, boolean, unknown>;
    }, "turn_id" | "is_final" | "text">;
    input_audio_transcript: ObjectC<{
        transcript: t.Type<string, string, unknown>;
        is_final: t.Type<boolean, boolean, unknown>;
    } & {
        turn_id: t.Type<string, string, unknown>;
    }, "transcript" | "is_final">;
    speech_started: ObjectC<{
        emulated: t.Type<boolean, boolean, unknown>;
    }, "emulated">;
    speech_stopped: ObjectC<{}, never>;
    interruption: ObjectC<{}, never>;
    tool_call: ObjectC<{
        toolCallId: t.Type<string, string, unknown>;
        toolName: t.Type<string, string, unknown>;
        arguments: ListC<ObjectC<{
            name: t.Type<string, string, unknown>;
            type: t.Type<string, string, unknown>;
            dataType: t.Type<string, string, unknown>;
            description: t.Type<string, string, unknown>;
            required: t.Type<boolean, boolean, unknown>;
            value: t.Type<unknown, unknown, unknown>;
        }, never>>;
    }, "toolName" | "arguments" | "toolCallId">;
    session_ended: ObjectC<{}, never>;
};
type ServerData<K extends ServerMessageType = ServerMessageType> = Readonly<t.TypeOf<(typeof serverData)[K]>>;
type ServerMessage<K extends ServerMessageType = ServerMessageType> = {
    readonly [P in K]: {
        readonly type: P;
        readonly data: ServerData<P>;
    };
}[K];
type ServerMessageType = keyof typeof serverData;
declare class SessionOverError extends VatelError<'SessionOverError'> {
    readonly retryable = true;
    readonly delivery = "unknown";
    constructor();
}
declare const sessionTokenHandler: ({ client, authorize, parameters, origins, limit, onError }: SessionTokenHandlerOptions) => ((request: Request) => Promise<Response>);
interface SessionTokenHandlerOptions {
    readonly client: {
        readonly session: Pick<Client['session'], 'generateToken'>;
    };
    readonly authorize: (request: Request, parameters: PageParameters) => TokenGrant | undefined | Promise<TokenGrant | undefined>;
    readonly parameters?: readonly PageParameter[];
    readonly origins?: readonly string[];
    readonly limit?: CallerLimit;
    readonly onError?: (error: unknown) => void;
}
declare const SessionTokenResponse: ObjectC<{
    token: t.Type<string, string, unknown>;
} & {
    room: t.Type<string, string, unknown>;
    identity: t.Type<string, string, unknown>;
    url: t.Type<string, string, unknown>;
    webrtc_token: t.Type<string, string, unknown>;
}, "token">;
type SessionTokenResponse = t.TypeOf<typeof SessionTokenResponse>;
declare const SessionVariable: ObjectC<{
    key: t.Type<string, string, unknown>;
    value: t.Type<string, string, unknown>;
}, "key" | "value">;
type SessionVariable = t.TypeOf<typeof SessionVariable>;
declare class SlowConsumerError extends VatelError<'SlowConsumerError'> {
    readonly waiting: number;
    readonly retryable = false;
    readonly delivery = "unknown";
    constructor(waiting: number);
}
interface Speaker {
    write(audio: AgentAudio): void;
    flush(): void;
    listen(listener: (event: PlaybackEvent) => void): () => void;
    watch?(listener: (state: OutputState) => void): () => void;
    readonly error?: unknown;
}
interface Spread {
    readonly count: number;
    readonly p50Ms?: number;
    readonly p95Ms?: number;
}
interface StandardIssue {
    readonly message: string;
    readonly path?: readonly (PropertyKey | {
        readonly key: PropertyKey;
    })[] | undefined;
}
type StandardResult<Output> = {
    readonly value: Output;
    readonly issues?: undefined;
} | {
    readonly issues: readonly StandardIssue[];
};
interface StandardSchema<Input = unknown, Output = Input> {
    readonly '~standard': {
        readonly version: 1;
        readonly vendor: string;
        readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
        readonly types?: {
            readonly input: Input;
            readonly output: Output;
        } | undefined;
    };
}
declare const StoredTranscript: ObjectC<{
    entries: ListC<ObjectC<{
        index: t.Type<number, number, unknown>;
        role: t.Type<string, string, unknown>;
        message: t.Type<string, string, unknown>;
        type: t.Type<(string & Record<never, never>) | "message" | "tool_call" | "tool_call_output" | "interruption", (string & Record<never, never>) | "message" | "tool_call" | "tool_call_output" | "interruption", unknown>;
        toolCall: ObjectC<{
            itemId: t.Type<string, string, unknown>;
            callId: t.Type<string, string, unknown>;
            toolName: t.Type<string, string, unknown>;
            arguments: t.Type<string, string, unknown>;
            output: t.Type<string, string, unknown>;
            startedAt: t.Type<string, string, unknown>;
            endedAt: t.Type<string, string, unknown>;
        }, never>;
        toolCallOutput: t.Type<string, string, unknown>;
        createdAt: t.Type<string, string, unknown>;
        durationMs: t.Type<number, number, unknown>;
        turnId: t.Type<string, string, unknown>;
    }, never>>;
}, "entries">;
type StoredTranscript = t.TypeOf<typeof StoredTranscript>;
declare const string: t.Type<string, string, unknown>;
declare const summarizeLatency: ({ turns, bargeIns, deadAirs }: Latency) => LatencySummary;
declare const systemClock: Clock;
type Task<E extends Endpoint> = (...args: [
    ...ArgumentsOf<E>,
    options?: RequestOptions
]) => TaskEither<RequestError, ResponseOf<E>>;
type Tasks = {
    readonly [G in keyof Endpoints]: {
        readonly [M in keyof Endpoints[G]]: Endpoints[G][M] extends Endpoint ? Task<Endpoints[G][M]> : never;
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
    readonly timeoutMs?: number;
    readonly signal?: AbortSignal | undefined;
    readonly clock?: Clock;
    readonly onTimeout?: () => T;
    readonly onAborted?: () => T;
}
interface TokenGrant extends GenerateSessionTokenRequest {
    readonly caller: string;
}
declare const toNodeListener: (handler: (request: Request) => Promise<Response>) => (request: NodeRequest, response: NodeResponse) => Promise<void>;
declare const tool: <S extends ToolSchema>({ args, run, timeoutMs, approval, onInterruption, answersWithinMs }: ToolOptions<S>) => Tool<S>;
interface Tool<S extends ToolSchema = ToolSchema> extends ToolPolicy {
    readonly args: S;
    readonly run: (args: never, context: ToolContext) => unknown;
    readonly timeoutMs: number;
    readonly answersWithinMs?: number | undefined;
}
declare const ToolArgument: ObjectC<{
    name: t.Type<string, string, unknown>;
    type: t.Type<string, string, unknown>;
    dataType: t.Type<string, string, unknown>;
    description: t.Type<string, string, unknown>;
    required: t.Type<boolean, boolean, unknown>;
    value: t.Type<unknown, unknown, unknown>;
}, never>;
type ToolArgument = t.TypeOf<typeof ToolArgument>;
type ToolArguments<S extends ToolSchema> = S extends StandardSchema ? NonNullable<S['~standard']['types']>['output'] : S extends Mixed ? TypeOf<S> : never;
type ToolCall = ServerData<'tool_call'>;
type ToolConcurrency = 'together' | 'in-order' | 'latest';
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
    readonly type: 'started';
    readonly call: ToolCall;
} | {
    readonly type: 'overdue';
    readonly call: ToolCall;
} | {
    readonly type: 'approvalRequested';
    readonly call: ToolCall;
} | {
    readonly type: 'settled';
    readonly outcome: ToolOutcome;
    readonly sent: Sent['status'];
} | {
    readonly type: 'lateOutput';
    readonly toolCallId: string;
    readonly output: string;
    readonly sent: Sent['status'];
};
interface ToolControllerOptions {
    readonly tools: Tools;
    readonly send: (toolCallId: string, output: string) => Sent['status'];
    readonly sessionId?: string | Promise<string>;
    readonly approve?: ApproveTool | 'interactive';
    readonly concurrency?: ToolConcurrency | Readonly<Record<string, ToolConcurrency>>;
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
    readonly type: 'result' | 'error' | 'timeout' | 'cancelled' | 'declined';
    readonly toolCallId: string;
    readonly toolName: string;
    readonly output: string;
}
interface ToolPolicy {
    readonly approval: 'none' | 'ask';
    readonly onInterruption: 'finish' | 'abort';
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
type TranscriptEntry = UserEntry | AgentEntry | ToolEntry;
type TranscriptEvent = ServerMessage | UnknownMessage | ClientMessage | PlaybackEvent;
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
declare const unheardMs: ({ turns }: Playback) => number;
declare const unknown: t.Type<unknown, unknown, unknown>;
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
    constructor(origin: string, delivery: 'not-sent' | 'unknown', code?: string | undefined, cause?: Error | undefined);
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
