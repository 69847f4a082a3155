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
  ConnectCallOptions,
  DeadAir,
  DeadAirOptions,
  FailureReason,
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
  ToolAnswer,
  Turn,
  Uplink,
  agentAudio,
  answerToolCalls,
  bargeIn,
  callOf,
  connectCall,
  deadAir,
  isFailure,
  latency,
  microphoneFrames,
  playInto,
  record,
  redial,
  replay,
  sendAudio,
  transcript,
  turns,
}

import { AgentAudio, AgentEntry, AudioAccount, BadMessage, CallConnection, CallOptions, CallState, ClientMessage, Clock, EndReason, Latency, Microphone, MicrophoneFrame, PlayoutEvent, Sent, ServerData, ServerMessage, Speaker, ToolEntry, ToolOutcome, Tools, Transcript, UnknownMessage, UserEntry, VatelError } from "@vatel/core";
import { Observable } from "rxjs";
declare const agentAudio: () => ({ messages$, reportInvalid }: Pick<Call, "messages$" | "reportInvalid">) => Observable<AgentAudio>;
declare const answerToolCalls: (tools: Tools, { clock }?: AnswerToolCallsOptions) => (call: Pick<Call, "connection" | "toolCall$">) => Observable<ToolAnswer>;
interface AnswerToolCallsOptions {
    readonly clock?: Clock;
}
interface AudioMark {
    readonly samples: number;
    readonly fnv1a?: string;
}
declare class BadRecord extends VatelError {
    readonly line: number;
    readonly name = "BadRecord";
    readonly _tag = "BadRecord";
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
    readonly invalid$: Observable<BadMessage>;
    readonly messages$: Observable<CallMessage>;
    readonly sent$: Observable<ClientMessage>;
    readonly state$: Observable<CallState>;
    readonly end$: Observable<EndReason>;
    readonly reportInvalid: (fault: BadMessage) => void;
}
declare class CallFailed extends VatelError {
    readonly reason: FailureReason;
    readonly name = "CallFailed";
    readonly _tag = "CallFailed";
    readonly retryable: boolean;
    constructor(reason: FailureReason);
}
type CallMessage = ServerMessage | UnknownMessage;
declare const callOf: (connection: CallConnection) => Call;
declare const connectCall: ({ token, open, ...options }: ConnectCallOptions) => Observable<Call>;
interface ConnectCallOptions extends Omit<CallOptions, 'token'> {
    readonly token: string | (() => Promise<string>);
    readonly open?: (options: CallOptions) => CallConnection;
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
type FailureReason = Exclude<EndReason, {
    readonly type: 'hung-up' | 'session-ended';
}>;
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
    readonly incompleteTurnId?: string;
    readonly orphanedToolCalls: readonly ServerData<'tool_call'>[];
}
declare const microphoneFrames: (microphone: Microphone) => Observable<MicrophoneFrame>;
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
declare const replay: (text: string, { speed, clock }?: ReplayOptions) => CallConnection;
interface ReplayOptions {
    readonly speed?: number;
    readonly clock?: Clock;
}
declare const sendAudio: (frames$: Observable<Pick<MicrophoneFrame, "pcm">>, { policy, highWaterMs }?: SendAudioOptions) => ({ connection, end$ }: Pick<Call, "connection" | "end$">) => Observable<Uplink>;
interface SendAudioOptions {
    readonly policy?: 'drop-oldest' | 'drop-newest' | 'collapse-silence';
    readonly highWaterMs?: number;
}
type Signal = Readonly<Record<string, unknown>>;
interface ToolAnswer extends ToolOutcome {
    readonly sent: Sent['status'];
}
declare const transcript: (heard$?: Observable<PlayoutEvent>) => ({ messages$, sent$ }: Pick<Call, "messages$" | "sent$">) => Observable<Transcript>;
interface Turn {
    readonly user?: UserEntry;
    readonly answers: readonly (AgentEntry | ToolEntry)[];
}
declare const turns: (heard$?: Observable<PlayoutEvent>) => (call: Pick<Call, "messages$" | "sent$">) => Observable<Turn>;
interface Uplink extends AudioAccount {
    readonly frames: number;
    readonly skippedMs: number;
}
