// @vatel/rx
export {
  AnswerToolCallsOptions,
  AudioMark,
  BadRecord,
  BargeInAction,
  BargeInPolicy,
  Call,
  CallFailed,
  CallMessage,
  ChangedLine,
  ComparedLine,
  ConnectCallOptions,
  DeadAir,
  DeadAirOptions,
  FailureReason,
  Fleet,
  FleetMember,
  FleetOptions,
  FleetState,
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
  SettledCall,
  SettledOptions,
  SettledPart,
  Signal,
  StoredCalls,
  ToolAnswer,
  ToolConcurrency,
  TranscriptDifference,
  Turn,
  Uplink,
  agentAudio,
  answerToolCalls,
  bargeIn,
  callOf,
  connectCall,
  deadAir,
  fleet,
  isFailure,
  latency,
  microphoneFrames,
  playInto,
  record,
  redial,
  replay,
  schedulerClock,
  sendAudio,
  settled,
  transcript,
  turns,
}

// @vatel/rx/testing
export {
  AssertEqual,
  AsyncDrawing,
  Conversation,
  DrawAsyncOptions,
  Drawing,
  DrawnConversation,
  DrawnScript,
  DrawnToolCall,
  DrawnTurn,
  SimulatePlatform,
  draw,
  drawAsync,
  drawConversation,
  pcm,
  said,
}

