// @vatel/core
export {
  Aborted,
  Agent,
  AgentAudio,
  AgentCreateInput,
  AgentEntry,
  AgentUpdateInput,
  AnswerOptions,
  ArgumentsOf,
  AudioAccount,
  BadAnswer,
  BadInput,
  BadMessage,
  BargeIn,
  Call,
  CallConnection,
  CallEvents,
  CallOptions,
  CallSocket,
  CallSocketEvents,
  CallState,
  CallsQuery,
  Client,
  ClientMessage,
  ClientMessageType,
  ClientOptions,
  Clock,
  ConnectInput,
  ConnectOptions,
  Deleted,
  DialAgentResponse,
  DialQuery,
  EndClass,
  EndExplanation,
  EndReason,
  Endpoint,
  Endpoints,
  GenerateSessionTokenRequest,
  GraphVersion,
  GraphVersionDetail,
  InputLoss,
  Latency,
  LatencySummary,
  Lost,
  Method,
  Methods,
  Microphone,
  MicrophoneFrame,
  ObjectC,
  OrphanedToolOutput,
  OutputState,
  Pages,
  PaginatedCallsResponse,
  PlayoutEvent,
  Progress,
  ReadOptions,
  Recording,
  Redirected,
  Refused,
  RequestError,
  RequestOptions,
  RequestStage,
  ResponseOf,
  Sent,
  ServerData,
  ServerMessage,
  ServerMessageType,
  SessionOver,
  SessionTokenResponse,
  SlowConsumer,
  Speaker,
  Spread,
  Stage,
  TimedOut,
  Tool,
  ToolArgument,
  ToolContext,
  ToolEntry,
  ToolManners,
  ToolOptions,
  ToolOutcome,
  ToolSurroundings,
  Tools,
  Transcript,
  TranscriptEntry,
  TranscriptEvent,
  TurnGate,
  TurnLatency,
  UnknownMessage,
  Unreachable,
  Unsettled,
  UserEntry,
  VatelError,
  WebSocketClass,
  answerToolCall,
  answerToolCalls,
  audioDurationMs,
  callSteps,
  clientData,
  createClient,
  decodeAudio,
  emptyLatency,
  emptyTranscript,
  encodeAudio,
  endpoints,
  explainEnd,
  isVatelError,
  maySound,
  openCall,
  openGate,
  percentile,
  readRecording,
  sampleCount,
  sampleRate,
  serverData,
  stepGate,
  stepLatency,
  stepTranscript,
  summarizeLatency,
  systemClock,
  tool,
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
  saveRecording,
}

