// @vatel/voice
export {
  CallEnd,
  CallProblem,
  InPagePlatform,
  Levels,
  MeterName,
  Meters,
  MicrophoneView,
  ProblemType,
  SpeakerView,
  TokenFunction,
  TokenSource,
  VoiceAction,
  VoiceCall,
  VoiceCallOptions,
  VoiceCallParameters,
  VoiceCallSnapshot,
  VoiceDevices,
  VoicePhase,
  createVoiceCall,
}

// @vatel/voice/react
export {
  VoiceCallProvider,
  VoiceCallView,
  useMeter,
  useTranscript,
  useVoiceCall,
  useVoiceCallState,
}

// @vatel/voice/svelte
export {
  MeterOptions,
  ReadableStore,
  meter,
  transcriptOf,
  useVoiceCall,
}

// @vatel/voice/vue
export {
  VueVoiceCall,
  useMeter,
  useTranscript,
  useVoiceCall,
}

import * as _$react from "react";
import { AudioDevices, MicrophoneOptions, MicrophoneState, OutputState, SpeakerOptions, WebMicrophone, WebSpeaker } from "@vatel/audio/web";
import { Clock, EndExplanation, EndReason, GenerateSessionTokenRequest, Latency, Tools, Transcript, WebSocketClass } from "@vatel/core";
import { MaybeRefOrGetter, Ref } from "vue";
import { Phase, ToolProgress } from "@vatel/machine";
import { ReactNode, RefCallback } from "react";
import { Transcript } from "@vatel/core";
interface CallEnd extends EndExplanation {
    readonly reason: EndReason;
    readonly text: string;
}
interface CallProblem {
    readonly type: ProblemType;
    readonly text: string;
    readonly error?: Error;
}
declare const createVoiceCall: (options: VoiceCallOptions) => VoiceCall;
interface InPagePlatform {
    readonly url: string;
    readonly WebSocket: WebSocketClass;
    readonly mintToken: (request?: Partial<GenerateSessionTokenRequest>) => string;
}
interface Levels {
    readonly user: number;
    readonly agent: number;
}
declare const meter: (element: MeterElement, { call, name }: MeterOptions) => {
    readonly destroy: () => void;
};
interface MeterElement {
    readonly style: {
        setProperty(name: string, value: string): void;
    };
}
type MeterName = 'user' | 'agent';
interface MeterOptions {
    readonly call: VoiceCall;
    readonly name: MeterName;
}
interface Meters extends Levels {
    readonly subscribe: (listener: (levels: Levels) => void) => () => void;
}
interface MicrophoneView {
    readonly state: 'off' | 'opening' | MicrophoneState;
    readonly isMuted: boolean;
    readonly isTalking: boolean;
    readonly deviceId: string;
}
type ProblemType = 'microphone-denied' | 'microphone-unavailable' | 'microphone-lost' | 'microphone-silent' | 'microphone-muted-by-system' | 'speaker-unavailable' | 'speaker-lost' | 'needs-gesture' | 'sound-interrupted' | 'line-suspect' | 'invalid-message';
interface ReadableStore<T> {
    readonly subscribe: (run: (value: T) => void) => () => void;
}
interface SpeakerView {
    readonly state: 'off' | 'opening' | OutputState;
    readonly deviceId: string;
    readonly volume: number;
}
declare const tags: {
    readonly start: "can-call";
    readonly stop: "can-hang-up";
    readonly mute: "can-mute";
    readonly unmute: "can-unmute";
    readonly interrupt: "can-interrupt";
    readonly pause: "can-pause";
    readonly resume: "can-resume";
    readonly approve: "needs-approval";
    readonly decline: "needs-approval";
};
type TokenFunction = (parameters: VoiceCallParameters, context: {
    readonly signal: AbortSignal;
}) => string | InPagePlatform | Promise<string | InPagePlatform>;
type TokenSource = string | TokenFunction | InPagePlatform;
declare const transcriptOf: ({ subscribe }: VoiceCall) => ReadableStore<Transcript>;
declare const useMeter: (name: MeterName, { meters }: VoiceCall) => Ref<MeterElement | null>;
declare const useMeter: (name: MeterName, call?: VoiceCall) => RefCallback<MeterElement>;
declare const useTranscript: ({ snapshot }: VueVoiceCall) => Readonly<Ref<Transcript>>;
declare const useTranscript: (call?: VoiceCall) => Transcript;
declare const useVoiceCall: (options: MaybeRefOrGetter<VoiceCallOptions>) => VueVoiceCall;
declare const useVoiceCall: (options: VoiceCallOptions) => VoiceCall;
declare const useVoiceCall: (options?: VoiceCallOptions) => VoiceCallView;
declare const useVoiceCallState: <T>(selector: (snapshot: VoiceCallSnapshot) => T, call?: VoiceCall) => T;
type VoiceAction = keyof typeof tags;
interface VoiceCall {
    readonly start: (parameters?: VoiceCallParameters) => void;
    readonly stop: () => void;
    readonly toggle: (parameters?: VoiceCallParameters | object) => void;
    readonly mute: () => void;
    readonly unmute: () => void;
    readonly interrupt: () => void;
    readonly pause: () => void;
    readonly resume: () => void;
    readonly approve: (toolCallId: string) => void;
    readonly decline: (toolCallId: string) => void;
    readonly pressToTalk: () => void;
    readonly releaseToTalk: () => void;
    readonly setMicrophone: (deviceId: string) => Promise<void>;
    readonly setSpeaker: (deviceId: string) => Promise<void>;
    volume: number;
    readonly meters: Meters;
    readonly getSnapshot: () => VoiceCallSnapshot;
    readonly subscribe: (listener: (snapshot: VoiceCallSnapshot) => void) => () => void;
}
interface VoiceCallOptions {
    readonly token: TokenSource;
    readonly tools?: Tools;
    readonly pushToTalk?: boolean;
    readonly audio?: Omit<MicrophoneOptions, 'deviceId' | 'signal'>;
    readonly baseUrl?: string;
    readonly devices?: Partial<VoiceDevices>;
    readonly fetch?: typeof fetch;
    readonly clock?: Clock;
}
type VoiceCallParameters = Partial<Omit<GenerateSessionTokenRequest, 'transport'>> & Readonly<Record<string, unknown>>;
declare const VoiceCallProvider: ({ children, ...options }: VoiceCallOptions & {
    readonly children?: ReactNode;
}) => _$react.FunctionComponentElement<_$react.ProviderProps<VoiceCall | undefined>>;
interface VoiceCallSnapshot {
    readonly phase: VoicePhase;
    readonly isThinking: boolean;
    readonly isUserSpeaking: boolean;
    readonly isPaused: boolean;
    readonly can: Readonly<Record<VoiceAction, boolean>>;
    readonly transcript: Transcript;
    readonly tools: readonly ToolProgress[];
    readonly end: CallEnd | null;
    readonly problems: readonly CallProblem[];
    readonly microphone: MicrophoneView;
    readonly speaker: SpeakerView;
    readonly devices: AudioDevices;
    readonly latency: Latency;
    readonly sessionId: string | null;
}
type VoiceCallView = VoiceCall & VoiceCallSnapshot;
interface VoiceDevices {
    readonly unlockAudio: () => void;
    readonly openMicrophone: (options: MicrophoneOptions) => Promise<WebMicrophone>;
    readonly openSpeaker: (options: SpeakerOptions) => Promise<WebSpeaker>;
    readonly listDevices: () => Promise<AudioDevices>;
    readonly watchDevices: (listener: (devices: AudioDevices) => void) => () => void;
    readonly willAskForMicrophone: () => Promise<boolean>;
}
type VoicePhase = 'idle' | Phase;
interface VueVoiceCall extends VoiceCall {
    readonly snapshot: Readonly<Ref<VoiceCallSnapshot>>;
}
