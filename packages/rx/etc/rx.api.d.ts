// @vatel/rx
export {
  AnswerToolCallsOptions,
  AudioMark,
  Call,
  CallFailed,
  CallMessage,
  ConnectCallOptions,
  FailureReason,
  KeptAudio,
  LatencyOptions,
  PlayIntoOptions,
  RecordEntry,
  RecordHeader,
  RecordOptions,
  RecordedEnd,
  SendAudioOptions,
  Signal,
  ToolAnswer,
  Uplink,
  agentAudio,
  answerToolCalls,
  callOf,
  connectCall,
  isFailure,
  latency,
  microphoneFrames,
  playInto,
  record,
  sendAudio,
  transcript,
}

import { AgentAudio, AudioAccount, BadMessage, CallConnection, CallOptions, CallState, ClientMessage, Clock, EndReason, Latency, Microphone, MicrophoneFrame, PlayoutEvent, Sent, ServerData, ServerMessage, Speaker, ToolOutcome, Tools, Transcript, UnknownMessage, VatelError } from "@vatel/core";
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
    reportInvalid(fault: BadMessage): void;
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
type FailureReason = Exclude<EndReason, {
    readonly type: 'hung-up' | 'session-ended';
}>;
declare const isFailure: (reason: EndReason) => reason is FailureReason;
type KeptAudio = 'all' | 'hash' | 'length';
declare const latency: (heard$?: Observable<PlayoutEvent>, { clock }?: LatencyOptions) => ({ messages$ }: Pick<Call, "messages$">) => Observable<Latency>;
interface LatencyOptions {
    readonly clock?: Clock;
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
interface Uplink extends AudioAccount {
    readonly frames: number;
    readonly skippedMs: number;
}