import * as t from "io-ts";
import { Either } from "fp-ts/lib/Either.js";
import { Mixed, TypeOf } from "io-ts";
import { TaskEither } from "fp-ts/lib/TaskEither.js";
declare class Aborted extends VatelError<'Aborted'> {
    readonly cause?: unknown | undefined;
    readonly outcome: 'not-sent' | 'unknown';
    readonly retryable = false;
    constructor(cause?: unknown | undefined, outcome?: 'not-sent' | 'unknown');
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
interface AnswerOptions {
    readonly approve?: NonNullable<ToolSurroundings['approve']>;
    readonly answered?: (outcome: ToolOutcome, sent: Sent['status']) => void;
    readonly clock?: Clock;
}
declare const answerToolCall: (tools: Tools, call: ServerData<"tool_call">, { signal, late, clock, sessionId, approve }?: ToolSurroundings) => Promise<ToolOutcome>;
declare const answerToolCalls: (connection: Pick<CallConnection, "on" | "opened" | "sendToolOutput">, tools: Tools, { approve, answered, clock }?: AnswerOptions) => (() => void);
type ArgumentsOf<E extends Endpoint> = [
    ...ParametersOf<E['path']>,
    ...InputOf<E>
];
interface AudioAccount {
    readonly sentMs: number;
    readonly queuedMs: number;
    readonly droppedMs: number;
}
declare const audioDurationMs: (base64: string) => number;
declare class BadAnswer extends VatelError<'BadAnswer'> {
    readonly retryable = false;
    readonly outcome = "unknown";
    readonly issues: readonly string[];
    constructor(issues: readonly string[]);
}
declare class BadInput extends VatelError<'BadInput'> {
    readonly field: string;
    readonly cause?: unknown | undefined;
    readonly retryable = false;
    readonly outcome = "not-sent";
    constructor(field: string, remedy: string, cause?: unknown | undefined);
}
declare class BadMessage extends VatelError<'BadMessage'> {
    readonly type: string | undefined;
    readonly issues: readonly string[];
    readonly length: number;
    readonly retryable = false;
    constructor(type: string | undefined, issues: readonly string[], length: number);
}
interface BargeIn {
    readonly turnId: string;
    readonly silenceMs: number;
}
declare const Call: ObjectC<{
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
type Call = t.TypeOf<typeof Call>;
interface CallConnection {
    readonly state: CallState;
    readonly opened: Promise<ServerData<'session_started'>>;
    readonly ended: Promise<EndReason>;
    readonly audio: AudioAccount;
    messages(): AsyncIterableIterator<ServerMessage | UnknownMessage>;
    on<K extends keyof CallEvents>(event: K, listener: (value: CallEvents[K]) => void): () => void;
    sendAudio(audio: Int16Array | Uint8Array | string): Sent;
    sendToolOutput(toolCallId: string, output: string): Sent;
    close(): void;
    [Symbol.asyncDispose](): Promise<void>;
}
interface CallEvents {
    readonly message: ServerMessage | UnknownMessage;
    readonly invalid: BadMessage;
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
interface CallSocket extends CallConnection {
    readonly unsettled: Unsettled;
    on<K extends keyof CallSocketEvents>(event: K, listener: (value: CallSocketEvents[K]) => void): () => void;
}
interface CallSocketEvents extends CallEvents {
    readonly dropped: InputLoss;
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
type CallState = 'opening' | 'starting' | 'live' | 'suspect' | 'closing' | 'ended';
declare const callSteps: Readonly<Record<CallState, readonly CallState[]>>;
interface Client extends Methods {
    readonly calls: Methods['calls'] & Pages;
    connect(input: ConnectInput, options?: ConnectOptions): Promise<CallSocket>;
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
type ConnectInput = Omit<GenerateSessionTokenRequest, 'transport'>;
type ConnectOptions = Omit<CallOptions, 'token' | 'baseUrl'>;
declare const createClient: (options: ClientOptions) => Client;
declare const createClient: (options: ClientOptions) => Tasks;
declare const decodeAudio: (base64: string) => Int16Array;
declare const decodeServerMessage: (text: string) => Either<BadMessage, ServerMessage | UnknownMessage>;
interface Deleted {
    readonly alreadyGone: boolean;
}
declare const DialAgentResponse: ObjectC<{
    success: t.Type<boolean, boolean, unknown>;
}, "success">;
type DialAgentResponse = t.TypeOf<typeof DialAgentResponse>;
declare const DialQuery: ObjectC<{
    number: t.Type<string, string, unknown>;
    destination: t.Type<string, string, unknown>;
    sipTrunkId: t.Type<string, string, unknown>;
    callerId: t.Type<string, string, unknown>;
    firstMessage: t.Type<string, string, unknown>;
    prompt: t.Type<string, string, unknown>;
}, never>;
type DialQuery = t.TypeOf<typeof DialQuery>;
declare const emptyLatency: Latency;
declare const emptyTranscript: Transcript;
declare const encodeAudio: (pcm: Int16Array | Uint8Array) => string;
type EndClass = 'ended' | 'lost' | 'protocol' | 'auth' | 'busy' | 'server' | 'client';
interface EndExplanation {
    readonly class: EndClass;
    readonly restartable: boolean;
    readonly retryAfterMs?: number;
}
interface Endpoint {
    readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
    readonly path: string;
    readonly query?: t.Mixed;
    readonly body?: t.Mixed;
    readonly response: t.Mixed | 'stream' | 'nothing';
    readonly success: 200 | 201 | 204;
    readonly repeatable: boolean;
    readonly once?: true;
}
declare const endpoints: {
    readonly organization: {
        readonly get: {
            readonly method: "GET";
            readonly path: "/v1/organization";
            readonly response: ObjectC<{
                id: t.Type<string, string, unknown>;
                name: t.Type<string, string, unknown>;
                created_at: t.Type<string, string, unknown>;
            }, never>;
            readonly success: 200;
            readonly repeatable: true;
        };
    };
    readonly llms: {
        readonly list: {
            readonly method: "GET";
            readonly path: "/v1/llms";
            readonly response: ObjectC<{
                llms: ListC<t.Type<string, string, unknown>>;
            }, "llms">;
            readonly success: 200;
            readonly repeatable: true;
        };
    };
    readonly voices: {
        readonly list: {
            readonly method: "GET";
            readonly path: "/v1/voices";
            readonly response: ObjectC<{
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
            }, "voices">;
            readonly success: 200;
            readonly repeatable: true;
        };
    };
    readonly agents: {
        readonly list: {
            readonly method: "GET";
            readonly path: "/v1/agents";
            readonly response: ListC<ObjectC<{
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
            }, never>>;
            readonly success: 200;
            readonly repeatable: true;
        };
        readonly create: {
            readonly method: "POST";
            readonly path: "/v1/agents";
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
            readonly response: ObjectC<{
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
            readonly success: 201;
            readonly repeatable: false;
        };
        readonly get: {
            readonly method: "GET";
            readonly path: "/v1/agents/{id}";
            readonly response: ObjectC<{
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
            readonly success: 200;
            readonly repeatable: true;
        };
        readonly update: {
            readonly method: "PATCH";
            readonly path: "/v1/agents/{id}";
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
            readonly response: ObjectC<{
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
            readonly success: 200;
            readonly repeatable: false;
        };
        readonly delete: {
            readonly method: "DELETE";
            readonly path: "/v1/agents/{id}";
            readonly response: "nothing";
            readonly success: 204;
            readonly repeatable: true;
        };
        readonly listVersions: {
            readonly method: "GET";
            readonly path: "/v1/agents/{id}/versions";
            readonly response: ListC<ObjectC<{
                id: t.Type<string, string, unknown>;
                agent_id: t.Type<string, string, unknown>;
                created_at: t.Type<string, string, unknown>;
                published_at: t.Type<string, string, unknown>;
                tag: t.Type<string, string, unknown>;
            }, never>>;
            readonly success: 200;
            readonly repeatable: true;
        };
        readonly getVersion: {
            readonly method: "GET";
            readonly path: "/v1/agents/{id}/versions/{versionId}";
            readonly response: ObjectC<{
                version: ObjectC<{
                    id: t.Type<string, string, unknown>;
                    agent_id: t.Type<string, string, unknown>;
                    created_at: t.Type<string, string, unknown>;
                    published_at: t.Type<string, string, unknown>;
                    tag: t.Type<string, string, unknown>;
                }, never>;
                nodes: ListC<t.Type<Fields, Fields, unknown>>;
            }, "version" | "nodes">;
            readonly success: 200;
            readonly repeatable: true;
        };
        readonly publishVersion: {
            readonly method: "POST";
            readonly path: "/v1/agents/{id}/versions/{versionId}/publish";
            readonly response: ObjectC<{
                id: t.Type<string, string, unknown>;
                agent_id: t.Type<string, string, unknown>;
                created_at: t.Type<string, string, unknown>;
                published_at: t.Type<string, string, unknown>;
                tag: t.Type<string, string, unknown>;
            }, never>;
            readonly success: 200;
            readonly repeatable: false;
        };
        readonly dial: {
            readonly method: "POST";
            readonly path: "/v1/agents/{id}/dial";
            readonly query: ObjectC<{
                number: t.Type<string, string, unknown>;
                destination: t.Type<string, string, unknown>;
                sipTrunkId: t.Type<string, string, unknown>;
                callerId: t.Type<string, string, unknown>;
                firstMessage: t.Type<string, string, unknown>;
                prompt: t.Type<string, string, unknown>;
            }, never>;
            readonly response: ObjectC<{
                success: t.Type<boolean, boolean, unknown>;
            }, "success">;
            readonly success: 200;
            readonly repeatable: false;
            readonly once: true;
        };
    };
    readonly calls: {
        readonly list: {
            readonly method: "GET";
            readonly path: "/v1/calls";
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
            readonly response: ObjectC<{
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
            readonly success: 200;
            readonly repeatable: true;
        };
        readonly get: {
            readonly method: "GET";
            readonly path: "/v1/calls/{id}";
            readonly response: ObjectC<{
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
            readonly success: 200;
            readonly repeatable: true;
        };
        readonly downloadRecording: {
            readonly method: "GET";
            readonly path: "/v1/calls/{id}/recording";
            readonly response: "stream";
            readonly success: 200;
            readonly repeatable: true;
        };
    };
    readonly twilioNumbers: {
        readonly list: {
            readonly method: "GET";
            readonly path: "/v1/twilio/numbers";
            readonly response: ListC<ObjectC<{
                id: t.Type<string, string, unknown>;
                phone_number: t.Type<string, string, unknown>;
                phone_sid: t.Type<string, string, unknown>;
                label: t.Type<string, string, unknown>;
                account_sid: t.Type<string, string, unknown>;
                created_at: t.Type<string, string, unknown>;
                updated_at: t.Type<string, string, unknown>;
            }, never>>;
            readonly success: 200;
            readonly repeatable: true;
        };
        readonly import: {
            readonly method: "POST";
            readonly path: "/v1/twilio/numbers";
            readonly body: ObjectC<{
                phone_number: t.Type<string, string, unknown>;
                account_sid: t.Type<string, string, unknown>;
                auth_token: t.Type<string, string, unknown>;
            } & {
                label: t.Type<string, string, unknown>;
            }, "phone_number" | "account_sid" | "auth_token">;
            readonly response: ObjectC<{
                id: t.Type<string, string, unknown>;
                phone_number: t.Type<string, string, unknown>;
                phone_sid: t.Type<string, string, unknown>;
                label: t.Type<string, string, unknown>;
                account_sid: t.Type<string, string, unknown>;
                created_at: t.Type<string, string, unknown>;
                updated_at: t.Type<string, string, unknown>;
            }, never>;
            readonly success: 201;
            readonly repeatable: false;
        };
        readonly updateLabel: {
            readonly method: "PATCH";
            readonly path: "/v1/twilio/numbers/{id}";
            readonly body: ObjectC<{
                label: t.Type<string, string, unknown>;
            }, "label">;
            readonly response: ObjectC<{
                id: t.Type<string, string, unknown>;
                phone_number: t.Type<string, string, unknown>;
                phone_sid: t.Type<string, string, unknown>;
                label: t.Type<string, string, unknown>;
                account_sid: t.Type<string, string, unknown>;
                created_at: t.Type<string, string, unknown>;
                updated_at: t.Type<string, string, unknown>;
            }, never>;
            readonly success: 200;
            readonly repeatable: false;
        };
    };
    readonly sipTrunks: {
        readonly list: {
            readonly method: "GET";
            readonly path: "/v1/sip-trunks";
            readonly response: ListC<ObjectC<{
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
            }, never>>;
            readonly success: 200;
            readonly repeatable: true;
        };
        readonly create: {
            readonly method: "POST";
            readonly path: "/v1/sip-trunks";
            readonly body: ObjectC<{
                pbx: t.Type<"3cx" | "yeastar" | "webex" | "generic", "3cx" | "yeastar" | "webex" | "generic", unknown>;
            } & {
                caller_id_transforms: ListC<ObjectC<{
                    type: t.Type<"replace" | "add_prefix" | "add_suffix" | "strip_digits_end" | "strip_digits_start", "replace" | "add_prefix" | "add_suffix" | "strip_digits_end" | "strip_digits_start", unknown>;
                } & {
                    value: t.Type<string, string, unknown>;
                    value2: t.Type<string, string, unknown>;
                    number: t.Type<number, number, unknown>;
                }, "type">>;
                pbx: t.Type<"3cx" | "yeastar" | "webex" | "generic", "3cx" | "yeastar" | "webex" | "generic", unknown>;
                inbound_host: NullableC<t.Type<string, string, unknown>>;
                inbound_auth_type: t.Type<"digest" | "acl" | "none", "digest" | "acl" | "none", unknown>;
                inbound_sip_username: NullableC<t.Type<string, string, unknown>>;
                inbound_sip_password: NullableC<t.Type<string, string, unknown>>;
                outbound_host: NullableC<t.Type<string, string, unknown>>;
                outbound_sip_username: NullableC<t.Type<string, string, unknown>>;
                outbound_sip_password: NullableC<t.Type<string, string, unknown>>;
                register: NullableC<t.Type<boolean, boolean, unknown>>;
                remain_in_dialog: NullableC<t.Type<boolean, boolean, unknown>>;
            }, "pbx">;
            readonly response: ObjectC<{
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
            }, never>;
            readonly success: 201;
            readonly repeatable: false;
        };
        readonly get: {
            readonly method: "GET";
            readonly path: "/v1/sip-trunks/{id}";
            readonly response: ObjectC<{
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
            }, never>;
            readonly success: 200;
            readonly repeatable: true;
        };
        readonly update: {
            readonly method: "PATCH";
            readonly path: "/v1/sip-trunks/{id}";
            readonly body: ObjectC<{
                caller_id_transforms: NullableC<ListC<ObjectC<{
                    type: t.Type<"replace" | "add_prefix" | "add_suffix" | "strip_digits_end" | "strip_digits_start", "replace" | "add_prefix" | "add_suffix" | "strip_digits_end" | "strip_digits_start", unknown>;
                } & {
                    value: t.Type<string, string, unknown>;
                    value2: t.Type<string, string, unknown>;
                    number: t.Type<number, number, unknown>;
                }, "type">>>;
                pbx: t.Type<"3cx" | "yeastar" | "webex" | "generic", "3cx" | "yeastar" | "webex" | "generic", unknown>;
                inbound_host: NullableC<t.Type<string, string, unknown>>;
                inbound_auth_type: t.Type<"digest" | "acl" | "none", "digest" | "acl" | "none", unknown>;
                inbound_sip_username: NullableC<t.Type<string, string, unknown>>;
                inbound_sip_password: NullableC<t.Type<string, string, unknown>>;
                outbound_host: NullableC<t.Type<string, string, unknown>>;
                outbound_sip_username: NullableC<t.Type<string, string, unknown>>;
                outbound_sip_password: NullableC<t.Type<string, string, unknown>>;
                register: NullableC<t.Type<boolean, boolean, unknown>>;
                remain_in_dialog: NullableC<t.Type<boolean, boolean, unknown>>;
            }, never>;
            readonly response: ObjectC<{
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
            }, never>;
            readonly success: 200;
            readonly repeatable: false;
        };
        readonly delete: {
            readonly method: "DELETE";
            readonly path: "/v1/sip-trunks/{id}";
            readonly response: "nothing";
            readonly success: 204;
            readonly repeatable: true;
        };
        readonly listAssignments: {
            readonly method: "GET";
            readonly path: "/v1/sip-trunks/{id}/assignments";
            readonly response: ListC<ObjectC<{
                id: t.Type<string, string, unknown>;
                agent_id: t.Type<string, string, unknown>;
                sip_trunk_id: t.Type<string, string, unknown>;
                number: t.Type<string, string, unknown>;
                alternate_number: t.Type<string, string, unknown>;
                created_at: t.Type<string, string, unknown>;
            }, never>>;
            readonly success: 200;
            readonly repeatable: true;
        };
        readonly createAssignment: {
            readonly method: "POST";
            readonly path: "/v1/sip-trunks/{id}/assignments";
            readonly body: ObjectC<{
                agent_id: t.Type<string, string, unknown>;
            } & {
                number: t.Type<string, string, unknown>;
                alternate_number: t.Type<string, string, unknown>;
            }, "agent_id">;
            readonly response: ObjectC<{
                id: t.Type<string, string, unknown>;
                agent_id: t.Type<string, string, unknown>;
                sip_trunk_id: t.Type<string, string, unknown>;
                number: t.Type<string, string, unknown>;
                alternate_number: t.Type<string, string, unknown>;
                created_at: t.Type<string, string, unknown>;
            }, never>;
            readonly success: 201;
            readonly repeatable: false;
        };
        readonly getAssignment: {
            readonly method: "GET";
            readonly path: "/v1/sip-trunks/assignments/{assignmentId}";
            readonly response: ObjectC<{
                id: t.Type<string, string, unknown>;
                agent_id: t.Type<string, string, unknown>;
                sip_trunk_id: t.Type<string, string, unknown>;
                number: t.Type<string, string, unknown>;
                alternate_number: t.Type<string, string, unknown>;
                created_at: t.Type<string, string, unknown>;
            }, never>;
            readonly success: 200;
            readonly repeatable: true;
        };
        readonly updateAssignment: {
            readonly method: "PATCH";
            readonly path: "/v1/sip-trunks/assignments/{assignmentId}";
            readonly body: ObjectC<{
                number: NullableC<t.Type<string, string, unknown>>;
                alternate_number: NullableC<t.Type<string, string, unknown>>;
            }, never>;
            readonly response: ObjectC<{
                id: t.Type<string, string, unknown>;
                agent_id: t.Type<string, string, unknown>;
                sip_trunk_id: t.Type<string, string, unknown>;
                number: t.Type<string, string, unknown>;
                alternate_number: t.Type<string, string, unknown>;
                created_at: t.Type<string, string, unknown>;
            }, never>;
            readonly success: 200;
            readonly repeatable: false;
        };
        readonly deleteAssignment: {
            readonly method: "DELETE";
            readonly path: "/v1/sip-trunks/assignments/{assignmentId}";
            readonly response: "nothing";
            readonly success: 204;
            readonly repeatable: true;
        };
    };
    readonly session: {
        readonly generateToken: {
            readonly method: "POST";
            readonly path: "/v1/session-token";
            readonly body: ObjectC<{
                agent_id: t.Type<string, string, unknown>;
            } & {
                version_id: t.Type<string, string, unknown>;
                chat_id: t.Type<string, string, unknown>;
                transport: t.Type<"websocket" | "webrtc", "websocket" | "webrtc", unknown>;
                first_message: t.Type<string, string, unknown>;
                prompt: t.Type<string, string, unknown>;
                chat: t.Type<boolean, boolean, unknown>;
            }, "agent_id">;
            readonly response: ObjectC<{
                token: t.Type<string, string, unknown>;
            } & {
                room: t.Type<string, string, unknown>;
                identity: t.Type<string, string, unknown>;
                url: t.Type<string, string, unknown>;
                webrtc_token: t.Type<string, string, unknown>;
            }, "token">;
            readonly success: 200;
            readonly repeatable: true;
        };
    };
};
type Endpoints = typeof endpoints;
type EndReason = {
    readonly type: 'hung-up';
} | {
    readonly type: 'session-ended';
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
    readonly stage: Stage;
} | {
    readonly type: 'failed';
    readonly error: VatelError;
};
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
interface InputLoss {
    readonly ms: number;
    readonly totalMs: number;
}
type InputOf<E> = E extends {
    readonly body: infer B extends t.Mixed;
} ? [
    input: t.OutputOf<B>
] : E extends {
    readonly query: infer Q extends t.Mixed;
} ? [
    query?: t.OutputOf<Q>
] : [
];
declare const isVatelError: (value: unknown) => value is VatelError;
interface Latency {
    readonly turns: readonly TurnLatency[];
    readonly bargeIns: readonly BargeIn[];
    readonly speakingTurnId?: string | undefined;
    readonly userDoneAtMs?: number | undefined;
    readonly answeredFromMs?: number | undefined;
    readonly interruptedAtMs?: number | undefined;
}
interface LatencySummary {
    readonly firstByte: Spread;
    readonly firstAudio: Spread;
    readonly silence: Spread;
}
interface ListC<C extends t.Mixed> extends t.Type<readonly t.TypeOf<C>[]> {
    readonly type: C;
}
declare class Lost extends VatelError<'Lost'> {
    readonly code: number;
    readonly reason: string;
    readonly retryable: boolean;
    readonly outcome = "unknown";
    constructor(code: number, reason: string, retryable?: boolean);
}
declare const maySound: (gate: TurnGate, turnId: string) => boolean;
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
    close(): void;
}
interface MicrophoneFrame {
    readonly pcm: Int16Array;
    readonly atMs: number;
}
interface NullableC<C extends t.Mixed> extends t.Type<t.TypeOf<C> | null> {
    readonly inner: C;
}
interface ObjectC<P extends t.Props, Required> extends t.Type<{
    [N in keyof FieldsOf<P, Required>]: FieldsOf<P, Required>[N];
}> {
    readonly props: P;
}
declare const openCall: ({ token, baseUrl, WebSocket, signal, clock }: CallOptions) => CallSocket;
declare const openGate: TurnGate;
interface OrphanedToolOutput {
    readonly toolCallId: string;
    readonly output: string;
}
type OutputState = 'running' | 'needs-gesture' | 'interrupted';
interface Pages {
    pages(query?: CallsQuery, options?: RequestOptions): AsyncGenerator<PaginatedCallsResponse, void>;
    all(query?: CallsQuery, options?: RequestOptions): AsyncGenerator<Call, void>;
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
declare const percentile: (values: readonly number[], share: number) => number | undefined;
interface PlayoutEvent {
    readonly type: 'started' | 'progress' | 'underrun' | 'drained' | 'flushed';
    readonly turnId: string;
    readonly heardSamples: number;
    readonly atMs: number;
}
interface Progress {
    readonly receivedBytes: number;
    readonly totalBytes?: number;
}
interface ReadOptions {
    readonly onProgress?: (progress: Progress) => void;
}
declare const readRecording: (recording: Recording, options?: ReadOptions) => Promise<Uint8Array>;
type Recording = ReadableStream<Uint8Array> & {
    readonly totalBytes?: number;
};
declare class Redirected extends VatelError<'Redirected'> {
    readonly status: number;
    readonly targetOrigin?: string | undefined;
    readonly retryable = false;
    readonly outcome = "unknown";
    constructor(status: number, targetOrigin?: string | undefined);
}
declare class Refused extends VatelError<'Refused'> {
    readonly status: number;
    readonly reason: string;
    readonly retryAfterMs?: number | undefined;
    readonly retryable: boolean;
    readonly outcome: 'not-done' | 'unknown';
    constructor(status: number, reason: string, retryAfterMs?: number | undefined);
}
type RequestError = Aborted | BadAnswer | BadInput | Redirected | Refused | TimedOut | Unreachable;
interface RequestOptions {
    readonly signal?: AbortSignal;
    readonly timeoutMs?: number;
    readonly retries?: number;
    readonly headers?: Readonly<Record<string, string>>;
}
type RequestStage = 'request' | 'answer' | 'recording' | 'connecting';
type ResponseOf<E extends Endpoint> = E['response'] extends t.Mixed ? t.TypeOf<E['response']> : E['response'] extends 'stream' ? Recording : Deleted;
declare const sampleCount: (base64: string) => number;
declare const sampleRate = 24000;
declare const saveRecording: (recording: Recording, path: string, options?: ReadOptions) => Promise<void>;
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
        } & {
            type: t.Type<string, string, unknown>;
            dataType: t.Type<string, string, unknown>;
            description: t.Type<string, string, unknown>;
            required: t.Type<boolean, boolean, unknown>;
            value: t.Type<unknown, unknown, unknown>;
        }, "name">>;
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
declare class SessionOver extends VatelError<'SessionOver'> {
    readonly retryable = true;
    readonly outcome = "unknown";
    constructor();
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
declare class SlowConsumer extends VatelError<'SlowConsumer'> {
    readonly waiting: number;
    readonly retryable = false;
    readonly outcome = "unknown";
    constructor(waiting: number);
}
interface Speaker {
    write(audio: AgentAudio): void;
    flush(): void;
    listen(listener: (event: PlayoutEvent) => void): () => void;
    watch?(listener: (state: OutputState) => void): () => void;
}
interface Spread {
    readonly count: number;
    readonly p50Ms?: number;
    readonly p95Ms?: number;
}
type Stage = 'opening' | 'starting';
declare const stepGate: (gate: TurnGate, message: ServerMessage | UnknownMessage) => TurnGate;
declare const stepLatency: (latency: Latency, event: ServerMessage | UnknownMessage | PlayoutEvent, atMs: number) => Latency;
declare const stepTranscript: (transcript: Transcript, event: TranscriptEvent) => Transcript;
declare const summarizeLatency: ({ turns, bargeIns }: Latency) => LatencySummary;
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
declare class TimedOut extends VatelError<'TimedOut'> {
    readonly stage: Stage | RequestStage;
    readonly afterMs: number;
    readonly outcome: 'not-sent' | 'unknown';
    readonly retryable = true;
    constructor(stage: Stage | RequestStage, afterMs: number, outcome?: 'not-sent' | 'unknown');
}
declare const tool: <C extends Mixed>({ args, run, timeoutMs, approval, onInterruption }: ToolOptions<C>) => Tool;
interface Tool extends ToolManners {
    readonly args: Mixed;
    readonly run: (args: never, context: ToolContext) => unknown;
    readonly timeoutMs: number;
}
declare const ToolArgument: ObjectC<{
    name: t.Type<string, string, unknown>;
} & {
    type: t.Type<string, string, unknown>;
    dataType: t.Type<string, string, unknown>;
    description: t.Type<string, string, unknown>;
    required: t.Type<boolean, boolean, unknown>;
    value: t.Type<unknown, unknown, unknown>;
}, "name">;
type ToolArgument = t.TypeOf<typeof ToolArgument>;
interface ToolContext {
    readonly signal: AbortSignal;
    readonly idempotencyKey: string;
}
interface ToolEntry {
    readonly who: 'tool';
    readonly toolCallId: string;
    readonly toolName: string;
    readonly arguments: ServerData<'tool_call'>['arguments'];
    readonly output?: string;
}
interface ToolManners {
    readonly approval: 'none' | 'ask';
    readonly onInterruption: 'finish' | 'abort';
}
interface ToolOptions<C extends Mixed> extends Partial<ToolManners> {
    readonly args: C;
    readonly run: (args: TypeOf<C>, context: ToolContext) => unknown;
    readonly timeoutMs?: number;
}
interface ToolOutcome {
    readonly type: 'result' | 'error' | 'timeout' | 'cancelled' | 'declined';
    readonly toolCallId: string;
    readonly toolName: string;
    readonly output: string;
}
type Tools = Readonly<Record<string, Tool>>;
interface ToolSurroundings {
    readonly signal?: AbortSignal;
    readonly late?: (output: string) => void;
    readonly clock?: Clock;
    readonly sessionId?: string;
    readonly approve?: (call: ServerData<'tool_call'>) => boolean | Promise<boolean>;
}
type Transcript = readonly TranscriptEntry[];
type TranscriptEntry = UserEntry | AgentEntry | ToolEntry;
type TranscriptEvent = ServerMessage | UnknownMessage | ClientMessage | PlayoutEvent;
interface TurnGate {
    readonly seen: readonly string[];
    readonly cancelled: readonly string[];
}
interface TurnLatency {
    readonly turnId: string;
    readonly firstByteMs: number;
    readonly firstAudioMs?: number;
}
interface UnknownMessage {
    readonly type: 'unknown';
    readonly wireType: string;
    readonly data: unknown;
}
declare class Unreachable extends VatelError<'Unreachable'> {
    readonly origin: string;
    readonly outcome: 'not-sent' | 'unknown';
    readonly code?: string | undefined;
    readonly cause?: Error | undefined;
    readonly retryable = true;
    constructor(origin: string, outcome: 'not-sent' | 'unknown', code?: string | undefined, cause?: Error | undefined);
}
interface Unsettled {
    readonly silentMs: number;
    readonly unsentInputMs: number;
    readonly unconfirmedInputMs: number;
    readonly incompleteTurnId?: string;
    readonly unansweredToolCalls: readonly string[];
    readonly unconfirmedToolOutputs: readonly string[];
    readonly orphanedToolOutputs: readonly OrphanedToolOutput[];
    readonly invalidMessages: number;
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