import { AgentAudio, AgentEntry, AudioAccount, BadMessage, Call as Call$1, CallConnection, CallState, Client, ClientMessage, Clock, EndReason, Latency, Microphone, MicrophoneFrame, PlayoutEvent, Sent, ServerData, Speaker, ToolEntry, ToolOutcome, ToolSurroundings, Tools, Transcript, UserEntry, VatelError } from "@vatel/core";
import { BadMessage, CallConnection, CallOptions, CallState, ClientMessage, EndReason, ServerData, ServerMessage, UnknownMessage } from "@vatel/core";
import { CallOptions, Clock, Microphone, ServerMessage } from "@vatel/core";
import { Observable } from "rxjs";
import { Observable, SchedulerLike } from "rxjs";
import { RunHelpers } from "rxjs/testing";
declare const agentAudio: () => ({ messages$, reportInvalid }: Pick<Call, "messages$" | "reportInvalid">) => Observable<AgentAudio>;
declare const answerToolCalls: (tools: Tools, { concurrency, approve, clock }?: AnswerToolCallsOptions) => (call: Pick<Call, "connection" | "toolCall$" | "interruption$">) => Observable<ToolAnswer>;
interface AnswerToolCallsOptions {
    readonly concurrency?: ToolConcurrency | Readonly<Record<string, ToolConcurrency>>;
    readonly approve?: NonNullable<ToolSurroundings['approve']>;
    readonly clock?: Clock;
}
interface Argument {
    readonly name: string;
    readonly value: unknown;
}
type AssertEqual = (actual: unknown, expected: unknown) => void;
interface AsyncDrawing extends Pick<RunHelpers, 'cold' | 'hot' | 'expectObservable' | 'expectSubscriptions'> {
    readonly clock: Clock;
}
interface AudioMark {
    readonly samples: number;
    readonly fnv1a?: string;
}
declare class BadRecord extends VatelError<'BadRecord'> {
    readonly line: number;
    readonly retryable = false;
    constructor(line: number, remedy: string);
}
declare const bargeIn: (heard$: Observable<PlayoutEvent>, { minSpeechMs, falseAlarmMs, duckedGain, clock }?: BargeInPolicy) => ({ messages$ }: Pick<Call, "messages$">) => Observable<BargeInAction>;
interface BargeInAction {
    readonly type: 'duck' | 'restore' | 'flush';
    readonly gain: number;
}
interface BargeInPolicy {
    readonly minSpeechMs?: number;
    readonly falseAlarmMs?: number;
    readonly duckedGain?: number;
    readonly clock?: Clock;
}
interface Call$1 {
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
    readonly invalid$: Observable<BadMessage>;
    readonly messages$: Observable<CallMessage>;
    readonly sent$: Observable<ClientMessage>;
    readonly state$: Observable<CallState>;
    readonly end$: Observable<EndReason>;
    readonly reportInvalid: (fault: BadMessage) => void;
}
declare class CallFailed extends VatelError<'CallFailed'> {
    readonly reason: FailureReason;
    readonly retryable: boolean;
    readonly retryAfterMs?: number;
    constructor(reason: FailureReason);
}
type CallMessage = ServerMessage | UnknownMessage;
declare const callOf: (connection: CallConnection) => Call;
interface ChangedLine {
    readonly seen: ComparedLine;
    readonly stored: ComparedLine;
}
interface ComparedLine {
    readonly who: 'user' | 'agent' | 'tool';
    readonly text: string;
    readonly id?: string;
}
declare const connectCall: ({ token, open, ...options }: ConnectCallOptions) => Observable<Call$1>;
interface ConnectCallOptions extends Omit<CallOptions, 'token'> {
    readonly token: string | (() => Promise<string>);
    readonly open?: (options: CallOptions) => CallConnection;
}
interface Conversation<Faults = never> {
    readonly user: string;
    readonly turns: Readonly<Record<string, DrawnTurn>>;
    readonly greeting: string;
    readonly faults?: Faults;
}
declare const deadAir: (heard$: Observable<PlayoutEvent>, { afterMs, clock }?: DeadAirOptions) => ({ messages$ }: Pick<Call, "messages$">) => Observable<DeadAir>;
interface DeadAir {
    readonly type: 'began' | 'ended';
    readonly silentMs: number;
}
interface DeadAirOptions {
    readonly afterMs?: number;
    readonly clock?: Clock;
}
declare const draw: (assertEqual: AssertEqual, test: (drawing: Drawing) => void) => void;
declare const drawAsync: (assertEqual: AssertEqual, { characters, characterMs, realTime }: DrawAsyncOptions, test: (drawing: AsyncDrawing) => void) => Promise<void>;
interface DrawAsyncOptions {
    readonly characters: number;
    readonly characterMs?: number;
    readonly realTime?: () => Promise<unknown>;
}
declare const drawConversation: <Faults = never>(assertEqual: AssertEqual, simulatePlatform: SimulatePlatform<Faults>, conversation: Conversation<Faults>, test: (drawn: DrawnConversation) => void) => Promise<void>;
interface Drawing extends RunHelpers {
    readonly clock: Clock;
}
interface DrawnConversation extends AsyncDrawing {
    readonly call$: Observable<Call$1>;
    readonly line: ConnectCallOptions;
    readonly microphone: Microphone;
}
declare const drawnScript: (conversation: Conversation<unknown>) => {
    scenario: {
        name: string;
        agent: {
            id: string;
            name: string;
            vad_settings: {
                start_secs: number;
                stop_secs: number;
            };
        };
        pace: {
            chunkMs: number;
            chunksPerBurst: number;
            burstEveryMs: number;
        };
        thinkMs: number;
        lines: {
            [k: string]: {
                text: string;
                speech: string;
            };
        };
        opening: string;
        turns: ScriptedTurn[];
        otherwise: {
            user: string;
            say: string;
        };
    };
    lines: Map<string, {
        text: string;
        chunks: {
            audio: string;
            samples: Int16Array<ArrayBuffer>;
            durationMs: number;
        }[];
    }>;
};
type DrawnScript = ReturnType<typeof drawnScript>;
interface DrawnToolCall {
    readonly tool: string;
    readonly arguments?: Readonly<Record<string, unknown>>;
    readonly then: string;
}
interface DrawnTurn {
    readonly words: string;
    readonly answer: string | DrawnToolCall;
    readonly ends?: boolean;
}
type FailureReason = Exclude<EndReason, {
    readonly type: 'hung-up' | 'session-ended';
}>;
declare const fleet: (calls$: Observable<Observable<Call>>, { concurrency, startEveryMs, restarts, run, random, clock }?: FleetOptions) => Observable<Fleet>;
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
type FleetState = 'waiting' | Exclude<CallState, 'ended'> | 'restarting' | 'done' | 'failed';
declare const isFailure: (reason: EndReason) => reason is FailureReason;
type KeptAudio = 'all' | 'hash' | 'length';
declare const latency: (heard$?: Observable<PlayoutEvent>, { clock }?: LatencyOptions) => ({ messages$ }: Pick<Call, "messages$">) => Observable<Latency>;
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
declare const pcm: (level: number, samples?: number) => Int16Array;
declare const playInto: (speaker: Speaker, { clock }?: PlayIntoOptions) => (call: Pick<Call, "messages$" | "end$" | "reportInvalid">) => Observable<PlayoutEvent>;
interface PlayIntoOptions {
    readonly clock?: Clock;
}
declare const record: ({ audio, clock, startedAt }?: RecordOptions) => (call: Pick<Call, "messages$" | "sent$" | "invalid$" | "state$" | "end$">) => Observable<string>;
type RecordedEnd = Exclude<EndReason, {
    readonly type: 'failed';
}> | {
    readonly type: 'failed';
    readonly error: {
        readonly _tag: string;
        readonly message: string;
    };
};
type RecordEntry = {
    readonly atMs: number;
} & ({
    readonly dir: 'in';
    readonly message: CallMessage;
    readonly audio?: AudioMark;
} | {
    readonly dir: 'out';
    readonly message: ClientMessage;
    readonly audio?: AudioMark;
} | {
    readonly invalid: Pick<BadMessage, 'type' | 'issues' | 'length'>;
} | {
    readonly state: CallState;
} | {
    readonly end: RecordedEnd;
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
declare const redial: ({ maxTries, withinMs, maxRestarts, minLiveMs, random, clock }?: RedialPolicy) => (call$: Observable<Call>) => Observable<RedialedCall>;
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
declare const replay: (text: string, { speed, scheduler, clock }?: ReplayOptions) => CallConnection;
interface ReplayOptions {
    readonly speed?: number;
    readonly clock?: Clock;
    readonly scheduler?: SchedulerLike;
}
declare const said: {
    started: (id?: string) => ServerMessage;
    ended: {
        type: "session_ended";
        data: {};
    };
    audio: (turn_id: string, sound?: Int16Array | string, is_final?: boolean) => ServerMessage;
    text: (turn_id: string, text: string, is_final?: boolean) => ServerMessage;
    user: (transcript: string, is_final?: boolean) => ServerMessage;
    speechStarted: (emulated?: boolean) => ServerMessage;
    speechStopped: {
        type: "speech_stopped";
        data: {};
    };
    interruption: {
        type: "interruption";
        data: {};
    };
    toolCall: (toolCallId: string, toolName: string, args?: Readonly<Record<string, unknown>>) => ServerMessage;
};
declare const schedulerClock: (scheduler: SchedulerLike, frameMs?: number) => Clock;
interface ScriptedTurn {
    readonly user: string;
    readonly say?: string;
    readonly call?: {
        readonly tool: string;
        readonly arguments: readonly Argument[];
        readonly answers: readonly never[];
        readonly otherwise: string;
    };
    readonly end?: boolean;
}
declare const sendAudio: (frames$: Observable<Pick<MicrophoneFrame, "pcm">>, { policy, highWaterMs }?: SendAudioOptions) => ({ connection, end$ }: Pick<Call, "connection" | "end$">) => Observable<Uplink>;
interface SendAudioOptions {
    readonly policy?: 'drop-oldest' | 'drop-newest' | 'collapse-silence';
    readonly highWaterMs?: number;
}
declare const settled: (client: StoredCalls, callId: string, { wanted, seen, withinMs, random, clock }?: SettledOptions) => Observable<SettledCall>;
interface SettledCall {
    readonly stored: Call$1;
    readonly missing: readonly SettledPart[];
    readonly difference?: TranscriptDifference;
}
interface SettledOptions {
    readonly wanted?: readonly SettledPart[];
    readonly seen?: Transcript;
    readonly withinMs?: number;
    readonly random?: () => number;
    readonly clock?: Clock;
}
type SettledPart = 'summary' | 'transcript' | 'cost' | 'recording';
type Signal = Readonly<Record<string, unknown>>;
type SimulatePlatform<Faults> = (options: {
    readonly script: DrawnScript;
    readonly clock: Clock;
    readonly faults?: Faults;
}) => {
    readonly url: string;
    readonly apiKey: string;
    readonly agentId: string;
    readonly fetch: typeof fetch;
    readonly WebSocket: NonNullable<CallOptions['WebSocket']>;
};
interface StoredCalls {
    readonly calls: Pick<Client['calls'], 'get' | 'downloadRecording'>;
}
interface ToolAnswer extends ToolOutcome {
    readonly sent: Sent['status'];
}
type ToolConcurrency = 'together' | 'in-order' | 'latest';
type ToolOutput = ClientMessage<'tool_call_output'>['data'];
declare const transcript$1: (heard$?: Observable<PlayoutEvent>) => ({ messages$, sent$ }: Pick<Call, "messages$" | "sent$">) => Observable<Transcript>;
interface TranscriptDifference {
    readonly changed: readonly ChangedLine[];
    readonly unseen: readonly ComparedLine[];
    readonly unstored: readonly ComparedLine[];
}
interface Turn {
    readonly user?: UserEntry;
    readonly answers: readonly (AgentEntry | ToolEntry)[];
}
declare const turns: (heard$?: Observable<PlayoutEvent>) => (call: Pick<Call, "messages$" | "sent$">) => Observable<Turn>;
interface Uplink extends AudioAccount {
    readonly frames: number;
    readonly skippedMs: number;
}
