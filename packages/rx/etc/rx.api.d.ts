// @vatel/rx
export {
  AudioMark,
  BargeInAction,
  BargeInPolicy,
  Call,
  CallFailedError,
  CallMessage,
  CallStore,
  ChangedLine,
  ComparedLine,
  ConnectCallOptions,
  DeadAir,
  DeadAirOptions,
  Exchange,
  FailureReason,
  Fleet,
  FleetMember,
  FleetOptions,
  FleetState,
  InvalidRecordError,
  KeptAudio,
  LatencyOptions,
  LostSession,
  PlayIntoOptions,
  RecordEntry,
  RecordHeader,
  RecordOptions,
  RecordedEnd,
  RedialPolicy,
  RedialedCall,
  ReplayOptions,
  SendAudioOptions,
  Signal,
  StoredCall,
  StoredCallOptions,
  StoredCallPart,
  ToolResult,
  ToolResultsOptions,
  TranscriptDifference,
  Uplink,
  agentAudio,
  bargeIn,
  callOf,
  connectCall,
  deadAir,
  fleet,
  isFailure,
  latency,
  microphoneFrames,
  microphoneStates,
  outputStates,
  playInto,
  record,
  redial,
  replay,
  schedulerClock,
  sendAudio,
  storedCall,
  toolResults,
  transcript,
  turns,
}

// @vatel/rx/testing
export {
  AssertEqual,
  AsyncSimulation,
  Conversation,
  ConversationScenario,
  ConversationToolCall,
  ConversationTurn,
  SimulateAsyncOptions,
  SimulatePlatform,
  SimulatedConversation,
  Simulation,
  pcm,
  serverMessages,
  simulate,
  simulateAsync,
  simulateConversation,
}

