// @vatel/machine
export {
  BeginCommand,
  CallActor,
  CallCommand,
  CallContext,
  CallEmitted,
  CallEvent,
  CallInput,
  CallOutcome,
  CallParameters,
  CallSignal,
  CallSnapshot,
  CallTag,
  CommandName,
  ConnectContext,
  ConnectFailedError,
  ConversationView,
  Device,
  DeviceFailedError,
  Phase,
  ToolCommand,
  ToolProgress,
  callMachine,
  callTags,
  createCallMachine,
  isPhase,
  outcomeOf,
  phaseOf,
  phases,
  readSnapshot,
  selectEndReason,
  selectLatency,
  selectPendingTools,
  selectSessionId,
  selectTools,
  selectTranscript,
  snapshotVersion,
}

import * as _$_vatel_core0 from "@vatel/core";
import * as _$xstate from "xstate";
import { ActorRefFrom, Snapshot, SnapshotFrom, StateMachine } from "xstate";
import { CallConnection, ClientMessage, Clock, ConnectFailedError, EndReason, Latency, Microphone, OutputState, PlaybackEvent, ServerData, ServerMessage, Speaker, ToolControllerOptions, ToolOutcome, Tools, Transcript, TranscriptState, UnknownMessage, VatelError } from "@vatel/core";
interface AudioEndedEvent {
    readonly type: 'audio.ended';
}
interface AudioEvent {
    readonly type: 'audio.cut' | 'audio.started' | 'audio.stopped';
}
interface AudioRefusedEvent {
    readonly type: 'audio.refused';
    readonly turnId: string;
    readonly refusedMs: number;
}
interface BeginCommand {
    readonly type: 'call' | 'retry';
    readonly parameters?: CallParameters;
}
type CallActor = ActorRefFrom<typeof callMachine>;
type CallCommand = {
    readonly [T in PlainCommand]: {
        readonly type: T;
    };
}[PlainCommand] | BeginCommand | ToolCommand;
interface CallContext extends ConversationView {
    readonly version: typeof snapshotVersion;
    readonly inputId: null | string;
    readonly parameters: CallParameters;
    readonly sessionId: null | string;
    readonly tools: readonly ToolProgress[];
    readonly deviceReasons: Readonly<Record<Device, null | string>>;
    readonly reason: EndReason | null;
}
type CallEmitted = {
    readonly message: UnknownMessage;
    readonly type: 'unknownMessage';
} | {
    readonly reason: EndReason;
    readonly type: 'call.ended';
} | AudioRefusedEvent | CallErrorEvent;
interface CallEndedEvent {
    readonly type: 'call.ended';
    readonly reason: EndReason;
    readonly unheardMs: number;
}
interface CallErrorEvent {
    readonly type: 'call.error';
    readonly error: VatelError;
}
type CallEvent = AudioEndedEvent | CallCommand | ConnectionEvent | DialEvent | MicrophoneEvent | SpeakerEvent;
interface CallInput extends Pick<ToolControllerOptions, 'concurrency' | 'maxRunning'> {
    readonly connect: (context: ConnectContext) => CallConnection | Promise<CallConnection>;
    readonly connectTimeoutMs?: number;
    readonly tools?: Tools;
    readonly speaker?: Speaker;
    readonly microphone?: (() => Microphone | Promise<Microphone>) | Microphone;
    readonly clock?: Clock;
}
declare const callMachine: StateMachine<CallContext, CallEvent, {
    [x: string]: _$xstate.ActorRefFromLogic<_$xstate.CallbackActorLogic<_$xstate.EventObject, "restored" | DialInput> | _$xstate.CallbackActorLogic<ConnectionCommand, "restored" | CallResources> | _$xstate.CallbackActorLogic<MicrophoneCommand, "restored" | CallResources> | _$xstate.CallbackActorLogic<SpeakerCommand, "restored" | CallResources>> | undefined;
}, {
    id: string | undefined;
    logic: _$xstate.CallbackActorLogic<_$xstate.EventObject, "restored" | DialInput>;
    src: "dial";
} | {
    id: string | undefined;
    logic: _$xstate.CallbackActorLogic<ConnectionCommand, "restored" | CallResources>;
    src: "connection";
} | {
    id: string | undefined;
    logic: _$xstate.CallbackActorLogic<MicrophoneCommand, "restored" | CallResources>;
    src: "microphone";
} | {
    id: string | undefined;
    logic: _$xstate.CallbackActorLogic<SpeakerCommand, "restored" | CallResources>;
    src: "speaker";
}, {
    params: _$_vatel_core0.EndReason;
    type: "keepReason";
} | {
    params: _$_vatel_core0.UnknownMessage;
    type: "emitUnknownMessage";
} | {
    params: _$_vatel_core0.VatelError<string>;
    type: "emitError";
} | {
    params: _$xstate.NonReducibleUnknown;
    type: "cancelTools";
} | {
    params: _$xstate.NonReducibleUnknown;
    type: "emitEnd";
} | {
    params: _$xstate.NonReducibleUnknown;
    type: "endSound";
} | {
    params: _$xstate.NonReducibleUnknown;
    type: "flush";
} | {
    params: _$xstate.NonReducibleUnknown;
    type: "followTool";
} | {
    params: _$xstate.NonReducibleUnknown;
    type: "interruptSpeaker";
} | {
    params: _$xstate.NonReducibleUnknown;
    type: "interruptTools";
} | {
    params: _$xstate.NonReducibleUnknown;
    type: "keepConversation";
} | {
    params: _$xstate.NonReducibleUnknown;
    type: "keepInputReason";
} | {
    params: _$xstate.NonReducibleUnknown;
    type: "keepOutputReason";
} | {
    params: _$xstate.NonReducibleUnknown;
    type: "openSpeaker";
} | {
    params: _$xstate.NonReducibleUnknown;
    type: "sendSilence";
} | {
    params: _$xstate.NonReducibleUnknown;
    type: "sendVoice";
} | {
    params: _$xstate.NonReducibleUnknown;
    type: "shutSpeaker";
} | {
    params: _$xstate.NonReducibleUnknown;
    type: "startCall";
} | {
    params: _$xstate.NonReducibleUnknown;
    type: "stopSpeaker";
} | {
    params: _$xstate.NonReducibleUnknown;
    type: "stopWaitingForSound";
} | {
    params: _$xstate.NonReducibleUnknown;
    type: "waitForSound";
} | {
    params: AudioRefusedEvent;
    type: "emitRefused";
} | {
    params: CallResources;
    type: "startSpeaker";
} | {
    params: string;
    type: "keepSession";
} | {
    params: ToolCommand;
    type: "decideOnTool";
}, {
    params: string;
    type: "isAsking";
} | {
    params: unknown;
    type: "areAllAnswered";
} | {
    params: unknown;
    type: "bringsView";
} | {
    params: unknown;
    type: "hasLastWords";
} | {
    params: unknown;
    type: "isApprovalWanted";
} | {
    params: unknown;
    type: "isNoApprovalWanted";
} | {
    params: unknown;
    type: "isNoise";
} | {
    params: unknown;
    type: "isNoneOverdue";
} | {
    params: unknown;
    type: "isOneOverdue";
} | {
    params: unknown;
    type: "isVoice";
}, "gap" | "lastWords", "ended" | "idle" | "lastWords" | {
    active: {
        floor: {
            agentSpeaking: "quiet" | "userSpeaking";
        } | {
            interrupted: "quiet" | "userSpeaking";
        } | {
            listening: "quiet" | "thinking" | "userSpeaking";
        };
        input: "interrupted" | "live" | "lost" | "muted" | "mutedBySystem" | "needsGesture" | "silent";
        link: "live" | "suspect";
        microphone: "held" | "live" | "off" | {
            muted: "held" | "open";
        };
        output: "interrupted" | "lost" | "needsGesture" | "running";
        sound: "open" | "paused";
        tools: "idle" | {
            toolPending: "asking" | "overdue" | "running";
        };
    };
} | {
    connecting: "muted" | "unmuted";
}, "agent-audible" | "can-call" | "can-hang-up" | "can-interrupt" | "can-mute" | "can-pause" | "can-resume" | "can-retry" | "can-talk" | "can-unmute" | "in-call" | "line-suspect" | "microphone-interrupted" | "microphone-lost" | "microphone-muted" | "microphone-silent" | "needs-approval" | "needs-gesture" | "sound-interrupted" | "sound-lost" | "thinking" | "tool-overdue" | "tool-pending" | "user-inaudible" | "user-speaking", CallInput, _$xstate.NonReducibleUnknown, CallEmitted, _$xstate.MetaObject, {
    id: "call";
    states: {
        readonly active: {
            states: {
                readonly floor: {
                    states: {
                        agentSpeaking: {
                            states: {
                                quiet: {};
                                userSpeaking: {};
                            };
                        };
                        interrupted: {
                            states: {
                                quiet: {};
                                userSpeaking: {};
                            };
                        };
                        listening: {
                            states: {
                                quiet: {};
                                thinking: {};
                                userSpeaking: {};
                            };
                        };
                    };
                };
                readonly input: {
                    states: {
                        interrupted: {};
                        live: {};
                        lost: {};
                        muted: {};
                        mutedBySystem: {};
                        needsGesture: {};
                        silent: {};
                    };
                };
                readonly link: {
                    states: {
                        live: {};
                        suspect: {};
                    };
                };
                readonly microphone: {
                    states: {
                        held: {};
                        live: {};
                        muted: {
                            states: {
                                held: {};
                                open: {};
                            };
                        };
                        off: {};
                    };
                };
                readonly output: {
                    states: {
                        interrupted: {};
                        lost: {};
                        needsGesture: {};
                        running: {};
                    };
                };
                readonly sound: {
                    states: {
                        open: {};
                        paused: {};
                    };
                };
                readonly tools: {
                    states: {
                        idle: {};
                        toolPending: {
                            states: {
                                asking: {};
                                overdue: {};
                                running: {};
                            };
                        };
                    };
                };
            };
        };
        readonly connecting: {
            states: {
                readonly muted: {};
                readonly unmuted: {};
            };
        };
        readonly ended: {};
        readonly idle: {};
        readonly lastWords: {};
    };
}, _$xstate.MetaObject>;
interface CallOutcome {
    readonly reason: EndReason;
    readonly sessionId: null | string;
    readonly transcript: Transcript;
    readonly latency: Latency;
    readonly tools: readonly ToolProgress[];
}
type CallParameters = Readonly<Record<string, unknown>>;
interface CallResources {
    readonly sessionId: string;
    readonly connection: CallConnection;
    readonly conversation: Conversation;
    readonly microphone: Microphone | undefined;
    readonly tools: Pick<ToolControllerOptions, 'concurrency' | 'maxRunning' | 'tools'> | undefined;
    readonly clock: Clock;
}
type CallSignal = ServerMessage<'input_audio_transcript' | 'interruption' | 'speech_started' | 'speech_stopped' | 'tool_call'>;
type CallSnapshot = SnapshotFrom<typeof callMachine>;
interface CallStartedEvent {
    readonly type: 'call.started';
    readonly resources: CallResources;
}
type CallTag = keyof typeof callTags;
declare const callTags: {
    readonly 'agent-audible': "the agent is heard";
    readonly 'can-call': "`call` begins a call";
    readonly 'can-hang-up': "`hangUp` ends the call, or the attempt";
    readonly 'can-interrupt': "`interrupt` silences the agent";
    readonly 'can-mute': "`mute` silences the microphone";
    readonly 'can-pause': "`pause` puts the call on hold";
    readonly 'can-resume': "`resume` takes the call off hold";
    readonly 'can-retry': "`retry` begins a new call after one that ended";
    readonly 'can-talk': "the voice of the user is sent, as far as the microphone captures it";
    readonly 'can-unmute': "`unmute` lets the microphone send again";
    readonly 'in-call': "the session runs";
    readonly 'line-suspect': "nothing has come from the platform for too long: the connection may be dead";
    readonly 'microphone-interrupted': "the system holds the microphone, as for a phone call";
    readonly 'microphone-lost': "the device that captures the user is gone";
    readonly 'microphone-muted': "the microphone is muted outside the call: at the device, or by the system";
    readonly 'microphone-silent': "the microphone is on, and has captured only zeros for seconds";
    readonly 'needs-approval': "a tool waits for `approve` or `decline`";
    readonly 'needs-gesture': "the browser waits for a click or a key before it lets the page play or capture sound";
    readonly 'sound-interrupted': "the system holds the sound, as for a phone call";
    readonly 'sound-lost': "the device that plays the agent is gone";
    readonly 'tool-overdue': "a tool runs for longer than its `answersWithinMs`, and no other waits for approval";
    readonly 'tool-pending': "the agent waits for the output of a tool";
    readonly 'user-inaudible': "the microphone captures no voice: it is lost, silent, muted outside the call, interrupted, or waits for a gesture";
    readonly 'user-speaking': "the platform hears the voice of the user";
    readonly thinking: "the user has finished speaking, and nothing is heard of the answer yet";
};
type CommandName = 'call' | 'hangUp' | 'interrupt' | 'mute' | 'pause' | 'resume' | 'retry' | 'unmute';
interface ConnectContext {
    readonly signal: AbortSignal;
    readonly parameters: CallParameters;
}
type ConnectionCommand = {
    readonly toolCallId: string;
    readonly type: 'approve' | 'decline';
} | {
    readonly type: 'interruptTools';
};
type ConnectionEvent = {
    readonly message: UnknownMessage;
    readonly type: 'unknownMessage';
} | CallErrorEvent | ConversationChangedEvent | LinkEvent | WithView<CallEndedEvent> | WithView<CallSignal> | WithView<ToolEvent>;
interface Conversation {
    readonly follow: (follower: MessageFollower) => () => void;
    readonly takeChanges: () => ConversationView | undefined;
    readonly sent: (message: ClientMessage) => void;
    readonly end: () => void;
    readonly flush: () => void;
    readonly interrupt: () => void;
    readonly shut: () => void;
    readonly open: () => void;
    readonly listen: (listener: (event: PlaybackEvent) => void) => () => void;
    readonly watch: (listener: (state: OutputState) => void) => () => void;
    readonly unheardMs: number;
    readonly speakerError: unknown;
}
interface ConversationChangedEvent {
    readonly type: 'conversation.changed';
    readonly view: ConversationView;
}
interface ConversationView {
    readonly transcript: TranscriptState;
    readonly latency: Latency;
}
declare const createCallMachine: (input: CallInput) => WithInput<typeof callMachine, undefined>;
type Device = 'microphone' | 'speaker';
declare class DeviceFailedError extends VatelError<'DeviceFailedError'> {
    readonly device: Device;
    readonly retryable = false;
    readonly reason?: string;
    constructor(device: Device, cause: unknown);
}
type DialEvent = CallEndedEvent | CallErrorEvent | CallStartedEvent;
interface DialInput {
    readonly input: CallInput | undefined;
    readonly parameters: CallParameters;
}
interface InputEvent {
    readonly type: 'input.interrupted' | 'input.live' | 'input.lost' | 'input.muted' | 'input.mutedBySystem' | 'input.needsGesture' | 'input.silent';
    readonly reason?: string;
}
declare const isPhase: (...wanted: readonly Phase[]) => (snapshot: CallSnapshot) => boolean;
interface LinkEvent {
    readonly type: 'link.live' | 'link.suspect';
}
type Message = ServerMessage | UnknownMessage;
interface MessageFollower {
    readonly onMessage: (message: Message, isNews: boolean) => void;
    readonly onError: (error: unknown) => void;
}
interface MicrophoneCommand {
    readonly type: 'sendSilence' | 'sendVoice';
}
type MicrophoneEvent = {
    readonly type: 'microphone.off';
} | CallErrorEvent | InputEvent;
declare const outcomeOf: (snapshot: CallSnapshot) => CallOutcome | null;
interface OutputEvent {
    readonly type: 'output.interrupted' | 'output.lost' | 'output.needsGesture' | 'output.running';
    readonly reason?: string;
}
type Phase = (typeof phases)[number];
declare const phaseOf: (snapshot: CallSnapshot) => Phase;
declare const phases: readonly [
    "connecting",
    "interrupted",
    "agentSpeaking",
    "toolPending",
    "listening",
    "ended"
];
type PlainCommand = Exclude<CommandName, BeginCommand['type']>;
declare const readSnapshot: (stored: unknown, input?: CallInput) => Snapshot<unknown>;
declare const selectEndReason: (snapshot: CallSnapshot) => EndReason | null;
declare const selectLatency: ({ context }: CallSnapshot) => Latency;
declare const selectPendingTools: ({ context }: CallSnapshot) => readonly ToolProgress[];
declare const selectSessionId: ({ context }: CallSnapshot) => null | string;
declare const selectTools: ({ context }: CallSnapshot) => readonly ToolProgress[];
declare const selectTranscript: ({ context }: CallSnapshot) => Transcript;
declare const snapshotVersion = 6;
interface SpeakerCommand {
    readonly type: 'flush' | 'interrupt' | 'open' | 'shut';
}
type SpeakerEvent = AudioEndedEvent | CallErrorEvent | ConversationChangedEvent | OutputEvent | WithView<AudioEvent> | WithView<AudioRefusedEvent>;
interface ToolCommand {
    readonly type: 'approve' | 'decline';
    readonly toolCallId: string;
}
type ToolEvent = {
    readonly outcome: Pick<ToolOutcome, 'toolCallId' | 'type'>;
    readonly type: 'tool.settled';
} | {
    readonly toolCallId: string;
    readonly type: 'tool.answered';
} | {
    readonly toolCallId: string;
    readonly type: 'tool.approvalRequested' | 'tool.overdue';
};
interface ToolProgress extends ServerData<'tool_call'> {
    readonly status: 'answered' | 'asking' | 'pending' | ToolOutcome['type'];
    readonly isOverdue?: true;
}
type WithInput<M, I> = M extends StateMachine<infer Context, infer Event, infer Children, infer Actor, infer Action, infer Guard, infer Delay, infer Value, infer Tag, infer Input, infer Output, infer Emitted, infer Meta, infer Config> ? CallInput extends Input ? StateMachine<Context, Event, Children, Actor, Action, Guard, Delay, Value, Tag, I, Output, Emitted, Meta, Config> : never : never;
type WithView<E> = E & {
    readonly view?: ConversationView | undefined;
};
