// @vatel/machine
export {
  CallActor,
  CallCommand,
  CallContext,
  CallEmitted,
  CallEvent,
  CallInput,
  CallOutcome,
  CallSignal,
  CallSnapshot,
  CallTag,
  CommandName,
  ConnectContext,
  ConnectFailedError,
  Device,
  DeviceFailedError,
  Phase,
  ToolCommand,
  ToolProgress,
  callMachine,
  callTags,
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
import { ActorRefFrom, Snapshot, SnapshotFrom } from "xstate";
import { CallConnection, ClientMessage, Clock, EndReason, Latency, Microphone, OutputState, PlaybackEvent, ServerData, ServerMessage, Speaker, ToolOutcome, Tools, Transcript, UnknownMessage, VatelError } from "@vatel/core";
interface AnswerTool {
    readonly type: 'answerTool';
    readonly toolCallId: string;
    readonly output: string;
}
type CallActor = ActorRefFrom<Chart>;
type CallCommand = {
    readonly [T in CommandName]: {
        readonly type: T;
    };
}[CommandName] | ToolCommand;
interface CallContext extends Told {
    readonly version: typeof snapshotVersion;
    readonly sessionId: string | null;
    readonly tools: readonly ToolProgress[];
    readonly reason: EndReason | null;
}
type CallEmitted = {
    readonly type: 'ended';
    readonly reason: EndReason;
} | TroubleEvent | {
    readonly type: 'unknownMessage';
    readonly message: UnknownMessage;
};
type CallEvent = CallCommand | DialEvent | ConnectionEvent | SpeakerEvent | MicrophoneEvent | ToolEvent | FloorEvent;
interface CallInput {
    readonly connect: (context: ConnectContext) => CallConnection | Promise<CallConnection>;
    readonly tools?: Tools;
    readonly speaker?: Speaker;
    readonly microphone?: Microphone | (() => Microphone | Promise<Microphone>);
    readonly clock?: Clock;
}
declare const callMachine: Chart;
interface CallOutcome {
    readonly reason: EndReason;
    readonly sessionId: string | null;
    readonly transcript: Transcript;
    readonly latency: Latency;
    readonly tools: readonly ToolProgress[];
}
type CallSignal = ServerMessage<'speech_started' | 'speech_stopped' | 'interruption' | 'input_audio_transcript' | 'tool_call'>;
type CallSnapshot = SnapshotFrom<Chart>;
type CallTag = keyof typeof callTags;
declare const callTags: {
    readonly 'can-call': "`call` begins a call";
    readonly 'can-retry': "`retry` begins a new call after one that ended";
    readonly 'can-hang-up': "`hangUp` ends the call, or the attempt";
    readonly 'in-call': "the session runs";
    readonly 'can-talk': "the microphone sends the voice of the user";
    readonly 'can-mute': "`mute` silences the microphone";
    readonly 'can-unmute': "`unmute` lets the microphone send again";
    readonly 'can-pause': "`pause` puts the call on hold";
    readonly 'can-resume': "`resume` takes the call off hold";
    readonly 'can-interrupt': "`interrupt` silences the agent";
    readonly 'agent-audible': "the agent is heard";
    readonly 'user-speaking': "the platform hears the voice of the user";
    readonly 'tool-pending': "the agent waits for the output of a tool";
    readonly 'needs-approval': "a tool waits for `approve` or `decline`";
    readonly 'needs-gesture': "the browser waits for a click or a key before the agent can be heard";
    readonly 'sound-interrupted': "the system holds the sound, as for a phone call";
};
type Chart = ReturnType<typeof drawChart>;
type CommandName = 'call' | 'hangUp' | 'mute' | 'unmute' | 'interrupt' | 'pause' | 'resume' | 'retry';
interface ConnectContext {
    readonly signal: AbortSignal;
}
declare class ConnectFailedError extends VatelError<'ConnectFailedError'> {
    readonly retryable = true;
    constructor(cause: unknown);
}
type ConnectionEvent = Telling<CallSignal> | ConversationEvent | Telling<OverEvent> | TroubleEvent | Telling<{
    readonly type: 'toolAnswered';
    readonly toolCallId: string;
}> | {
    readonly type: 'unknownMessage';
    readonly message: UnknownMessage;
};
interface Conversation {
    readonly told: Told;
    news(): Told | undefined;
    received(message: ServerMessage | UnknownMessage): void;
    sent(message: ClientMessage): void;
    heard(event: PlaybackEvent): void;
    cutShort(): void;
    canPlay(turnId: string): boolean;
}
interface ConversationEvent {
    readonly type: 'conversation';
    readonly told: Told;
}
type Device = 'microphone' | 'speaker';
declare class DeviceFailedError extends VatelError<'DeviceFailedError'> {
    readonly device: Device;
    readonly retryable = false;
    constructor(device: Device, cause: unknown);
}
type DialEvent = OpenedEvent | OverEvent | TroubleEvent;
declare const drawChart: () => _$xstate.StateMachine<CallContext, CallEvent, {
    [x: string]: _$xstate.ActorRefFromLogic<_$xstate.CallbackActorLogic<_$xstate.EventObject, CallInput | "restored" | undefined> | _$xstate.CallbackActorLogic<AnswerTool, "restored" | Line> | _$xstate.CallbackActorLogic<SpeakerOrder, "restored" | Line> | _$xstate.CallbackActorLogic<MicrophoneOrder, "restored" | Line> | _$xstate.CallbackActorLogic<ToolOrder, "restored" | ToolCallInput>> | undefined;
}, {
    src: "dial";
    logic: _$xstate.CallbackActorLogic<_$xstate.EventObject, CallInput | "restored" | undefined>;
    id: string | undefined;
} | {
    src: "connection";
    logic: _$xstate.CallbackActorLogic<AnswerTool, "restored" | Line>;
    id: string | undefined;
} | {
    src: "speaker";
    logic: _$xstate.CallbackActorLogic<SpeakerOrder, "restored" | Line>;
    id: string | undefined;
} | {
    src: "microphone";
    logic: _$xstate.CallbackActorLogic<MicrophoneOrder, "restored" | Line>;
    id: string | undefined;
} | {
    src: "toolCall";
    logic: _$xstate.CallbackActorLogic<ToolOrder, "restored" | ToolCallInput>;
    id: string | undefined;
}, {
    type: "flush";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "cutShort";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "sendVoice";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "sendSilence";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "forgetLastCall";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "keepSession";
    params: string;
} | {
    type: "keepReason";
    params: _$_vatel_core0.EndReason;
} | {
    type: "shutSpeaker";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "openSpeaker";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "startSpeaker";
    params: Line;
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
    type: "tellEnd";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "tellTrouble";
    params: _$_vatel_core0.VatelError<string>;
} | {
    type: "tellUnknown";
    params: _$_vatel_core0.UnknownMessage;
} | {
    type: "startTool";
    params: Readonly<{
        toolCallId: string;
        toolName: string;
        arguments: readonly {
            name: string;
            type?: string;
            dataType?: string;
            description?: string;
            required?: boolean;
            value?: unknown;
        }[];
    }>;
} | {
    type: "noteQuestion";
    params: string;
} | {
    type: "answerQuestion";
    params: ToolCommand;
} | {
    type: "interruptTools";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "settleTool";
    params: Omit<_$_vatel_core0.ToolOutcome, "toolName">;
} | {
    type: "noteAnswer";
    params: string;
} | {
    type: "cancelTools";
    params: _$xstate.NonReducibleUnknown;
}, {
    type: "isVoice";
    params: unknown;
} | {
    type: "isPaused";
    params: _$xstate.NonReducibleUnknown;
} | {
    type: "cannotSound";
    params: unknown;
} | {
    type: "hasLastWords";
    params: {
        reason: _$_vatel_core0.EndReason;
        unheardMs: number;
    };
} | {
    type: "isNewTool";
    params: string;
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
    type: "areAllAnswered";
    params: unknown;
}, "gap" | "lastWords", "ended" | "lastWords" | "idle" | {
    active: {
        microphone: "muted" | "live" | "held" | "off";
        sound: "open" | "paused";
        output: "running" | "interrupted" | "needsGesture";
        tools: "idle" | {
            toolPending: "running" | "asking";
        };
        floor: {
            listening: "quiet" | "userSpeaking";
        } | {
            interrupted: "quiet" | "userSpeaking";
        } | {
            agentSpeaking: "quiet" | "userSpeaking";
        };
    };
} | {
    connecting: "unmuted" | "muted";
}, "can-call" | "can-retry" | "can-hang-up" | "in-call" | "can-talk" | "can-mute" | "can-unmute" | "can-pause" | "can-resume" | "can-interrupt" | "agent-audible" | "user-speaking" | "tool-pending" | "needs-approval" | "needs-gesture" | "sound-interrupted", CallInput, _$xstate.NonReducibleUnknown, CallEmitted, _$xstate.MetaObject, {
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
                                asking: {};
                            };
                        };
                    };
                };
                readonly microphone: {
                    states: {
                        live: {};
                        held: {};
                        muted: {};
                        off: {};
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
                    };
                };
            };
        };
        readonly lastWords: {};
        readonly ended: {};
    };
}, _$xstate.MetaObject>;
interface FloorEvent {
    readonly type: 'agentDone';
}
declare const isPhase: (...wanted: readonly Phase[]) => (snapshot: CallSnapshot) => boolean;
interface Line {
    readonly sessionId: string;
    readonly connection: CallConnection;
    readonly messages: AsyncIterable<ServerMessage | UnknownMessage>;
    readonly conversation: Conversation;
    readonly playback: Playback;
    readonly microphone: Microphone | undefined;
}
type MicrophoneEvent = TroubleEvent | {
    readonly type: 'microphoneOff';
};
interface MicrophoneOrder {
    readonly type: 'sendVoice' | 'sendSilence';
}
interface OpenedEvent {
    readonly type: 'opened';
    readonly line: Line;
}
declare const outcomeOf: (snapshot: CallSnapshot) => CallOutcome | null;
interface OutputEvent {
    readonly type: 'outputRuns' | 'outputNeedsGesture' | 'outputInterrupted';
}
interface OverEvent {
    readonly type: 'over';
    readonly reason: EndReason;
    readonly unheardMs: number;
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
interface Playback {
    readonly play: (chunk: ServerData<'response_audio'>) => void;
    readonly flush: () => void;
    readonly shut: () => void;
    readonly open: () => void;
    readonly listen: (listener: (event: PlaybackEvent) => void) => () => void;
    readonly watch: (listener: (state: OutputState) => void) => () => void;
    readonly unheardMs: number;
}
declare const readSnapshot: (stored: unknown) => Snapshot<unknown>;
declare const selectEndReason: (snapshot: CallSnapshot) => EndReason | null;
declare const selectLatency: ({ context }: CallSnapshot) => Latency;
declare const selectPendingTools: ({ context }: CallSnapshot) => readonly ToolProgress[];
declare const selectSessionId: ({ context }: CallSnapshot) => string | null;
declare const selectTools: ({ context }: CallSnapshot) => readonly ToolProgress[];
declare const selectTranscript: ({ context }: CallSnapshot) => Transcript;
declare const snapshotVersion = 3;
type SoundEvent = {
    readonly type: 'soundBegan';
} | {
    readonly type: 'soundStopped';
} | {
    readonly type: 'soundCut';
};
type SpeakerEvent = ConversationEvent | TroubleEvent | FloorEvent | Telling<SoundEvent> | OutputEvent;
interface SpeakerOrder {
    readonly type: 'flush' | 'cutShort' | 'shut' | 'open';
}
type Telling<E> = E & {
    readonly told?: Told | undefined;
};
interface Told {
    readonly transcript: Transcript;
    readonly latency: Latency;
}
interface ToolCallInput {
    readonly call: ServerData<'tool_call'>;
    readonly tools: Tools;
    readonly sessionId: string;
    readonly clock: Clock | undefined;
}
interface ToolCommand {
    readonly type: 'approve' | 'decline';
    readonly toolCallId: string;
}
type ToolEvent = {
    readonly type: 'toolAsks';
    readonly toolCallId: string;
} | {
    readonly type: 'toolSettled';
    readonly outcome: ToolOutcome;
};
interface ToolOrder {
    readonly type: 'approve' | 'decline' | 'interruption';
}
interface ToolProgress extends ServerData<'tool_call'> {
    readonly status: 'asking' | 'pending' | 'answered' | ToolOutcome['type'];
}
interface TroubleEvent {
    readonly type: 'trouble';
    readonly error: VatelError;
}
