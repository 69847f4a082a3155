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
    readonly type: 'audio.started' | 'audio.stopped' | 'audio.cut';
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
type CallCommand = BeginCommand | {
    readonly [T in PlainCommand]: {
        readonly type: T;
    };
}[PlainCommand] | ToolCommand;
interface CallContext extends ConversationView {
    readonly version: typeof snapshotVersion;
    readonly inputId: string | null;
    readonly parameters: CallParameters;
    readonly sessionId: string | null;
    readonly tools: readonly ToolProgress[];
    readonly deviceReasons: Readonly<Record<Device, string | null>>;
    readonly reason: EndReason | null;
}
type CallEmitted = {
    readonly type: 'call.ended';
    readonly reason: EndReason;
} | CallErrorEvent | AudioRefusedEvent | {
    readonly type: 'unknownMessage';
    readonly message: UnknownMessage;
};
interface CallEndedEvent {
    readonly type: 'call.ended';
    readonly reason: EndReason;
    readonly unheardMs: number;
}
interface CallErrorEvent {
    readonly type: 'call.error';
    readonly error: VatelError;
}
type CallEvent = CallCommand | DialEvent | ConnectionEvent | SpeakerEvent | MicrophoneEvent | AudioEndedEvent;
interface CallInput extends Pick<ToolControllerOptions, 'concurrency' | 'maxRunning'> {
    readonly connect: (context: ConnectContext) => CallConnection | Promise<CallConnection>;
    readonly connectTimeoutMs?: number;
    readonly tools?: Tools;
    readonly speaker?: Speaker;
    readonly microphone?: Microphone | (() => Microphone | Promise<Microphone>);
    readonly clock?: Clock;
}
declare const callMachine: StateMachine<CallContext, CallEvent, {
    [x: string]: _$xstate.ActorRefFromLogic<_$xstate.CallbackActorLogic<_$xstate.EventObject, "restored" | DialInput> | _$xstate.CallbackActorLogic<ConnectionCommand, "restored" | CallResources> | _$xstate.CallbackActorLogic<SpeakerCommand, "restored" | CallResources> | _$xstate.CallbackActorLogic<MicrophoneCommand, "restored" | CallResources>> | undefined;
}, {
    src: "microphone";
    logic: _$xstate.CallbackActorLogic<MicrophoneCommand, "restored" | CallResources>;
    id: string | undefined;
} | {
    src: "speaker";
    logic: _$xstate.CallbackActorLogic<SpeakerCommand, "restored" | CallResources>;
    id: string | undefined;
} | {
    src: "dial";
    logic: _$xstate.CallbackActorLogic<_$xstate.EventObject, "restored" | DialInput>;
    id: string | undefined;
} | {
    src: "connection";
    logic: _$xstate.CallbackActorLogic<ConnectionCommand, "restored" | CallResources>;
    id: string | undefined;
}, {
    type: "interruptTools";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "flush";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "sendVoice";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "sendSilence";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "startCall";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "keepConversation";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "keepSession";
    params: string;
} | {
    type: "keepReason";
    params: _$_vatel_core0.EndReason;
} | {
    type: "keepInputReason";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "keepOutputReason";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "interruptSpeaker";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "shutSpeaker";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "openSpeaker";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "startSpeaker";
    params: CallResources;
} | {
    type: "stopSpeaker";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "waitForSound";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "stopWaitingForSound";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "endSound";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "followTool";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "decideOnTool";
    params: ToolCommand;
} | {
    type: "cancelTools";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "emitEnd";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "emitError";
    params: _$_vatel_core0.VatelError<string>;
} | {
    type: "emitRefused";
    params: AudioRefusedEvent;
} | {
    type: "emitUnknownMessage";
    params: _$_vatel_core0.UnknownMessage;
}, {
    type: "isVoice";
    params: unknown;
} | {
    type: "isNoise";
    params: unknown;
} | {
    type: "bringsView";
    params: unknown;
} | {
    type: "hasLastWords";
    params: unknown;
} | {
    type: "isAsking";
    params: string;
} | {
    type: "isApprovalWanted";
    params: unknown;
} | {
    type: "isNoApprovalWanted";
    params: unknown;
} | {
    type: "isOneOverdue";
    params: unknown;
} | {
    type: "isNoneOverdue";
    params: unknown;
} | {
    type: "areAllAnswered";
    params: unknown;
}, "gap" | "lastWords", "lastWords" | "idle" | "ended" | {
    active: {
        microphone: "live" | "off" | "held" | {
            muted: "open" | "held";
        };
        link: "live" | "suspect";
        input: "lost" | "live" | "needsGesture" | "interrupted" | "silent" | "muted" | "mutedBySystem";
        tools: "idle" | {
            toolPending: "overdue" | "running" | "asking";
        };
        output: "lost" | "running" | "needsGesture" | "interrupted";
        floor: {
            interrupted: "quiet" | "userSpeaking";
        } | {
            listening: "thinking" | "quiet" | "userSpeaking";
        } | {
            agentSpeaking: "quiet" | "userSpeaking";
        };
        sound: "open" | "paused";
    };
} | {
    connecting: "muted" | "unmuted";
}, "can-call" | "can-retry" | "can-hang-up" | "in-call" | "can-talk" | "user-inaudible" | "can-mute" | "can-unmute" | "can-pause" | "can-resume" | "can-interrupt" | "agent-audible" | "user-speaking" | "thinking" | "tool-pending" | "needs-approval" | "tool-overdue" | "needs-gesture" | "sound-interrupted" | "sound-lost" | "microphone-silent" | "microphone-muted" | "microphone-interrupted" | "microphone-lost" | "line-suspect", CallInput, _$xstate.NonReducibleUnknown, CallEmitted, _$xstate.MetaObject, {
    id: "call";
    states: {
        readonly idle: {};
        readonly connecting: {
            states: {
                readonly unmuted: {};
                readonly muted: {};
            };
        };
        readonly active: {
            states: {
                readonly floor: {
                    states: {
                        listening: {
                            states: {
                                quiet: {};
                                thinking: {};
                                userSpeaking: {};
                            };
                        };
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
                    };
                };
                readonly tools: {
                    states: {
                        idle: {};
                        toolPending: {
                            states: {
                                running: {};
                                overdue: {};
                                asking: {};
                            };
                        };
                    };
                };
                readonly microphone: {
                    states: {
                        live: {};
                        held: {};
                        muted: {
                            states: {
                                open: {};
                                held: {};
                            };
                        };
                        off: {};
                    };
                };
                readonly input: {
                    states: {
                        live: {};
                        silent: {};
                        muted: {};
                        mutedBySystem: {};
                        needsGesture: {};
                        interrupted: {};
                        lost: {};
                    };
                };
                readonly sound: {
                    states: {
                        open: {};
                        paused: {};
                    };
                };
                readonly output: {
                    states: {
                        running: {};
                        needsGesture: {};
                        interrupted: {};
                        lost: {};
                    };
                };
                readonly link: {
                    states: {
                        live: {};
                        suspect: {};
                    };
                };
            };
        };
        readonly lastWords: {};
        readonly ended: {};
    };
}, _$xstate.MetaObject>;
interface CallOutcome {
    readonly reason: EndReason;
    readonly sessionId: string | null;
    readonly transcript: Transcript;
    readonly latency: Latency;
    readonly tools: readonly ToolProgress[];
}
type CallParameters = Readonly<Record<string, unknown>>;
interface CallResources {
    readonly sessionId: string;
    readonly connection: CallConnection;
    readonly readMessages: (listener: (message: ServerMessage | UnknownMessage) => void) => void;
    readonly conversation: Conversation;
    readonly playback: Playback;
    readonly microphone: Microphone | undefined;
    readonly tools: Pick<ToolControllerOptions, 'tools' | 'concurrency' | 'maxRunning'> | undefined;
    readonly clock: Clock;
}
type CallSignal = ServerMessage<'speech_started' | 'speech_stopped' | 'interruption' | 'input_audio_transcript' | 'tool_call'>;
type CallSnapshot = SnapshotFrom<typeof callMachine>;
interface CallStartedEvent {
    readonly type: 'call.started';
    readonly resources: CallResources;
}
type CallTag = keyof typeof callTags;
declare const callTags: {
    readonly 'can-call': "`call` begins a call";
    readonly 'can-retry': "`retry` begins a new call after one that ended";
    readonly 'can-hang-up': "`hangUp` ends the call, or the attempt";
    readonly 'in-call': "the session runs";
    readonly 'can-talk': "the voice of the user is sent, as far as the microphone captures it";
    readonly 'user-inaudible': "the microphone captures no voice: it is lost, silent, muted outside the call, interrupted, or waits for a gesture";
    readonly 'can-mute': "`mute` silences the microphone";
    readonly 'can-unmute': "`unmute` lets the microphone send again";
    readonly 'can-pause': "`pause` puts the call on hold";
    readonly 'can-resume': "`resume` takes the call off hold";
    readonly 'can-interrupt': "`interrupt` silences the agent";
    readonly 'agent-audible': "the agent is heard";
    readonly 'user-speaking': "the platform hears the voice of the user";
    readonly thinking: "the user has finished speaking, and nothing is heard of the answer yet";
    readonly 'tool-pending': "the agent waits for the output of a tool";
    readonly 'needs-approval': "a tool waits for `approve` or `decline`";
    readonly 'tool-overdue': "a tool runs for longer than its `answersWithinMs`, and no other waits for approval";
    readonly 'needs-gesture': "the browser waits for a click or a key before it lets the page play or capture sound";
    readonly 'sound-interrupted': "the system holds the sound, as for a phone call";
    readonly 'sound-lost': "the device that plays the agent is gone";
    readonly 'microphone-silent': "the microphone is on, and has captured only zeros for seconds";
    readonly 'microphone-muted': "the microphone is muted outside the call: at the device, or by the system";
    readonly 'microphone-interrupted': "the system holds the microphone, as for a phone call";
    readonly 'microphone-lost': "the device that captures the user is gone";
    readonly 'line-suspect': "nothing has come from the platform for too long: the connection may be dead";
};
type CommandName = 'call' | 'hangUp' | 'mute' | 'unmute' | 'interrupt' | 'pause' | 'resume' | 'retry';
interface ConnectContext {
    readonly signal: AbortSignal;
    readonly parameters: CallParameters;
}
type ConnectionCommand = {
    readonly type: 'approve' | 'decline';
    readonly toolCallId: string;
} | {
    readonly type: 'interruptTools';
};
type ConnectionEvent = WithView<CallSignal> | ConversationChangedEvent | WithView<CallEndedEvent> | CallErrorEvent | WithView<ToolEvent> | LinkEvent | {
    readonly type: 'unknownMessage';
    readonly message: UnknownMessage;
};
interface Conversation {
    readonly view: ConversationView;
    readonly unheardMs: number;
    takeChanges(): ConversationView | undefined;
    received(message: ServerMessage | UnknownMessage): readonly (keyof ConversationView)[];
    sent(message: ClientMessage): void;
    heard(event: PlaybackEvent): void;
    interrupt(): void;
    discard(): void;
    canPlay(turnId: string): boolean;
    isSilenced(turnId: string): boolean;
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
type DialEvent = CallStartedEvent | CallEndedEvent | CallErrorEvent;
interface DialInput {
    readonly input: CallInput | undefined;
    readonly parameters: CallParameters;
}
interface InputEvent {
    readonly type: 'input.live' | 'input.silent' | 'input.muted' | 'input.mutedBySystem' | 'input.needsGesture' | 'input.interrupted' | 'input.lost';
    readonly reason?: string;
}
declare const isPhase: (...wanted: readonly Phase[]) => (snapshot: CallSnapshot) => boolean;
interface LinkEvent {
    readonly type: 'link.live' | 'link.suspect';
}
interface MicrophoneCommand {
    readonly type: 'sendVoice' | 'sendSilence';
}
type MicrophoneEvent = CallErrorEvent | InputEvent | {
    readonly type: 'microphone.off';
};
declare const outcomeOf: (snapshot: CallSnapshot) => CallOutcome | null;
interface OutputEvent {
    readonly type: 'output.running' | 'output.needsGesture' | 'output.interrupted' | 'output.lost';
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
interface Playback {
    readonly play: (chunk: ServerData<'response_audio'>) => void;
    readonly reset: () => void;
    readonly flush: () => void;
    readonly shut: () => void;
    readonly open: () => void;
    readonly listen: (listener: (event: PlaybackEvent) => void) => () => void;
    readonly watch: (listener: (state: OutputState) => void) => () => void;
    readonly unheardMs: number;
    readonly speakerError: unknown;
}
declare const readSnapshot: (stored: unknown, input?: CallInput) => Snapshot<unknown>;
declare const selectEndReason: (snapshot: CallSnapshot) => EndReason | null;
declare const selectLatency: ({ context }: CallSnapshot) => Latency;
declare const selectPendingTools: ({ context }: CallSnapshot) => readonly ToolProgress[];
declare const selectSessionId: ({ context }: CallSnapshot) => string | null;
declare const selectTools: ({ context }: CallSnapshot) => readonly ToolProgress[];
declare const selectTranscript: ({ context }: CallSnapshot) => Transcript;
declare const snapshotVersion = 6;
interface SpeakerCommand {
    readonly type: 'flush' | 'interrupt' | 'shut' | 'open';
}
type SpeakerEvent = ConversationChangedEvent | CallErrorEvent | AudioEndedEvent | WithView<AudioEvent> | WithView<AudioRefusedEvent> | OutputEvent;
interface ToolCommand {
    readonly type: 'approve' | 'decline';
    readonly toolCallId: string;
}
type ToolEvent = {
    readonly type: 'tool.approvalRequested' | 'tool.overdue';
    readonly toolCallId: string;
} | {
    readonly type: 'tool.settled';
    readonly outcome: Pick<ToolOutcome, 'toolCallId' | 'type'>;
} | {
    readonly type: 'tool.answered';
    readonly toolCallId: string;
};
interface ToolProgress extends ServerData<'tool_call'> {
    readonly status: 'asking' | 'pending' | 'answered' | ToolOutcome['type'];
    readonly isOverdue?: true;
}
type WithInput<M, I> = M extends StateMachine<infer Context, infer Event, infer Children, infer Actor, infer Action, infer Guard, infer Delay, infer Value, infer Tag, infer Input, infer Output, infer Emitted, infer Meta, infer Config> ? CallInput extends Input ? StateMachine<Context, Event, Children, Actor, Action, Guard, Delay, Value, Tag, I, Output, Emitted, Meta, Config> : never : never;
type WithView<E> = E & {
    readonly view?: ConversationView | undefined;
};