import { AgentAudio, AgentEntry, ApproveTool, CallConnection, CallRecord, CallState, Client, ClientMessage, Clock, EndReason, InvalidMessageError, Latency, Microphone, MicrophoneFrame, MicrophoneState, OutputState, PlaybackEvent, Sent, ServerData, Speaker, ToolControllerOptions, ToolEntry, ToolOutcome, Tools, Transcript, UplinkStats, UserEntry, VatelError } from "@vatel/core";
import { CallConnection, CallOptions, CallState, ClientMessage, EndReason, InvalidMessageError, ServerData, ServerMessage, UnknownMessage } from "@vatel/core";
import { CallOptions, Clock, Microphone, ServerMessage } from "@vatel/core";
import { Observable } from "rxjs";
import { Observable, SchedulerLike } from "rxjs";
import { RunHelpers } from "rxjs/testing";
declare const agentAudio: () => ({ messages$, reportInvalid }: Pick<Call, "messages$" | "reportInvalid">) => Observable<AgentAudio>;
interface Argument {
    readonly name: string;
    readonly value: unknown;
}
type AssertEqual = (actual: unknown, expected: unknown) => void;
interface AsyncSimulation extends Pick<RunHelpers, 'cold' | 'expectObservable' | 'expectSubscriptions' | 'hot'> {
    readonly clock: Clock;
}
interface AudioMark {
    readonly samples: number;
    readonly fnv1a?: string;
}
declare const bargeIn: (heard$: Observable<PlaybackEvent>, policy?: BargeInPolicy) => ({ messages$ }: Pick<Call, "messages$">) => Observable<BargeInAction>;
interface BargeInAction {
    readonly type: 'duck' | 'flush' | 'restore';
    readonly gain: number;
}
interface BargeInPolicy {
    readonly minSpeechMs?: number;
    readonly falseAlarmMs?: number;
    readonly duckedGain?: number;
    readonly clock?: Clock;
}
interface Call {
    readonly connection: CallConnection;
    readonly sessionStarted$: Observable<ServerData<'session_started'>>;
    readonly sessionEnded$: Observable<Signal>;
    readonly responseAudio$: Observable<ServerData<'response_audio'>>;
    readonly responseText$: Observable<ServerData<'response_text'>>;
    readonly inputAudioTranscript$: Observable<ServerData<'input_audio_transcript'>>;
    readonly speechStarted$: Observable<ServerData<'speech_started'>>;
    readonly speechStopped$: Observable<Signal>;
    readonly interruption$: Observable<Signal>;
    readonly toolCall$: Observable<ServerData<'tool_call'>>;
    readonly unknown$: Observable<UnknownMessage>;
    readonly invalid$: Observable<InvalidMessageError>;
    readonly messages$: Observable<CallMessage>;
    readonly sent$: Observable<ClientMessage>;
    readonly state$: Observable<CallState>;
    readonly end$: Observable<EndReason>;
    readonly reportInvalid: (error: InvalidMessageError) => void;
}
declare class CallFailedError extends VatelError<'CallFailedError'> {
    readonly reason: FailureReason;
    readonly retryable: boolean;
    readonly retryAfterMs?: number;
    constructor(reason: FailureReason);
}
type CallMessage = ServerMessage | UnknownMessage;
declare const callOf: (connection: CallConnection) => Call;
interface CallStore {
    readonly calls: Pick<Client['calls'], 'downloadRecording' | 'get'>;
}
interface ChangedLine {
    readonly seen: ComparedLine;
    readonly stored: ComparedLine;
}
interface ComparedLine {
    readonly who: 'agent' | 'tool' | 'user';
    readonly text: string;
    readonly id?: string;
}
declare const connectCall: (options: ConnectCallOptions) => Observable<Call>;
interface ConnectCallOptions extends Omit<CallOptions, 'token'> {
    readonly token: (() => Promise<string> | string) | string;
    readonly open?: (options: CallOptions) => CallConnection;
}
interface Conversation<Faults = never> {
    readonly user: string;
    readonly turns: Readonly<Record<string, ConversationTurn>>;
    readonly greeting: string;
    readonly faults?: Faults;
}
type ConversationScenario = ReturnType<typeof scenarioOf>;
interface ConversationToolCall {
    readonly tool: string;
    readonly arguments?: Readonly<Record<string, unknown>>;
    readonly then: string;
}
interface ConversationTurn {
    readonly words: string;
    readonly answer: ConversationToolCall | string;
    readonly ends?: boolean;
}
declare const deadAir: (heard$: Observable<PlaybackEvent>, options?: DeadAirOptions) => ({ messages$ }: Pick<Call, "messages$">) => Observable<DeadAir>;
interface DeadAir {
    readonly type: 'began' | 'ended';
    readonly silentMs: number;
}
interface DeadAirOptions {
    readonly afterMs?: number;
    readonly clock?: Clock;
}
interface Exchange {
    readonly user?: UserEntry;
    readonly answers: readonly (AgentEntry | ToolEntry)[];
}
type FailureReason = Exclude<EndReason, {
    readonly type: 'hung-up' | 'session-ended';
}>;
declare const fleet: (calls$: Observable<Observable<Call>>, options?: FleetOptions) => Observable<Fleet>;
type Fleet = readonly FleetMember[];
interface FleetMember {
    readonly index: number;
    readonly state: FleetState;
    readonly starts: number;
    readonly failure?: unknown;
}
interface FleetOptions {
    readonly concurrency?: number;
    readonly startEveryMs?: number;
    readonly restarts?: number;
    readonly run?: (call: Call) => Observable<unknown>;
    readonly random?: () => number;
    readonly clock?: Clock;
}
type FleetState = 'done' | 'failed' | 'restarting' | 'waiting' | Exclude<CallState, 'ended'>;
declare class InvalidRecordError extends VatelError<'InvalidRecordError'> {
    readonly line: number;
    readonly retryable = false;
    constructor(line: number, remedy: string);
}
declare const isFailure: (reason: EndReason) => reason is FailureReason;
type KeptAudio = 'all' | 'hash' | 'length';
declare const latency: (heard$?: Observable<PlaybackEvent>, { clock }?: LatencyOptions) => ({ messages$ }: Pick<Call, "messages$">) => Observable<Latency>;
interface LatencyOptions {
    readonly clock?: Clock;
}
interface LostSession {
    readonly sessionId: string;
    readonly reason: FailureReason;
    readonly gapMs: number;
    readonly lostInputMs: number;
    readonly unconfirmedInputMs: number;
    readonly incompleteTurnId?: string;
    readonly orphanedToolCalls: readonly ServerData<'tool_call'>[];
    readonly unconfirmedOutputs: readonly ToolOutput[];
}
declare const microphoneFrames: (microphone: Microphone) => Observable<MicrophoneFrame>;
declare const microphoneStates: (microphone: Pick<Microphone, "watch">) => Observable<MicrophoneState>;
declare const outputStates: (speaker: Pick<Speaker, "watch">) => Observable<OutputState>;
declare const pcm: (level: number, samples?: number) => Int16Array;
declare const playInto: (speaker: Speaker, { clock }?: PlayIntoOptions) => (call: Pick<Call, "end$" | "messages$" | "reportInvalid">) => Observable<PlaybackEvent>;
interface PlayIntoOptions {
    readonly clock?: Clock;
}
declare const record: (options?: RecordOptions) => (call: Pick<Call, "end$" | "invalid$" | "messages$" | "sent$" | "state$">) => Observable<string>;
type RecordedEnd = {
    readonly error: {
        readonly _tag: string;
        readonly message: string;
    };
    readonly type: 'failed';
} | Exclude<EndReason, {
    readonly type: 'failed';
}>;
type RecordEntry = {
    readonly atMs: number;
} & ({
    readonly audio?: AudioMark;
    readonly dir: 'in';
    readonly message: CallMessage;
} | {
    readonly audio?: AudioMark;
    readonly dir: 'out';
    readonly message: ClientMessage;
} | {
    readonly end: RecordedEnd;
} | {
    readonly invalid: Pick<InvalidMessageError, 'issues' | 'length' | 'type'>;
} | {
    readonly state: CallState;
});
interface RecordHeader {
    readonly record: 'vatel-call';
    readonly version: 1;
    readonly startedAt: string;
}
interface RecordOptions {
    readonly audio?: KeptAudio;
    readonly clock?: Clock;
    readonly startedAt?: Date;
}
declare const redial: (policy?: RedialPolicy) => (call$: Observable<Call>) => Observable<RedialedCall>;
interface RedialedCall extends Call {
    readonly replaces?: LostSession;
}
interface RedialPolicy {
    readonly maxTries?: number;
    readonly withinMs?: number;
    readonly maxRestarts?: number;
    readonly minLiveMs?: number;
    readonly random?: () => number;
    readonly clock?: Clock;
}
declare const replay: (text: string, options?: ReplayOptions) => CallConnection;
interface ReplayOptions {
    readonly speed?: number;
    readonly clock?: Clock;
    readonly scheduler?: SchedulerLike;
}
declare const scenarioOf: (conversation: Conversation<unknown>) => {
    lines: Map<string, {
        chunks: SpokenChunk[];
        text: string;
    }>;
    scenario: {
        agent: {
            id: string;
            name: string;
            vad_settings: {
                start_secs: number;
                stop_secs: number;
            };
        };
        lines: {
            [k: string]: {
                speech: string;
                text: string;
            };
        };
        name: string;
        opening: string;
        otherwise: {
            say: string;
            user: string;
        };
        pace: {
            burstEveryMs: number;
            chunkMs: number;
            chunksPerBurst: number;
        };
        thinkMs: number;
        turns: ScenarioTurn[];
    };
};
interface ScenarioTurn {
    readonly user: string;
    readonly say?: string;
    readonly call?: {
        readonly answers: readonly never[];
        readonly arguments: readonly Argument[];
        readonly otherwise: string;
        readonly tool: string;
    };
    readonly end?: boolean;
}
declare const schedulerClock: (scheduler: SchedulerLike, frameMs?: number) => Clock;
declare const sendAudio: (frames$: Observable<Pick<MicrophoneFrame, "pcm">>, options?: SendAudioOptions) => ({ connection, end$ }: Pick<Call, "connection" | "end$">) => Observable<Uplink>;
interface SendAudioOptions {
    readonly policy?: 'collapse-silence' | 'drop-newest' | 'drop-oldest';
    readonly highWaterMs?: number;
}
declare const serverMessages: {
    audio: (turn_id: string, sound?: Int16Array | string, is_final?: boolean) => ServerMessage;
    ended: {
        data: {};
        type: "session_ended";
    };
    interruption: {
        data: {};
        type: "interruption";
    };
    speechStarted: (emulated?: boolean) => ServerMessage;
    speechStopped: {
        data: {};
        type: "speech_stopped";
    };
    started: (id?: string) => ServerMessage;
    text: (turn_id: string, text: string, is_final?: boolean) => ServerMessage;
    toolCall: (toolCallId: string, toolName: string, args?: Readonly<Record<string, unknown>>) => ServerMessage;
    user: (transcript: string, is_final?: boolean) => ServerMessage;
};
type Signal = Readonly<Record<string, unknown>>;
declare const simulate: (assertEqual: AssertEqual, test: (simulation: Simulation) => void) => void;
declare const simulateAsync: (assertEqual: AssertEqual, { characters, characterMs, realTime }: SimulateAsyncOptions, test: (simulation: AsyncSimulation) => void) => Promise<void>;
interface SimulateAsyncOptions {
    readonly characters: number;
    readonly characterMs?: number;
    readonly realTime?: () => Promise<unknown>;
}
declare const simulateConversation: <Faults = never>(assertEqual: AssertEqual, simulatePlatform: SimulatePlatform<Faults>, conversation: Conversation<Faults>, test: (simulation: SimulatedConversation) => void) => Promise<void>;
interface SimulatedConversation extends AsyncSimulation {
    readonly call$: Observable<Call>;
    readonly line: ConnectCallOptions;
    readonly microphone: Microphone;
}
type SimulatePlatform<Faults> = (options: {
    readonly clock: Clock;
    readonly faults?: Faults;
    readonly scenario: ConversationScenario;
}) => {
    readonly agentId: string;
    readonly apiKey: string;
    readonly fetch: typeof fetch;
    readonly url: string;
    readonly WebSocket: NonNullable<CallOptions['WebSocket']>;
};
interface Simulation extends RunHelpers {
    readonly clock: Clock;
}
interface SpokenChunk {
    readonly audio: string;
    readonly samples: Int16Array;
    readonly durationMs: number;
}
declare const storedCall: (client: CallStore, callId: string, { wanted, seen, withinMs, random, clock }?: StoredCallOptions) => Observable<StoredCall>;
interface StoredCall {
    readonly stored: CallRecord;
    readonly missing: readonly StoredCallPart[];
    readonly difference?: TranscriptDifference;
}
interface StoredCallOptions {
    readonly wanted?: readonly StoredCallPart[];
    readonly seen?: Transcript;
    readonly withinMs?: number;
    readonly random?: () => number;
    readonly clock?: Clock;
}
type StoredCallPart = 'cost' | 'recording' | 'summary' | 'transcript';
type ToolOutput = ClientMessage<'tool_call_output'>['data'];
interface ToolResult extends ToolOutcome {
    readonly sent: Sent['status'];
}
declare const toolResults: (tools: Tools, given?: ToolResultsOptions) => ({ connection, toolCall$, interruption$, sent$ }: Pick<Call, "connection" | "interruption$" | "sent$" | "toolCall$">) => Observable<ToolResult>;
interface ToolResultsOptions extends Pick<ToolControllerOptions, 'clock' | 'concurrency' | 'maxRunning' | 'onEvent'> {
    readonly approve?: ApproveTool;
}
declare const transcript$1: (heard$?: Observable<PlaybackEvent>) => ({ messages$, sent$ }: Pick<Call, "messages$" | "sent$">) => Observable<Transcript>;
interface TranscriptDifference {
    readonly changed: readonly ChangedLine[];
    readonly unseen: readonly ComparedLine[];
    readonly unstored: readonly ComparedLine[];
}
declare const turns: (heard$?: Observable<PlaybackEvent>) => ({ messages$, sent$ }: Pick<Call, "messages$" | "sent$">) => Observable<Exchange>;
interface Uplink extends UplinkStats {
    readonly frames: number;
    readonly skippedMs: number;
}
