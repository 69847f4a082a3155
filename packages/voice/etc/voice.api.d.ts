// @vatel/voice
export {
  CallEnd,
  CallProblem,
  CallRecording,
  DeviceStorage,
  InPagePlatform,
  Levels,
  MeterName,
  Meters,
  MicrophoneView,
  ProblemType,
  RecordCallOptions,
  RememberDevicesOptions,
  SpeakerView,
  TokenFunction,
  TokenSource,
  VoiceAction,
  VoiceAudioOptions,
  VoiceCall,
  VoiceCallOptions,
  VoiceCallParameters,
  VoiceCallSnapshot,
  VoiceDevices,
  VoicePhase,
  VoiceProcessing,
  VoiceStreams,
  createVoiceCall,
  recordCall,
  rememberDevices,
}

// @vatel/voice/angular
export {
  AngularVoiceCall,
  MeterElementRef,
  injectMeter,
  injectVoiceCall,
}

// @vatel/voice/elements
export {
  CallElement,
  CallTimes,
  ElementTexts,
  LineTime,
  PhaseDetail,
  Sentences,
  StartDetail,
  TimedTranscript,
  ToolLabels,
  ToolWords,
  TranscriptFormat,
  VatelCall,
  VatelCaptions,
  VatelDevices,
  VatelStatus,
  VatelTranscript,
  VatelVisualizer,
  VisualizerKind,
  createVoiceCall,
  formatTranscript,
  schema,
  setTexts,
  tool,
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

import * as _$lit from "lit";
import * as _$react from "react";
import { AudioDevices, MicrophoneOptions, MicrophoneState, OutputState, SpeakerOptions, WebMicrophone, WebSpeaker } from "@vatel/audio/web";
import { Clock, EndExplanation, EndReason, GenerateSessionTokenRequest, Latency, Tools, Transcript, WebSocketClass } from "@vatel/core";
import { InspectionEvent } from "xstate";
import { LitElement, PropertyDeclarations, PropertyValues, TemplateResult } from "lit";
import { MaybeRefOrGetter, Ref } from "vue";
import { Phase, ToolProgress } from "@vatel/machine";
import { ReactNode, RefCallback } from "react";
import { Signal } from "@angular/core";
import { StereoRecorderOptions } from "@vatel/audio/web";
import { ToolProgress } from "@vatel/machine";
import { Transcript } from "@vatel/core";
import { Transcript, schema, tool } from "@vatel/core";
interface AngularVoiceCall extends VoiceCall {
    readonly snapshot: Signal<VoiceCallSnapshot>;
}
declare class CallElement extends LitElement {
    #private;
    static properties: PropertyDeclarations;
    call: undefined | VoiceCall;
    token: string | undefined;
    baseUrl: string | undefined;
    simulator: InPagePlatform | TokenFunction | undefined;
    options: Partial<VoiceCallOptions> | undefined;
    texts: Partial<ElementTexts> | undefined;
    protected snapshot: undefined | VoiceCallSnapshot;
    protected fault: string | undefined;
    protected get words(): ElementTexts;
    get currentCall(): undefined | VoiceCall;
    connectedCallback(): void;
    disconnectedCallback(): void;
    protected willUpdate(changed: PropertyValues): void;
    protected callChanged?(call: undefined | VoiceCall): void;
}
interface CallEnd extends EndExplanation {
    readonly reason: EndReason;
    readonly text: string;
}
interface CallProblem {
    readonly type: ProblemType;
    readonly text: string;
    readonly error?: Error;
}
interface CallRecording {
    readonly file: Promise<Blob>;
    readonly durationMs: number;
    readonly stop: () => void;
    readonly save: (name?: string) => Promise<void>;
}
interface CallTimes {
    startedAtMs: number | undefined;
    endedAtMs: number | undefined;
    lines: LineTime[];
}
declare const createVoiceCall: (options: VoiceCallOptions) => VoiceCall;
interface DeviceStorage {
    readonly getItem: (key: string) => null | string;
    readonly setItem: (key: string, value: string) => void;
}
type ElementTexts = Sentences & Readonly<typeof words>;
type Failure = 'microphone-unusable' | 'processing-unusable' | 'speaker-unusable' | 'test-failed';
declare const formatTranscript: (given: TimedTranscript, format: TranscriptFormat) => string;
declare global {
    interface HTMLElementTagNameMap {
        'vatel-call': VatelCall;
        'vatel-captions': VatelCaptions;
        'vatel-devices': VatelDevices;
        'vatel-status': VatelStatus;
        'vatel-transcript': VatelTranscript;
        'vatel-visualizer': VatelVisualizer;
    }
}
declare const injectMeter: (name: MeterName, { meters }: VoiceCall, element: () => MeterElementRef | undefined) => void;
declare const injectVoiceCall: (options: (() => VoiceCallOptions) | VoiceCallOptions) => AngularVoiceCall;
interface InPagePlatform {
    readonly url: string;
    readonly WebSocket: WebSocketClass;
    readonly mintToken: (request?: Partial<GenerateSessionTokenRequest>) => string;
}
interface Levels {
    readonly user: number;
    readonly agent: number;
}
interface LineTime {
    readonly startMs: number;
    readonly endMs: number;
}
declare const meter: (element: MeterElement, { call, name }: MeterOptions) => {
    readonly destroy: () => void;
};
interface MeterElement {
    readonly style: {
        setProperty(name: string, value: string): void;
    };
}
interface MeterElementRef {
    readonly nativeElement: MeterElement;
}
type MeterName = 'agent' | 'user';
interface MeterOptions {
    readonly call: VoiceCall;
    readonly name: MeterName;
}
interface Meters extends Levels {
    readonly subscribe: (listener: (levels: Levels) => void, everyMs?: number) => () => void;
    readonly readBands: (name: MeterName, bands: Float32Array) => void;
}
interface MicrophoneView extends VoiceProcessing {
    readonly state: 'off' | 'opening' | MicrophoneState;
    readonly isMuted: boolean;
    readonly isTalking: boolean;
    readonly deviceId: string;
}
interface PhaseDetail {
    readonly phase: string;
}
type ProblemType = 'invalid-message' | 'line-suspect' | 'microphone-denied' | 'microphone-lost' | 'microphone-muted-by-system' | 'microphone-silent' | 'microphone-unavailable' | 'needs-gesture' | 'sound-interrupted' | 'speaker-lost' | 'speaker-unavailable';
interface ReadableStore<T> {
    readonly subscribe: (run: (value: T) => void) => () => void;
}
declare const recordCall: (call: VoiceCall, options?: RecordCallOptions) => CallRecording;
type RecordCallOptions = StereoRecorderOptions;
declare const rememberDevices: (call: VoiceCall, { storage, key }?: RememberDevicesOptions) => (() => void);
interface RememberDevicesOptions {
    readonly storage?: DeviceStorage;
    readonly key?: string;
}
declare const sentences: {
    'end-answer': string;
    'end-before-start': string;
    'end-busy': string;
    'end-failed': string;
    'end-hung-up': string;
    'end-lost': string;
    'end-no-agent': string;
    'end-not-allowed': string;
    'end-not-set-up': string;
    'end-refused-for-now': string;
    'end-refused': string;
    'end-session-ended': string;
    'end-timed-out': string;
    'end-too-late': string;
    'end-unreachable': string;
    'end-worklet': string;
    'invalid-message': string;
    'line-suspect': string;
    'microphone-aborted': string;
    'microphone-denied': string;
    'microphone-ended': string;
    'microphone-failed': string;
    'microphone-in-use': string;
    'microphone-insecure-context': string;
    'microphone-lost': string;
    'microphone-muted-by-system': string;
    'microphone-not-found': string;
    'microphone-silent': string;
    'microphone-unsupported': string;
    'needs-gesture': string;
    'sound-interrupted': string;
    'speaker-failed': string;
    'speaker-lost': string;
};
type Sentences = Readonly<typeof sentences>;
declare const setTexts: (texts: Partial<ElementTexts>) => void;
interface SpeakerView {
    readonly state: 'off' | 'opening' | OutputState;
    readonly deviceId: string;
    readonly volume: number;
}
interface StartDetail {
    parameters: VoiceCallParameters;
}
declare const tags: {
    readonly approve: "needs-approval";
    readonly decline: "needs-approval";
    readonly interrupt: "can-interrupt";
    readonly mute: "can-mute";
    readonly pause: "can-pause";
    readonly resume: "can-resume";
    readonly start: "can-call";
    readonly stop: "can-hang-up";
    readonly unmute: "can-unmute";
};
interface TimedTranscript {
    readonly transcript: Transcript;
    readonly times: Readonly<CallTimes>;
    readonly texts?: Partial<ElementTexts>;
}
type TokenFunction = (parameters: VoiceCallParameters, context: {
    readonly signal: AbortSignal;
}) => InPagePlatform | Promise<InPagePlatform | string> | string;
type TokenSource = InPagePlatform | string | TokenFunction;
type ToolLabels = Readonly<Record<string, ToolWords>>;
interface ToolWords {
    readonly asking: string;
    readonly running: string;
    readonly done: string;
}
type TranscriptFormat = 'json' | 'srt' | 'text' | 'vtt';
declare const transcriptOf: ({ subscribe }: VoiceCall) => ReadableStore<Transcript>;
declare const useMeter: (name: MeterName, { meters }: VoiceCall) => Ref<MeterElement | null>;
declare const useMeter: (name: MeterName, call?: VoiceCall) => RefCallback<MeterElement>;
declare const useTranscript: ({ snapshot }: VueVoiceCall) => Readonly<Ref<Transcript>>;
declare const useTranscript: (call?: VoiceCall) => Transcript;
declare const useVoiceCall: (options: MaybeRefOrGetter<VoiceCallOptions>) => VueVoiceCall;
declare const useVoiceCall: (options: VoiceCallOptions) => VoiceCall;
declare const useVoiceCall: (options?: VoiceCallOptions) => VoiceCallView;
declare const useVoiceCallState: <T>(selector: (snapshot: VoiceCallSnapshot) => T, call?: VoiceCall) => T;
declare class VatelCall extends CallElement {
    #private;
    static properties: PropertyDeclarations;
    static styles: _$lit.CSSResult[];
    name: string | undefined;
    picture: string | undefined;
    label: string | undefined;
    floating: boolean;
    open: boolean;
    visualizer: VisualizerKind;
    parameters: undefined | VoiceCallParameters;
    toolLabels: ToolLabels | undefined;
    announce: string | undefined;
    remember: string | undefined;
    protected showsDevices: boolean;
    constructor();
    start(): void;
    connectedCallback(): void;
    disconnectedCallback(): void;
    protected updated(changed: PropertyValues): void;
    protected render(): TemplateResult;
}
declare class VatelCaptions extends CallElement {
    #private;
    static properties: PropertyDeclarations;
    static styles: _$lit.CSSResult[];
    announce: string | undefined;
    protected render(): TemplateResult;
}
declare class VatelDevices extends CallElement {
    #private;
    static properties: PropertyDeclarations;
    static styles: _$lit.CSSResult[];
    remember: string | undefined;
    protected failure: Failure | undefined;
    protected isTesting: boolean | undefined;
    constructor();
    protected render(): TemplateResult;
}
declare class VatelStatus extends CallElement {
    #private;
    static styles: _$lit.CSSResult[];
    disconnectedCallback(): void;
    protected willUpdate(changed: PropertyValues): void;
    protected updated(): void;
    protected render(): TemplateResult;
}
declare class VatelTranscript extends CallElement {
    #private;
    static properties: PropertyDeclarations;
    static styles: _$lit.CSSResult[];
    toolLabels: ToolLabels | undefined;
    noTools: boolean;
    announce: string | undefined;
    protected isAway: boolean;
    protected hasCopied: boolean;
    constructor();
    disconnectedCallback(): void;
    scrollToLatest(): void;
    formatted(format: TranscriptFormat): string;
    download(format: TranscriptFormat): void;
    protected updated(): void;
    protected render(): TemplateResult;
}
declare class VatelVisualizer extends CallElement {
    #private;
    static properties: PropertyDeclarations;
    static styles: _$lit.CSSResult[];
    kind: VisualizerKind;
    constructor();
    connectedCallback(): void;
    disconnectedCallback(): void;
    protected callChanged(call: undefined | VoiceCall): void;
    protected updated(changed: PropertyValues): void;
    protected render(): TemplateResult;
}
type VisualizerKind = 'bars' | 'orb' | 'wave';
type VoiceAction = keyof typeof tags;
type VoiceAudioOptions = Omit<MicrophoneOptions, 'deviceId' | 'signal'> & Pick<SpeakerOptions, 'maxWaitMs'>;
interface VoiceCall {
    readonly start: (parameters?: VoiceCallParameters) => void;
    readonly stop: () => void;
    readonly toggle: (parameters?: object | VoiceCallParameters) => void;
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
    readonly setProcessing: (change: Partial<VoiceProcessing>) => Promise<void>;
    volume: number;
    readonly meters: Meters;
    readonly streams: VoiceStreams;
    readonly getSnapshot: () => VoiceCallSnapshot;
    readonly subscribe: (listener: (snapshot: VoiceCallSnapshot) => void) => () => void;
}
interface VoiceCallOptions {
    readonly token: TokenSource;
    readonly tools?: Tools;
    readonly pushToTalk?: boolean;
    readonly audio?: VoiceAudioOptions;
    readonly baseUrl?: string;
    readonly devices?: Partial<VoiceDevices>;
    readonly fetch?: typeof fetch;
    readonly clock?: Clock;
    readonly inspect?: (event: InspectionEvent) => void;
}
type VoiceCallParameters = Partial<Omit<GenerateSessionTokenRequest, 'transport'>> & Readonly<Record<string, unknown>>;
declare const VoiceCallProvider: ({ children, ...options }: VoiceCallOptions & {
    readonly children?: ReactNode;
}) => _$react.FunctionComponentElement<_$react.ProviderProps<undefined | VoiceCall>>;
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
    readonly sessionId: null | string;
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
interface VoiceProcessing {
    readonly echoCancellation: boolean;
    readonly noiseSuppression: boolean;
}
interface VoiceStreams {
    readonly user: MediaStream | undefined;
    readonly agent: MediaStream | undefined;
}
interface VueVoiceCall extends VoiceCall {
    readonly snapshot: Readonly<Ref<VoiceCallSnapshot>>;
}
declare const words: {
    'copy-label': string;
    'download-json': string;
    'download-srt': string;
    'download-text': string;
    'download-vtt': string;
    'line-good': string;
    'line-lost': string;
    'line-slow': string;
    'microphone-unusable': string;
    'no-microphones': string;
    'not-heard': string;
    'now-connected': string;
    'now-copied': string;
    'now-resumed': string;
    'now-unmuted': string;
    'phase-asking': string;
    'phase-connecting': string;
    'phase-ended': string;
    'phase-idle': string;
    'phase-interrupted': string;
    'phase-listening': string;
    'phase-microphone-lost': string;
    'phase-microphone-muted-by-system': string;
    'phase-microphone-silent': string;
    'phase-muted': string;
    'phase-needs-gesture': string;
    'phase-paused': string;
    'phase-sound-interrupted': string;
    'phase-speaker-lost': string;
    'phase-speaking': string;
    'phase-suspect': string;
    'phase-thinking': string;
    'phase-working': string;
    'processing-unusable': string;
    'speaker-unusable': string;
    'system-default': string;
    'test-failed': string;
    'tool-answer': string;
    'tool-asking': string;
    'tool-cancelled': string;
    'tool-declined': string;
    'tool-done': string;
    'tool-error': string;
    'tool-running': string;
    again: string;
    agent: string;
    announcements: string;
    approve: string;
    close: string;
    controls: string;
    copied: string;
    copy: string;
    decline: string;
    devices: string;
    download: string;
    echoCancellation: string;
    empty: string;
    interrupted: string;
    intro: string;
    label: string;
    latest: string;
    length: string;
    microphone: string;
    mute: string;
    name: string;
    noiseSuppression: string;
    panel: string;
    speaker: string;
    start: string;
    stop: string;
    test: string;
    testing: string;
    time: string;
    tool: string;
    transcript: string;
    unmute: string;
    user: string;
    volume: string;
};
