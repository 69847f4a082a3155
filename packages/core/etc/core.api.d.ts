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

import * as E from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { Mixed, TypeOf } from "io-ts";
import { TaskEither } from "fp-ts/lib/TaskEither.js";
declare class Aborted extends VatelError {
    readonly cause?: unknown | undefined;
    readonly outcome: 'not-sent' | 'unknown';
    readonly name = "Aborted";
    readonly _tag = "Aborted";
    readonly retryable = false;
    constructor(cause?: unknown | undefined, outcome?: 'not-sent' | 'unknown');
}
declare const Agent: t.PartialC<{
    id: t.StringC;
    phone_number_id: t.StringC;
    name: t.StringC;
    llm: t.StringC;
    fallback_llm: t.StringC;
    status: t.Type<(string & Record<never, never>) | "active" | "inactive", string, unknown>;
    prompt: t.StringC;
    first_message: t.StringC;
    first_message_interruption_time: t.NumberC;
    default_language: t.StringC;
    summarize_calls: t.BooleanC;
    created_at: t.StringC;
    updated_at: t.StringC;
    noise_cancel_settings: t.PartialC<{
        enabled: t.BooleanC;
        level: t.NumberC;
    }>;
    vad_settings: t.PartialC<{
        start_secs: t.NumberC;
        stop_secs: t.NumberC;
        silence_timeout_secs: t.NumberC;
    }>;
    enable_first_message_outbound: t.BooleanC;
    voice_settings: t.PartialC<{
        id: t.StringC;
        provider: t.Type<(string & Record<never, never>) | "elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", string, unknown>;
        speed: t.NumberC;
        stability: t.NumberC;
        similarity_boost: t.NumberC;
        volume: t.NumberC;
    }>;
    timeout_settings: t.PartialC<{
        default_timeout: t.NumberC;
        timeout_action: t.Type<(string & Record<never, never>) | "end_call" | "transfer_call", string, unknown>;
        transfer_number: t.StringC;
        transfer_message: t.StringC;
        silence_counter: t.NumberC;
        silence_timeout_action: t.Type<(string & Record<never, never>) | "end_call" | "transfer_call", string, unknown>;
        silence_transfer_number: t.StringC;
    }>;
    keyterms: t.ReadonlyArrayC<t.StringC>;
}>;
type Agent = t.TypeOf<typeof Agent>;
interface AgentAudio {
    readonly turnId: string;
    readonly pcm: Int16Array;
    readonly isFinal: boolean;
}
declare const AgentCreateInput: t.IntersectionC<[
    t.TypeC<{
        name: t.StringC;
    }>,
    t.PartialC<{
        phone_number_id: t.UnionC<[
            t.StringC,
            t.NullC
        ]>;
        name: t.StringC;
        llm: t.StringC;
        fallback_llm: t.StringC;
        status: t.Type<"active" | "inactive", "active" | "inactive", unknown>;
        prompt: t.StringC;
        first_message: t.StringC;
        first_message_interruption_time: t.NumberC;
        default_language: t.StringC;
        summarize_calls: t.BooleanC;
        noise_cancel_settings: t.PartialC<{
            enabled: t.BooleanC;
            level: t.NumberC;
        }>;
        vad_settings: t.PartialC<{
            start_secs: t.NumberC;
            stop_secs: t.NumberC;
            silence_timeout_secs: t.NumberC;
        }>;
        enable_first_message_outbound: t.BooleanC;
        timeout_settings: t.PartialC<{
            default_timeout: t.NumberC;
            timeout_action: t.Type<"end_call" | "transfer_call", "end_call" | "transfer_call", unknown>;
            transfer_number: t.StringC;
            transfer_message: t.StringC;
            silence_counter: t.NumberC;
            silence_timeout_action: t.Type<"end_call" | "transfer_call", "end_call" | "transfer_call", unknown>;
            silence_transfer_number: t.StringC;
        }>;
        keyterms: t.ReadonlyArrayC<t.StringC>;
        voice_settings: t.PartialC<{
            id: t.StringC;
            provider: t.Type<"elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", "elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", unknown>;
            speed: t.NumberC;
            stability: t.NumberC;
            similarity_boost: t.NumberC;
            volume: t.NumberC;
        }>;
    }>
]>;
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
declare const AgentUpdateInput: t.PartialC<{
    phone_number_id: t.UnionC<[
        t.StringC,
        t.NullC
    ]>;
    name: t.StringC;
    llm: t.StringC;
    fallback_llm: t.StringC;
    status: t.Type<"active" | "inactive", "active" | "inactive", unknown>;
    prompt: t.StringC;
    first_message: t.StringC;
    first_message_interruption_time: t.NumberC;
    default_language: t.StringC;
    summarize_calls: t.BooleanC;
    noise_cancel_settings: t.PartialC<{
        enabled: t.BooleanC;
        level: t.NumberC;
    }>;
    vad_settings: t.PartialC<{
        start_secs: t.NumberC;
        stop_secs: t.NumberC;
        silence_timeout_secs: t.NumberC;
    }>;
    enable_first_message_outbound: t.BooleanC;
    timeout_settings: t.PartialC<{
        default_timeout: t.NumberC;
        timeout_action: t.Type<"end_call" | "transfer_call", "end_call" | "transfer_call", unknown>;
        transfer_number: t.StringC;
        transfer_message: t.StringC;
        silence_counter: t.NumberC;
        silence_timeout_action: t.Type<"end_call" | "transfer_call", "end_call" | "transfer_call", unknown>;
        silence_transfer_number: t.StringC;
    }>;
    keyterms: t.ReadonlyArrayC<t.StringC>;
    voice_settings: t.PartialC<{
        id: t.StringC;
        provider: t.Type<"elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", "elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", unknown>;
        speed: t.NumberC;
        stability: t.NumberC;
        similarity_boost: t.NumberC;
        volume: t.NumberC;
    }>;
}>;
type AgentUpdateInput = t.TypeOf<typeof AgentUpdateInput>;
interface AnswerOptions {
    readonly approve?: NonNullable<ToolSurroundings['approve']>;
    readonly answered?: (outcome: ToolOutcome, sent: Sent['status']) => void;
    readonly clock?: Clock;
}
declare const answerToolCall: (tools: Tools, call: ServerData<"tool_call">, { signal, clock, sessionId, approve }?: ToolSurroundings) => Promise<ToolOutcome>;
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
declare class BadAnswer extends VatelError {
    readonly name = "BadAnswer";
    readonly _tag = "BadAnswer";
    readonly retryable = false;
    readonly outcome = "unknown";
    readonly issues: readonly string[];
    constructor(issues: readonly string[]);
}
declare class BadInput extends VatelError {
    readonly field: string;
    readonly cause?: unknown | undefined;
    readonly name = "BadInput";
    readonly _tag = "BadInput";
    readonly retryable = false;
    readonly outcome = "not-sent";
    constructor(field: string, remedy: string, cause?: unknown | undefined);
}
declare class BadMessage extends VatelError {
    readonly type: string | undefined;
    readonly issues: readonly string[];
    readonly length: number;
    readonly name = "BadMessage";
    readonly _tag = "BadMessage";
    readonly retryable = false;
    constructor(type: string | undefined, issues: readonly string[], length: number);
}
interface BargeIn {
    readonly turnId: string;
    readonly silenceMs: number;
}
declare const Call: t.PartialC<{
    id: t.StringC;
    agent_id: t.StringC;
    graph_version_id: t.StringC;
    organization_id: t.StringC;
    party_number: t.StringC;
    status: t.Type<(string & Record<never, never>) | "connected" | "started" | "in_progress" | "auth_failed" | "ended", string, unknown>;
    source: t.Type<(string & Record<never, never>) | "twilio" | "sip" | "simulation" | "api", string, unknown>;
    termination_reason: t.StringC;
    extracted_variables: t.ReadonlyArrayC<t.PartialC<{
        name: t.StringC;
        type: t.Type<(string & Record<never, never>) | "system" | "input" | "extracted", string, unknown>;
        description: t.StringC;
        value: t.UnknownC;
        dataType: t.Type<"string" | "number" | "boolean" | "object" | (string & Record<never, never>) | "array", string, unknown>;
        rationale: t.StringC;
    }>>;
    outbound: t.BooleanC;
    outbound_contact_id: t.StringC;
    outbound_list_run_id: t.StringC;
    created_at: t.StringC;
    connected_at: t.StringC;
    started_at: t.StringC;
    ended_at: t.StringC;
    summary: t.StringC;
    transcript: t.TypeC<{
        entries: t.ReadonlyArrayC<t.PartialC<{
            index: t.NumberC;
            role: t.StringC;
            message: t.StringC;
            type: t.Type<(string & Record<never, never>) | "message" | "tool_call" | "tool_call_output" | "interruption", string, unknown>;
            toolCall: t.PartialC<{
                itemId: t.StringC;
                callId: t.StringC;
                toolName: t.StringC;
                arguments: t.StringC;
                output: t.StringC;
                startedAt: t.StringC;
                endedAt: t.StringC;
            }>;
            toolCallOutput: t.StringC;
            createdAt: t.StringC;
            durationMs: t.NumberC;
            turnId: t.StringC;
        }>>;
    }>;
    cost: t.NumberC;
    tags: t.ReadonlyArrayC<t.StringC>;
    duration_seconds: t.NumberC;
    feedback: t.TypeC<{
        stars: t.NumberC;
        notes: t.StringC;
    }>;
}>;
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
declare const CallsQuery: t.PartialC<{
    organization_id: t.StringC;
    page: t.NumberC;
    page_size: t.NumberC;
    agent_ids: t.StringC;
    status: t.Type<"connected" | "started" | "in_progress" | "auth_failed" | "ended", "connected" | "started" | "in_progress" | "auth_failed" | "ended", unknown>;
    source: t.Type<"twilio" | "sip" | "simulation" | "api", "twilio" | "sip" | "simulation" | "api", unknown>;
    date_from: t.StringC;
    date_to: t.StringC;
    outbound: t.BooleanC;
    search: t.StringC;
    tag: t.StringC;
    outcome: t.Type<"transferred" | "ended_by_agent" | "ended_by_user", "transferred" | "ended_by_agent" | "ended_by_user", unknown>;
}>;
type CallsQuery = t.TypeOf<typeof CallsQuery>;
type CallState = 'opening' | 'starting' | 'live' | 'suspect' | 'closing' | 'ended';
declare const callSteps: Readonly<Record<CallState, readonly CallState[]>>;
interface Client extends Methods {
    readonly calls: Methods['calls'] & Pages;
    connect(input: ConnectInput, options?: ConnectOptions): Promise<CallSocket>;
}
declare const clientData: {
    input_audio: t.TypeC<{
        audio: t.StringC;
    }>;
    tool_call_output: t.TypeC<{
        toolCallId: t.StringC;
        output: t.StringC;
    }>;
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
declare const decodeServerMessage: (text: string) => E.Either<BadMessage, ServerMessage | UnknownMessage>;
interface Deleted {
    readonly alreadyGone: boolean;
}
declare const DialAgentResponse: t.TypeC<{
    success: t.BooleanC;
}>;
type DialAgentResponse = t.TypeOf<typeof DialAgentResponse>;
declare const DialQuery: t.PartialC<{
    number: t.StringC;
    destination: t.StringC;
    sipTrunkId: t.StringC;
    callerId: t.StringC;
    firstMessage: t.StringC;
    prompt: t.StringC;
}>;
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
            readonly response: t.PartialC<{
                id: t.StringC;
                name: t.StringC;
                created_at: t.StringC;
            }>;
            readonly success: 200;
            readonly repeatable: true;
        };
    };
    readonly llms: {
        readonly list: {
            readonly method: "GET";
            readonly path: "/v1/llms";
            readonly response: t.TypeC<{
                llms: t.ReadonlyArrayC<t.StringC>;
            }>;
            readonly success: 200;
            readonly repeatable: true;
        };
    };
    readonly voices: {
        readonly list: {
            readonly method: "GET";
            readonly path: "/v1/voices";
            readonly response: t.TypeC<{
                voices: t.ReadonlyArrayC<t.IntersectionC<[
                    t.TypeC<{
                        id: t.StringC;
                        name: t.StringC;
                        provider: t.Type<(string & Record<never, never>) | "elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", string, unknown>;
                        languages: t.ReadonlyArrayC<t.StringC>;
                    }>,
                    t.PartialC<{
                        description: t.StringC;
                        preview_url: t.StringC;
                        featured: t.BooleanC;
                    }>
                ]>>;
            }>;
            readonly success: 200;
            readonly repeatable: true;
        };
    };
    readonly agents: {
        readonly list: {
            readonly method: "GET";
            readonly path: "/v1/agents";
            readonly response: t.ReadonlyArrayC<t.PartialC<{
                id: t.StringC;
                phone_number_id: t.StringC;
                name: t.StringC;
                llm: t.StringC;
                fallback_llm: t.StringC;
                status: t.Type<(string & Record<never, never>) | "active" | "inactive", string, unknown>;
                prompt: t.StringC;
                first_message: t.StringC;
                first_message_interruption_time: t.NumberC;
                default_language: t.StringC;
                summarize_calls: t.BooleanC;
                created_at: t.StringC;
                updated_at: t.StringC;
                noise_cancel_settings: t.PartialC<{
                    enabled: t.BooleanC;
                    level: t.NumberC;
                }>;
                vad_settings: t.PartialC<{
                    start_secs: t.NumberC;
                    stop_secs: t.NumberC;
                    silence_timeout_secs: t.NumberC;
                }>;
                enable_first_message_outbound: t.BooleanC;
                voice_settings: t.PartialC<{
                    id: t.StringC;
                    provider: t.Type<(string & Record<never, never>) | "elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", string, unknown>;
                    speed: t.NumberC;
                    stability: t.NumberC;
                    similarity_boost: t.NumberC;
                    volume: t.NumberC;
                }>;
                timeout_settings: t.PartialC<{
                    default_timeout: t.NumberC;
                    timeout_action: t.Type<(string & Record<never, never>) | "end_call" | "transfer_call", string, unknown>;
                    transfer_number: t.StringC;
                    transfer_message: t.StringC;
                    silence_counter: t.NumberC;
                    silence_timeout_action: t.Type<(string & Record<never, never>) | "end_call" | "transfer_call", string, unknown>;
                    silence_transfer_number: t.StringC;
                }>;
                keyterms: t.ReadonlyArrayC<t.StringC>;
            }>>;
            readonly success: 200;
            readonly repeatable: true;
        };
        readonly create: {
            readonly method: "POST";
            readonly path: "/v1/agents";
            readonly body: t.IntersectionC<[
                t.TypeC<{
                    name: t.StringC;
                }>,
                t.PartialC<{
                    phone_number_id: t.UnionC<[
                        t.StringC,
                        t.NullC
                    ]>;
                    name: t.StringC;
                    llm: t.StringC;
                    fallback_llm: t.StringC;
                    status: t.Type<"active" | "inactive", "active" | "inactive", unknown>;
                    prompt: t.StringC;
                    first_message: t.StringC;
                    first_message_interruption_time: t.NumberC;
                    default_language: t.StringC;
                    summarize_calls: t.BooleanC;
                    noise_cancel_settings: t.PartialC<{
                        enabled: t.BooleanC;
                        level: t.NumberC;
                    }>;
                    vad_settings: t.PartialC<{
                        start_secs: t.NumberC;
                        stop_secs: t.NumberC;
                        silence_timeout_secs: t.NumberC;
                    }>;
                    enable_first_message_outbound: t.BooleanC;
                    timeout_settings: t.PartialC<{
                        default_timeout: t.NumberC;
                        timeout_action: t.Type<"end_call" | "transfer_call", "end_call" | "transfer_call", unknown>;
                        transfer_number: t.StringC;
                        transfer_message: t.StringC;
                        silence_counter: t.NumberC;
                        silence_timeout_action: t.Type<"end_call" | "transfer_call", "end_call" | "transfer_call", unknown>;
                        silence_transfer_number: t.StringC;
                    }>;
                    keyterms: t.ReadonlyArrayC<t.StringC>;
                    voice_settings: t.PartialC<{
                        id: t.StringC;
                        provider: t.Type<"elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", "elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", unknown>;
                        speed: t.NumberC;
                        stability: t.NumberC;
                        similarity_boost: t.NumberC;
                        volume: t.NumberC;
                    }>;
                }>
            ]>;
            readonly response: t.PartialC<{
                id: t.StringC;
                phone_number_id: t.StringC;
                name: t.StringC;
                llm: t.StringC;
                fallback_llm: t.StringC;
                status: t.Type<(string & Record<never, never>) | "active" | "inactive", string, unknown>;
                prompt: t.StringC;
                first_message: t.StringC;
                first_message_interruption_time: t.NumberC;
                default_language: t.StringC;
                summarize_calls: t.BooleanC;
                created_at: t.StringC;
                updated_at: t.StringC;
                noise_cancel_settings: t.PartialC<{
                    enabled: t.BooleanC;
                    level: t.NumberC;
                }>;
                vad_settings: t.PartialC<{
                    start_secs: t.NumberC;
                    stop_secs: t.NumberC;
                    silence_timeout_secs: t.NumberC;
                }>;
                enable_first_message_outbound: t.BooleanC;
                voice_settings: t.PartialC<{
                    id: t.StringC;
                    provider: t.Type<(string & Record<never, never>) | "elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", string, unknown>;
                    speed: t.NumberC;
                    stability: t.NumberC;
                    similarity_boost: t.NumberC;
                    volume: t.NumberC;
                }>;
                timeout_settings: t.PartialC<{
                    default_timeout: t.NumberC;
                    timeout_action: t.Type<(string & Record<never, never>) | "end_call" | "transfer_call", string, unknown>;
                    transfer_number: t.StringC;
                    transfer_message: t.StringC;
                    silence_counter: t.NumberC;
                    silence_timeout_action: t.Type<(string & Record<never, never>) | "end_call" | "transfer_call", string, unknown>;
                    silence_transfer_number: t.StringC;
                }>;
                keyterms: t.ReadonlyArrayC<t.StringC>;
            }>;
            readonly success: 201;
            readonly repeatable: false;
        };
        readonly get: {
            readonly method: "GET";
            readonly path: "/v1/agents/{id}";
            readonly response: t.PartialC<{
                id: t.StringC;
                phone_number_id: t.StringC;
                name: t.StringC;
                llm: t.StringC;
                fallback_llm: t.StringC;
                status: t.Type<(string & Record<never, never>) | "active" | "inactive", string, unknown>;
                prompt: t.StringC;
                first_message: t.StringC;
                first_message_interruption_time: t.NumberC;
                default_language: t.StringC;
                summarize_calls: t.BooleanC;
                created_at: t.StringC;
                updated_at: t.StringC;
                noise_cancel_settings: t.PartialC<{
                    enabled: t.BooleanC;
                    level: t.NumberC;
                }>;
                vad_settings: t.PartialC<{
                    start_secs: t.NumberC;
                    stop_secs: t.NumberC;
                    silence_timeout_secs: t.NumberC;
                }>;
                enable_first_message_outbound: t.BooleanC;
                voice_settings: t.PartialC<{
                    id: t.StringC;
                    provider: t.Type<(string & Record<never, never>) | "elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", string, unknown>;
                    speed: t.NumberC;
                    stability: t.NumberC;
                    similarity_boost: t.NumberC;
                    volume: t.NumberC;
                }>;
                timeout_settings: t.PartialC<{
                    default_timeout: t.NumberC;
                    timeout_action: t.Type<(string & Record<never, never>) | "end_call" | "transfer_call", string, unknown>;
                    transfer_number: t.StringC;
                    transfer_message: t.StringC;
                    silence_counter: t.NumberC;
                    silence_timeout_action: t.Type<(string & Record<never, never>) | "end_call" | "transfer_call", string, unknown>;
                    silence_transfer_number: t.StringC;
                }>;
                keyterms: t.ReadonlyArrayC<t.StringC>;
            }>;
            readonly success: 200;
            readonly repeatable: true;
        };
        readonly update: {
            readonly method: "PATCH";
            readonly path: "/v1/agents/{id}";
            readonly body: t.PartialC<{
                phone_number_id: t.UnionC<[
                    t.StringC,
                    t.NullC
                ]>;
                name: t.StringC;
                llm: t.StringC;
                fallback_llm: t.StringC;
                status: t.Type<"active" | "inactive", "active" | "inactive", unknown>;
                prompt: t.StringC;
                first_message: t.StringC;
                first_message_interruption_time: t.NumberC;
                default_language: t.StringC;
                summarize_calls: t.BooleanC;
                noise_cancel_settings: t.PartialC<{
                    enabled: t.BooleanC;
                    level: t.NumberC;
                }>;
                vad_settings: t.PartialC<{
                    start_secs: t.NumberC;
                    stop_secs: t.NumberC;
                    silence_timeout_secs: t.NumberC;
                }>;
                enable_first_message_outbound: t.BooleanC;
                timeout_settings: t.PartialC<{
                    default_timeout: t.NumberC;
                    timeout_action: t.Type<"end_call" | "transfer_call", "end_call" | "transfer_call", unknown>;
                    transfer_number: t.StringC;
                    transfer_message: t.StringC;
                    silence_counter: t.NumberC;
                    silence_timeout_action: t.Type<"end_call" | "transfer_call", "end_call" | "transfer_call", unknown>;
                    silence_transfer_number: t.StringC;
                }>;
                keyterms: t.ReadonlyArrayC<t.StringC>;
                voice_settings: t.PartialC<{
                    id: t.StringC;
                    provider: t.Type<"elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", "elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", unknown>;
                    speed: t.NumberC;
                    stability: t.NumberC;
                    similarity_boost: t.NumberC;
                    volume: t.NumberC;
                }>;
            }>;
            readonly response: t.PartialC<{
                id: t.StringC;
                phone_number_id: t.StringC;
                name: t.StringC;
                llm: t.StringC;
                fallback_llm: t.StringC;
                status: t.Type<(string & Record<never, never>) | "active" | "inactive", string, unknown>;
                prompt: t.StringC;
                first_message: t.StringC;
                first_message_interruption_time: t.NumberC;
                default_language: t.StringC;
                summarize_calls: t.BooleanC;
                created_at: t.StringC;
                updated_at: t.StringC;
                noise_cancel_settings: t.PartialC<{
                    enabled: t.BooleanC;
                    level: t.NumberC;
                }>;
                vad_settings: t.PartialC<{
                    start_secs: t.NumberC;
                    stop_secs: t.NumberC;
                    silence_timeout_secs: t.NumberC;
                }>;
                enable_first_message_outbound: t.BooleanC;
                voice_settings: t.PartialC<{
                    id: t.StringC;
                    provider: t.Type<(string & Record<never, never>) | "elevenlabs" | "openai" | "cartesia" | "hume" | "minimax" | "fish", string, unknown>;
                    speed: t.NumberC;
                    stability: t.NumberC;
                    similarity_boost: t.NumberC;
                    volume: t.NumberC;
                }>;
                timeout_settings: t.PartialC<{
                    default_timeout: t.NumberC;
                    timeout_action: t.Type<(string & Record<never, never>) | "end_call" | "transfer_call", string, unknown>;
                    transfer_number: t.StringC;
                    transfer_message: t.StringC;
                    silence_counter: t.NumberC;
                    silence_timeout_action: t.Type<(string & Record<never, never>) | "end_call" | "transfer_call", string, unknown>;
                    silence_transfer_number: t.StringC;
                }>;
                keyterms: t.ReadonlyArrayC<t.StringC>;
            }>;
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
            readonly response: t.ReadonlyArrayC<t.PartialC<{
                id: t.StringC;
                agent_id: t.StringC;
                created_at: t.StringC;
                published_at: t.StringC;
                tag: t.StringC;
            }>>;
            readonly success: 200;
            readonly repeatable: true;
        };
        readonly getVersion: {
            readonly method: "GET";
            readonly path: "/v1/agents/{id}/versions/{versionId}";
            readonly response: t.TypeC<{
                version: t.PartialC<{
                    id: t.StringC;
                    agent_id: t.StringC;
                    created_at: t.StringC;
                    published_at: t.StringC;
                    tag: t.StringC;
                }>;
                nodes: t.ReadonlyArrayC<t.UnknownRecordC>;
            }>;
            readonly success: 200;
            readonly repeatable: true;
        };
        readonly publishVersion: {
            readonly method: "POST";
            readonly path: "/v1/agents/{id}/versions/{versionId}/publish";
            readonly response: t.PartialC<{
                id: t.StringC;
                agent_id: t.StringC;
                created_at: t.StringC;
                published_at: t.StringC;
                tag: t.StringC;
            }>;
            readonly success: 200;
            readonly repeatable: false;
        };
        readonly dial: {
            readonly method: "POST";
            readonly path: "/v1/agents/{id}/dial";
            readonly query: t.PartialC<{
                number: t.StringC;
                destination: t.StringC;
                sipTrunkId: t.StringC;
                callerId: t.StringC;
                firstMessage: t.StringC;
                prompt: t.StringC;
            }>;
            readonly response: t.TypeC<{
                success: t.BooleanC;
            }>;
            readonly success: 200;
            readonly repeatable: false;
            readonly once: true;
        };
    };
    readonly calls: {
        readonly list: {
            readonly method: "GET";
            readonly path: "/v1/calls";
            readonly query: t.PartialC<{
                organization_id: t.StringC;
                page: t.NumberC;
                page_size: t.NumberC;
                agent_ids: t.StringC;
                status: t.Type<"connected" | "started" | "in_progress" | "auth_failed" | "ended", "connected" | "started" | "in_progress" | "auth_failed" | "ended", unknown>;
                source: t.Type<"twilio" | "sip" | "simulation" | "api", "twilio" | "sip" | "simulation" | "api", unknown>;
                date_from: t.StringC;
                date_to: t.StringC;
                outbound: t.BooleanC;
                search: t.StringC;
                tag: t.StringC;
                outcome: t.Type<"transferred" | "ended_by_agent" | "ended_by_user", "transferred" | "ended_by_agent" | "ended_by_user", unknown>;
            }>;
            readonly response: t.TypeC<{
                calls: t.ReadonlyArrayC<t.PartialC<{
                    id: t.StringC;
                    agent_id: t.StringC;
                    graph_version_id: t.StringC;
                    organization_id: t.StringC;
                    party_number: t.StringC;
                    status: t.Type<(string & Record<never, never>) | "connected" | "started" | "in_progress" | "auth_failed" | "ended", string, unknown>;
                    source: t.Type<(string & Record<never, never>) | "twilio" | "sip" | "simulation" | "api", string, unknown>;
                    termination_reason: t.StringC;
                    extracted_variables: t.ReadonlyArrayC<t.PartialC<{
                        name: t.StringC;
                        type: t.Type<(string & Record<never, never>) | "system" | "input" | "extracted", string, unknown>;
                        description: t.StringC;
                        value: t.UnknownC;
                        dataType: t.Type<"string" | "number" | "boolean" | "object" | (string & Record<never, never>) | "array", string, unknown>;
                        rationale: t.StringC;
                    }>>;
                    outbound: t.BooleanC;
                    outbound_contact_id: t.StringC;
                    outbound_list_run_id: t.StringC;
                    created_at: t.StringC;
                    connected_at: t.StringC;
                    started_at: t.StringC;
                    ended_at: t.StringC;
                    summary: t.StringC;
                    transcript: t.TypeC<{
                        entries: t.ReadonlyArrayC<t.PartialC<{
                            index: t.NumberC;
                            role: t.StringC;
                            message: t.StringC;
                            type: t.Type<(string & Record<never, never>) | "message" | "tool_call" | "tool_call_output" | "interruption", string, unknown>;
                            toolCall: t.PartialC<{
                                itemId: t.StringC;
                                callId: t.StringC;
                                toolName: t.StringC;
                                arguments: t.StringC;
                                output: t.StringC;
                                startedAt: t.StringC;
                                endedAt: t.StringC;
                            }>;
                            toolCallOutput: t.StringC;
                            createdAt: t.StringC;
                            durationMs: t.NumberC;
                            turnId: t.StringC;
                        }>>;
                    }>;
                    cost: t.NumberC;
                    tags: t.ReadonlyArrayC<t.StringC>;
                    duration_seconds: t.NumberC;
                    feedback: t.TypeC<{
                        stars: t.NumberC;
                        notes: t.StringC;
                    }>;
                }>>;
                pagination: t.TypeC<{
                    page: t.NumberC;
                    page_size: t.NumberC;
                    total: t.NumberC;
                    total_pages: t.NumberC;
                    has_next: t.BooleanC;
                    has_prev: t.BooleanC;
                }>;
            }>;
            readonly success: 200;
            readonly repeatable: true;
        };
        readonly get: {
            readonly method: "GET";
            readonly path: "/v1/calls/{id}";
            readonly response: t.PartialC<{
                id: t.StringC;
                agent_id: t.StringC;
                graph_version_id: t.StringC;
                organization_id: t.StringC;
                party_number: t.StringC;
                status: t.Type<(string & Record<never, never>) | "connected" | "started" | "in_progress" | "auth_failed" | "ended", string, unknown>;
                source: t.Type<(string & Record<never, never>) | "twilio" | "sip" | "simulation" | "api", string, unknown>;
                termination_reason: t.StringC;
                extracted_variables: t.ReadonlyArrayC<t.PartialC<{
                    name: t.StringC;
                    type: t.Type<(string & Record<never, never>) | "system" | "input" | "extracted", string, unknown>;
                    description: t.StringC;
                    value: t.UnknownC;
                    dataType: t.Type<"string" | "number" | "boolean" | "object" | (string & Record<never, never>) | "array", string, unknown>;
                    rationale: t.StringC;
                }>>;
                outbound: t.BooleanC;
                outbound_contact_id: t.StringC;
                outbound_list_run_id: t.StringC;
                created_at: t.StringC;
                connected_at: t.StringC;
                started_at: t.StringC;
                ended_at: t.StringC;
                summary: t.StringC;
                transcript: t.TypeC<{
                    entries: t.ReadonlyArrayC<t.PartialC<{
                        index: t.NumberC;
                        role: t.StringC;
                        message: t.StringC;
                        type: t.Type<(string & Record<never, never>) | "message" | "tool_call" | "tool_call_output" | "interruption", string, unknown>;
                        toolCall: t.PartialC<{
                            itemId: t.StringC;
                            callId: t.StringC;
                            toolName: t.StringC;
                            arguments: t.StringC;
                            output: t.StringC;
                            startedAt: t.StringC;
                            endedAt: t.StringC;
                        }>;
                        toolCallOutput: t.StringC;
                        createdAt: t.StringC;
                        durationMs: t.NumberC;
                        turnId: t.StringC;
                    }>>;
                }>;
                cost: t.NumberC;
                tags: t.ReadonlyArrayC<t.StringC>;
                duration_seconds: t.NumberC;
                feedback: t.TypeC<{
                    stars: t.NumberC;
                    notes: t.StringC;
                }>;
            }>;
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
            readonly response: t.ReadonlyArrayC<t.PartialC<{
                id: t.StringC;
                phone_number: t.StringC;
                phone_sid: t.StringC;
                label: t.StringC;
                account_sid: t.StringC;
                created_at: t.StringC;
                updated_at: t.StringC;
            }>>;
            readonly success: 200;
            readonly repeatable: true;
        };
        readonly import: {
            readonly method: "POST";
            readonly path: "/v1/twilio/numbers";
            readonly body: t.IntersectionC<[
                t.TypeC<{
                    phone_number: t.StringC;
                    account_sid: t.StringC;
                    auth_token: t.StringC;
                }>,
                t.PartialC<{
                    label: t.StringC;
                }>
            ]>;
            readonly response: t.PartialC<{
                id: t.StringC;
                phone_number: t.StringC;
                phone_sid: t.StringC;
                label: t.StringC;
                account_sid: t.StringC;
                created_at: t.StringC;
                updated_at: t.StringC;
            }>;
            readonly success: 201;
            readonly repeatable: false;
        };
        readonly updateLabel: {
            readonly method: "PATCH";
            readonly path: "/v1/twilio/numbers/{id}";
            readonly body: t.TypeC<{
                label: t.StringC;
            }>;
            readonly response: t.PartialC<{
                id: t.StringC;
                phone_number: t.StringC;
                phone_sid: t.StringC;
                label: t.StringC;
                account_sid: t.StringC;
                created_at: t.StringC;
                updated_at: t.StringC;
            }>;
            readonly success: 200;
            readonly repeatable: false;
        };
    };
    readonly sipTrunks: {
        readonly list: {
            readonly method: "GET";
            readonly path: "/v1/sip-trunks";
            readonly response: t.ReadonlyArrayC<t.PartialC<{
                id: t.StringC;
                created_at: t.StringC;
                pbx: t.Type<(string & Record<never, never>) | "3cx" | "yeastar" | "webex" | "generic", string, unknown>;
                caller_id_transforms: t.ReadonlyArrayC<t.IntersectionC<[
                    t.TypeC<{
                        type: t.Type<(string & Record<never, never>) | "add_prefix" | "add_suffix" | "replace" | "strip_digits_end" | "strip_digits_start", string, unknown>;
                    }>,
                    t.PartialC<{
                        value: t.StringC;
                        value2: t.StringC;
                        number: t.NumberC;
                    }>
                ]>>;
                inbound_host: t.StringC;
                inbound_auth_type: t.Type<(string & Record<never, never>) | "digest" | "acl" | "none", string, unknown>;
                inbound_sip_username: t.StringC;
                inbound_registration_status: t.Type<(string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", string, unknown>;
                outbound_host: t.StringC;
                outbound_sip_username: t.StringC;
                register: t.BooleanC;
                outbound_registration_status: t.Type<(string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", string, unknown>;
                remain_in_dialog: t.BooleanC;
            }>>;
            readonly success: 200;
            readonly repeatable: true;
        };
        readonly create: {
            readonly method: "POST";
            readonly path: "/v1/sip-trunks";
            readonly body: t.IntersectionC<[
                t.TypeC<{
                    pbx: t.Type<"3cx" | "yeastar" | "webex" | "generic", "3cx" | "yeastar" | "webex" | "generic", unknown>;
                }>,
                t.PartialC<{
                    caller_id_transforms: t.ReadonlyArrayC<t.IntersectionC<[
                        t.TypeC<{
                            type: t.Type<"add_prefix" | "add_suffix" | "replace" | "strip_digits_end" | "strip_digits_start", "add_prefix" | "add_suffix" | "replace" | "strip_digits_end" | "strip_digits_start", unknown>;
                        }>,
                        t.PartialC<{
                            value: t.StringC;
                            value2: t.StringC;
                            number: t.NumberC;
                        }>
                    ]>>;
                }>,
                t.PartialC<{
                    pbx: t.Type<"3cx" | "yeastar" | "webex" | "generic", "3cx" | "yeastar" | "webex" | "generic", unknown>;
                    caller_id_transforms: t.UnionC<[
                        t.ReadonlyArrayC<t.IntersectionC<[
                            t.TypeC<{
                                type: t.Type<"add_prefix" | "add_suffix" | "replace" | "strip_digits_end" | "strip_digits_start", "add_prefix" | "add_suffix" | "replace" | "strip_digits_end" | "strip_digits_start", unknown>;
                            }>,
                            t.PartialC<{
                                value: t.StringC;
                                value2: t.StringC;
                                number: t.NumberC;
                            }>
                        ]>>,
                        t.NullC
                    ]>;
                    inbound_host: t.UnionC<[
                        t.StringC,
                        t.NullC
                    ]>;
                    inbound_auth_type: t.Type<"digest" | "acl" | "none", "digest" | "acl" | "none", unknown>;
                    inbound_sip_username: t.UnionC<[
                        t.StringC,
                        t.NullC
                    ]>;
                    inbound_sip_password: t.UnionC<[
                        t.StringC,
                        t.NullC
                    ]>;
                    outbound_host: t.UnionC<[
                        t.StringC,
                        t.NullC
                    ]>;
                    outbound_sip_username: t.UnionC<[
                        t.StringC,
                        t.NullC
                    ]>;
                    outbound_sip_password: t.UnionC<[
                        t.StringC,
                        t.NullC
                    ]>;
                    register: t.UnionC<[
                        t.BooleanC,
                        t.NullC
                    ]>;
                    remain_in_dialog: t.UnionC<[
                        t.BooleanC,
                        t.NullC
                    ]>;
                }>
            ]>;
            readonly response: t.PartialC<{
                id: t.StringC;
                created_at: t.StringC;
                pbx: t.Type<(string & Record<never, never>) | "3cx" | "yeastar" | "webex" | "generic", string, unknown>;
                caller_id_transforms: t.ReadonlyArrayC<t.IntersectionC<[
                    t.TypeC<{
                        type: t.Type<(string & Record<never, never>) | "add_prefix" | "add_suffix" | "replace" | "strip_digits_end" | "strip_digits_start", string, unknown>;
                    }>,
                    t.PartialC<{
                        value: t.StringC;
                        value2: t.StringC;
                        number: t.NumberC;
                    }>
                ]>>;
                inbound_host: t.StringC;
                inbound_auth_type: t.Type<(string & Record<never, never>) | "digest" | "acl" | "none", string, unknown>;
                inbound_sip_username: t.StringC;
                inbound_registration_status: t.Type<(string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", string, unknown>;
                outbound_host: t.StringC;
                outbound_sip_username: t.StringC;
                register: t.BooleanC;
                outbound_registration_status: t.Type<(string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", string, unknown>;
                remain_in_dialog: t.BooleanC;
            }>;
            readonly success: 201;
            readonly repeatable: false;
        };
        readonly get: {
            readonly method: "GET";
            readonly path: "/v1/sip-trunks/{id}";
            readonly response: t.PartialC<{
                id: t.StringC;
                created_at: t.StringC;
                pbx: t.Type<(string & Record<never, never>) | "3cx" | "yeastar" | "webex" | "generic", string, unknown>;
                caller_id_transforms: t.ReadonlyArrayC<t.IntersectionC<[
                    t.TypeC<{
                        type: t.Type<(string & Record<never, never>) | "add_prefix" | "add_suffix" | "replace" | "strip_digits_end" | "strip_digits_start", string, unknown>;
                    }>,
                    t.PartialC<{
                        value: t.StringC;
                        value2: t.StringC;
                        number: t.NumberC;
                    }>
                ]>>;
                inbound_host: t.StringC;
                inbound_auth_type: t.Type<(string & Record<never, never>) | "digest" | "acl" | "none", string, unknown>;
                inbound_sip_username: t.StringC;
                inbound_registration_status: t.Type<(string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", string, unknown>;
                outbound_host: t.StringC;
                outbound_sip_username: t.StringC;
                register: t.BooleanC;
                outbound_registration_status: t.Type<(string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", string, unknown>;
                remain_in_dialog: t.BooleanC;
            }>;
            readonly success: 200;
            readonly repeatable: true;
        };
        readonly update: {
            readonly method: "PATCH";
            readonly path: "/v1/sip-trunks/{id}";
            readonly body: t.PartialC<{
                pbx: t.Type<"3cx" | "yeastar" | "webex" | "generic", "3cx" | "yeastar" | "webex" | "generic", unknown>;
                caller_id_transforms: t.UnionC<[
                    t.ReadonlyArrayC<t.IntersectionC<[
                        t.TypeC<{
                            type: t.Type<"add_prefix" | "add_suffix" | "replace" | "strip_digits_end" | "strip_digits_start", "add_prefix" | "add_suffix" | "replace" | "strip_digits_end" | "strip_digits_start", unknown>;
                        }>,
                        t.PartialC<{
                            value: t.StringC;
                            value2: t.StringC;
                            number: t.NumberC;
                        }>
                    ]>>,
                    t.NullC
                ]>;
                inbound_host: t.UnionC<[
                    t.StringC,
                    t.NullC
                ]>;
                inbound_auth_type: t.Type<"digest" | "acl" | "none", "digest" | "acl" | "none", unknown>;
                inbound_sip_username: t.UnionC<[
                    t.StringC,
                    t.NullC
                ]>;
                inbound_sip_password: t.UnionC<[
                    t.StringC,
                    t.NullC
                ]>;
                outbound_host: t.UnionC<[
                    t.StringC,
                    t.NullC
                ]>;
                outbound_sip_username: t.UnionC<[
                    t.StringC,
                    t.NullC
                ]>;
                outbound_sip_password: t.UnionC<[
                    t.StringC,
                    t.NullC
                ]>;
                register: t.UnionC<[
                    t.BooleanC,
                    t.NullC
                ]>;
                remain_in_dialog: t.UnionC<[
                    t.BooleanC,
                    t.NullC
                ]>;
            }>;
            readonly response: t.PartialC<{
                id: t.StringC;
                created_at: t.StringC;
                pbx: t.Type<(string & Record<never, never>) | "3cx" | "yeastar" | "webex" | "generic", string, unknown>;
                caller_id_transforms: t.ReadonlyArrayC<t.IntersectionC<[
                    t.TypeC<{
                        type: t.Type<(string & Record<never, never>) | "add_prefix" | "add_suffix" | "replace" | "strip_digits_end" | "strip_digits_start", string, unknown>;
                    }>,
                    t.PartialC<{
                        value: t.StringC;
                        value2: t.StringC;
                        number: t.NumberC;
                    }>
                ]>>;
                inbound_host: t.StringC;
                inbound_auth_type: t.Type<(string & Record<never, never>) | "digest" | "acl" | "none", string, unknown>;
                inbound_sip_username: t.StringC;
                inbound_registration_status: t.Type<(string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", string, unknown>;
                outbound_host: t.StringC;
                outbound_sip_username: t.StringC;
                register: t.BooleanC;
                outbound_registration_status: t.Type<(string & Record<never, never>) | "auth_failed" | "not_registered" | "pending" | "registered" | "failed", string, unknown>;
                remain_in_dialog: t.BooleanC;
            }>;
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
            readonly response: t.ReadonlyArrayC<t.PartialC<{
                id: t.StringC;
                agent_id: t.StringC;
                sip_trunk_id: t.StringC;
                number: t.StringC;
                alternate_number: t.StringC;
                created_at: t.StringC;
            }>>;
            readonly success: 200;
            readonly repeatable: true;
        };
        readonly createAssignment: {
            readonly method: "POST";
            readonly path: "/v1/sip-trunks/{id}/assignments";
            readonly body: t.IntersectionC<[
                t.TypeC<{
                    agent_id: t.StringC;
                }>,
                t.PartialC<{
                    number: t.StringC;
                    alternate_number: t.StringC;
                }>
            ]>;
            readonly response: t.PartialC<{
                id: t.StringC;
                agent_id: t.StringC;
                sip_trunk_id: t.StringC;
                number: t.StringC;
                alternate_number: t.StringC;
                created_at: t.StringC;
            }>;
            readonly success: 201;
            readonly repeatable: false;
        };
        readonly getAssignment: {
            readonly method: "GET";
            readonly path: "/v1/sip-trunks/assignments/{assignmentId}";
            readonly response: t.PartialC<{
                id: t.StringC;
                agent_id: t.StringC;
                sip_trunk_id: t.StringC;
                number: t.StringC;
                alternate_number: t.StringC;
                created_at: t.StringC;
            }>;
            readonly success: 200;
            readonly repeatable: true;
        };
        readonly updateAssignment: {
            readonly method: "PATCH";
            readonly path: "/v1/sip-trunks/assignments/{assignmentId}";
            readonly body: t.PartialC<{
                number: t.UnionC<[
                    t.StringC,
                    t.NullC
                ]>;
                alternate_number: t.UnionC<[
                    t.StringC,
                    t.NullC
                ]>;
            }>;
            readonly response: t.PartialC<{
                id: t.StringC;
                agent_id: t.StringC;
                sip_trunk_id: t.StringC;
                number: t.StringC;
                alternate_number: t.StringC;
                created_at: t.StringC;
            }>;
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
            readonly body: t.IntersectionC<[
                t.TypeC<{
                    agent_id: t.StringC;
                }>,
                t.PartialC<{
                    version_id: t.StringC;
                    chat_id: t.StringC;
                    transport: t.Type<"websocket" | "webrtc", "websocket" | "webrtc", unknown>;
                    first_message: t.StringC;
                    prompt: t.StringC;
                    chat: t.BooleanC;
                }>
            ]>;
            readonly response: t.IntersectionC<[
                t.TypeC<{
                    token: t.StringC;
                }>,
                t.PartialC<{
                    room: t.StringC;
                    identity: t.StringC;
                    url: t.StringC;
                    webrtc_token: t.StringC;
                }>
            ]>;
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
declare const GenerateSessionTokenRequest: t.IntersectionC<[
    t.TypeC<{
        agent_id: t.StringC;
    }>,
    t.PartialC<{
        version_id: t.StringC;
        chat_id: t.StringC;
        transport: t.Type<"websocket" | "webrtc", "websocket" | "webrtc", unknown>;
        first_message: t.StringC;
        prompt: t.StringC;
        chat: t.BooleanC;
    }>
]>;
type GenerateSessionTokenRequest = t.TypeOf<typeof GenerateSessionTokenRequest>;
declare const GraphVersion: t.PartialC<{
    id: t.StringC;
    agent_id: t.StringC;
    created_at: t.StringC;
    published_at: t.StringC;
    tag: t.StringC;
}>;
type GraphVersion = t.TypeOf<typeof GraphVersion>;
declare const GraphVersionDetail: t.TypeC<{
    version: t.PartialC<{
        id: t.StringC;
        agent_id: t.StringC;
        created_at: t.StringC;
        published_at: t.StringC;
        tag: t.StringC;
    }>;
    nodes: t.ReadonlyArrayC<t.UnknownRecordC>;
}>;
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
declare class Lost extends VatelError {
    readonly code: number;
    readonly reason: string;
    readonly retryable: boolean;
    readonly name = "Lost";
    readonly _tag = "Lost";
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
declare const PaginatedCallsResponse: t.TypeC<{
    calls: t.ReadonlyArrayC<t.PartialC<{
        id: t.StringC;
        agent_id: t.StringC;
        graph_version_id: t.StringC;
        organization_id: t.StringC;
        party_number: t.StringC;
        status: t.Type<(string & Record<never, never>) | "connected" | "started" | "in_progress" | "auth_failed" | "ended", string, unknown>;
        source: t.Type<(string & Record<never, never>) | "twilio" | "sip" | "simulation" | "api", string, unknown>;
        termination_reason: t.StringC;
        extracted_variables: t.ReadonlyArrayC<t.PartialC<{
            name: t.StringC;
            type: t.Type<(string & Record<never, never>) | "system" | "input" | "extracted", string, unknown>;
            description: t.StringC;
            value: t.UnknownC;
            dataType: t.Type<"string" | "number" | "boolean" | "object" | (string & Record<never, never>) | "array", string, unknown>;
            rationale: t.StringC;
        }>>;
        outbound: t.BooleanC;
        outbound_contact_id: t.StringC;
        outbound_list_run_id: t.StringC;
        created_at: t.StringC;
        connected_at: t.StringC;
        started_at: t.StringC;
        ended_at: t.StringC;
        summary: t.StringC;
        transcript: t.TypeC<{
            entries: t.ReadonlyArrayC<t.PartialC<{
                index: t.NumberC;
                role: t.StringC;
                message: t.StringC;
                type: t.Type<(string & Record<never, never>) | "message" | "tool_call" | "tool_call_output" | "interruption", string, unknown>;
                toolCall: t.PartialC<{
                    itemId: t.StringC;
                    callId: t.StringC;
                    toolName: t.StringC;
                    arguments: t.StringC;
                    output: t.StringC;
                    startedAt: t.StringC;
                    endedAt: t.StringC;
                }>;
                toolCallOutput: t.StringC;
                createdAt: t.StringC;
                durationMs: t.NumberC;
                turnId: t.StringC;
            }>>;
        }>;
        cost: t.NumberC;
        tags: t.ReadonlyArrayC<t.StringC>;
        duration_seconds: t.NumberC;
        feedback: t.TypeC<{
            stars: t.NumberC;
            notes: t.StringC;
        }>;
    }>>;
    pagination: t.TypeC<{
        page: t.NumberC;
        page_size: t.NumberC;
        total: t.NumberC;
        total_pages: t.NumberC;
        has_next: t.BooleanC;
        has_prev: t.BooleanC;
    }>;
}>;
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
declare class Redirected extends VatelError {
    readonly status: number;
    readonly targetOrigin?: string | undefined;
    readonly name = "Redirected";
    readonly _tag = "Redirected";
    readonly retryable = false;
    readonly outcome = "unknown";
    constructor(status: number, targetOrigin?: string | undefined);
}
declare class Refused extends VatelError {
    readonly status: number;
    readonly reason: string;
    readonly retryAfterMs?: number | undefined;
    readonly name = "Refused";
    readonly _tag = "Refused";
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
    session_started: t.TypeC<{
        id: t.StringC;
    }>;
    response_audio: t.TypeC<{
        turn_id: t.StringC;
        audio: t.StringC;
        is_final: t.BooleanC;
    }>;
    response_text: t.TypeC<{
        turn_id: t.StringC;
        text: t.StringC;
        is_final: t.BooleanC;
    }>;
    input_audio_transcript: t.IntersectionC<[
        t.TypeC<{
            transcript: t.StringC;
            is_final: t.BooleanC;
        }>,
        t.PartialC<{
            turn_id: t.StringC;
        }>
    ]>;
    speech_started: t.TypeC<{
        emulated: t.BooleanC;
    }>;
    speech_stopped: t.TypeC<{}>;
    interruption: t.TypeC<{}>;
    tool_call: t.TypeC<{
        toolCallId: t.StringC;
        toolName: t.StringC;
        arguments: t.ReadonlyArrayC<t.IntersectionC<[
            t.TypeC<{
                name: t.StringC;
            }>,
            t.PartialC<{
                type: t.StringC;
                dataType: t.StringC;
                description: t.StringC;
                required: t.BooleanC;
                value: t.UnknownC;
            }>
        ]>>;
    }>;
    session_ended: t.TypeC<{}>;
};
type ServerData<K extends ServerMessageType = ServerMessageType> = Readonly<t.TypeOf<(typeof serverData)[K]>>;
type ServerMessage<K extends ServerMessageType = ServerMessageType> = {
    readonly [P in K]: {
        readonly type: P;
        readonly data: ServerData<P>;
    };
}[K];
type ServerMessageType = keyof typeof serverData;
declare class SessionOver extends VatelError {
    readonly name = "SessionOver";
    readonly _tag = "SessionOver";
    readonly retryable = true;
    constructor();
}
declare const SessionTokenResponse: t.IntersectionC<[
    t.TypeC<{
        token: t.StringC;
    }>,
    t.PartialC<{
        room: t.StringC;
        identity: t.StringC;
        url: t.StringC;
        webrtc_token: t.StringC;
    }>
]>;
type SessionTokenResponse = t.TypeOf<typeof SessionTokenResponse>;
declare class SlowConsumer extends VatelError {
    readonly waiting: number;
    readonly name = "SlowConsumer";
    readonly _tag = "SlowConsumer";
    readonly retryable = false;
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
declare class TimedOut extends VatelError {
    readonly stage: Stage | RequestStage;
    readonly afterMs: number;
    readonly outcome: 'not-sent' | 'unknown';
    readonly name = "TimedOut";
    readonly _tag = "TimedOut";
    readonly retryable = true;
    constructor(stage: Stage | RequestStage, afterMs: number, outcome?: 'not-sent' | 'unknown');
}
declare const tool: <C extends Mixed>({ args, run, timeoutMs, approval, onInterruption }: ToolOptions<C>) => Tool;
interface Tool extends ToolManners {
    readonly args: Mixed;
    readonly run: (args: never, context: ToolContext) => unknown;
    readonly timeoutMs: number;
}
declare const ToolArgument: t.IntersectionC<[
    t.TypeC<{
        name: t.StringC;
    }>,
    t.PartialC<{
        type: t.StringC;
        dataType: t.StringC;
        description: t.StringC;
        required: t.BooleanC;
        value: t.UnknownC;
    }>
]>;
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
declare class Unreachable extends VatelError {
    readonly origin: string;
    readonly outcome: 'not-sent' | 'unknown';
    readonly code?: string | undefined;
    readonly cause?: Error | undefined;
    readonly name = "Unreachable";
    readonly _tag = "Unreachable";
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
declare abstract class VatelError extends Error {
    abstract readonly _tag: string;
    abstract readonly retryable: boolean;
    toJSON(): object;
}
type WebSocketClass = new (url: string, ...rest: never[]) => object;
