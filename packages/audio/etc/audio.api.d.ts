// @vatel/audio
export {
  AgentAudio,
  Base64Fault,
  Clock,
  Frame,
  FrameOptions,
  Framer,
  HeardTurn,
  InvalidBase64Error,
  InvalidOptionError,
  InvalidWavError,
  JitterBuffer,
  JitterBufferEvent,
  JitterBufferOptions,
  JitterBufferStats,
  OddByteCountError,
  Pcm16Base64Decoder,
  PlaybackEvent,
  ReadWavOptions,
  Resampler,
  ResamplerOptions,
  ResamplerQuality,
  Samples,
  VirtualSpeaker,
  VirtualSpeakerOptions,
  Wav,
  WavContent,
  WavContradiction,
  WavFormat,
  WavOptions,
  WavWriter,
  createFramer,
  createJitterBuffer,
  createPcm16Base64Decoder,
  createResampler,
  createVirtualSpeaker,
  createWavWriter,
  decodeBase64,
  decodePcm16Base64,
  encodeBase64,
  encodePcm16Base64,
  everyFrame,
  frameLength,
  fromPcm16,
  joinFrames,
  mixToMono,
  pcm16FromBytes,
  pcm16ToBytes,
  peakDbfs,
  readWav,
  rmsDbfs,
  systemClock,
  toPcm16,
  writeWav,
}

// @vatel/audio/wasm
export {
}

// @vatel/audio/web
export {
  AgentAudio,
  AudioDevice,
  AudioDevices,
  CapturedFrame,
  MicrophoneFault,
  MicrophoneOptions,
  MicrophoneProcessing,
  MicrophoneState,
  MicrophoneUnavailableError,
  MuteOptions,
  OutputState,
  PlaybackEvent,
  RecordedSide,
  SpeakerFault,
  SpeakerOptions,
  SpeakerUnavailableError,
  StereoRecorder,
  StereoRecorderOptions,
  WebMicrophone,
  WebSpeaker,
  WorkletNotLoadedError,
  assertVolume,
  createStereoRecorder,
  listDevices,
  openMicrophone,
  openSpeaker,
  unlockAudio,
  watchDevices,
}


interface AgentAudio {
    readonly turnId: string;
    readonly pcm: Int16Array;
    readonly isFinal: boolean;
}
declare const assertVolume: (volume: number) => void;
interface AudioDevice {
    readonly deviceId: string;
    readonly label: string;
}
interface AudioDevices {
    readonly microphones: readonly AudioDevice[];
    readonly speakers: readonly AudioDevice[];
}
type Base64Fault = 'character' | 'length' | 'padding' | 'trailing-bits';
interface CapturedFrame {
    readonly pcm: Int16Array;
    readonly atMs: number;
}
interface Clock {
    readonly performance: {
        now(): number;
    };
    setTimeout(callback: () => void, delayMs: number): unknown;
    clearTimeout(timer: unknown): void;
}
declare const createFramer: (options?: FrameOptions) => Framer;
declare const createJitterBuffer: (options?: JitterBufferOptions) => JitterBuffer;
declare const createPcm16Base64Decoder: () => Pcm16Base64Decoder;
declare const createResampler: (options: ResamplerOptions) => Resampler;
declare const createStereoRecorder: (options?: StereoRecorderOptions) => StereoRecorder;
declare const createVirtualSpeaker: (options?: VirtualSpeakerOptions) => VirtualSpeaker;
declare const createWavWriter: (options?: WavOptions) => WavWriter;
declare const decodeBase64: (text: string) => Uint8Array;
declare const decodePcm16Base64: (text: string) => Int16Array;
declare const encodeBase64: (bytes: Uint8Array) => string;
declare const encodePcm16Base64: (pcm: Int16Array) => string;
declare const everyFrame: (clock: Clock, frameMs: number, tick: (frameIndex: number, dueMs: number) => void) => (() => void);
interface Frame {
    readonly pcm: Int16Array;
    readonly atMs: number;
}
declare const frameLength: ({ sampleRate, frameMs }?: FrameOptions) => number;
interface FrameOptions {
    readonly sampleRate?: number;
    readonly frameMs?: number;
}
interface Framer {
    push(pcm: Int16Array): readonly Frame[];
    flush(): Frame | undefined;
}
declare const fromPcm16: (pcm: Int16Array) => Float32Array;
interface HeardTurn {
    readonly turnId: string;
    readonly heardSamples: number;
}
declare class InvalidBase64Error extends Error {
    readonly fault: Base64Fault;
    readonly position: number;
    readonly _tag = "InvalidBase64Error";
    readonly name = "InvalidBase64Error";
    constructor(fault: Base64Fault, position: number);
}
declare class InvalidOptionError extends Error {
    readonly option: string;
    readonly value: unknown;
    readonly _tag = "InvalidOptionError";
    readonly name = "InvalidOptionError";
    constructor(option: string, value: unknown, advice: string);
}
declare class InvalidWavError extends Error {
    readonly field: string;
    readonly offset: number;
    readonly _tag = "InvalidWavError";
    readonly name = "InvalidWavError";
    constructor(field: string, offset: number, problem: string);
}
interface JitterBuffer {
    readonly push: (pcm: Int16Array, turnId: string, nowMs: number) => number;
    readonly end: (turnId: string, nowMs: number) => void;
    readonly pull: (out: Float32Array, nowMs: number) => readonly JitterBufferEvent[];
    readonly flush: (nowMs: number) => readonly HeardTurn[];
    readonly release: (turnId: string) => void;
    readonly heardSamples: (turnId: string) => number;
    readonly bufferedMs: number;
    readonly stats: JitterBufferStats;
}
interface JitterBufferEvent {
    readonly type: 'drained' | 'started' | 'underrun';
    readonly turnId: string;
    readonly heardSamples: number;
    readonly atMs: number;
}
interface JitterBufferOptions {
    readonly sampleRate?: number;
    readonly maxBufferedMs?: number;
}
interface JitterBufferStats {
    readonly totalSamplesReceived: number;
    readonly concealedSamples: number;
    readonly silentConcealedSamples: number;
    readonly concealmentEvents: number;
    readonly insertedSamplesForDeceleration: number;
    readonly removedSamplesForAcceleration: number;
    readonly jitterBufferDelay: number;
    readonly jitterBufferTargetDelay: number;
    readonly jitterBufferEmittedCount: number;
    readonly flushedSamples: number;
    readonly refusedSamples: number;
}
declare const joinFrames: (frames: readonly Frame[], { sampleRate }?: Pick<FrameOptions, "sampleRate">) => Int16Array;
declare const listDevices: () => Promise<AudioDevices>;
type MicrophoneFault = 'aborted' | 'denied' | 'ended' | 'failed' | 'in-use' | 'insecure-context' | 'not-found' | 'unsupported';
interface MicrophoneOptions extends MicrophoneProcessing {
    readonly deviceId?: string;
    readonly workletUrl?: WorkletUrl;
    readonly signal?: StopSignal;
}
interface MicrophoneProcessing {
    readonly echoCancellation?: 'all' | 'remote-only' | boolean;
    readonly noiseSuppression?: boolean;
    readonly autoGainControl?: boolean;
}
type MicrophoneState = 'interrupted' | 'live' | 'lost' | 'muted-by-system' | 'muted' | 'needs-gesture' | 'silent';
declare class MicrophoneUnavailableError extends Error {
    readonly reason: MicrophoneFault;
    readonly cause?: undefined | unknown;
    readonly _tag = "MicrophoneUnavailableError";
    readonly name = "MicrophoneUnavailableError";
    constructor(reason: MicrophoneFault, cause?: undefined | unknown);
}
declare const mixToMono: (channels: readonly Float32Array[]) => Float32Array;
interface MuteOptions {
    readonly release?: boolean;
}
declare class OddByteCountError extends Error {
    readonly byteCount: number;
    readonly _tag = "OddByteCountError";
    readonly name = "OddByteCountError";
    constructor(byteCount: number);
}
declare const openMicrophone: ({ signal, ...options }?: MicrophoneOptions) => Promise<WebMicrophone>;
declare const openSpeaker: (options?: SpeakerOptions) => Promise<WebSpeaker>;
interface OutputOptions {
    readonly deviceId?: string;
    readonly workletUrl?: WorkletUrl;
    readonly signal?: StopSignal;
}
type OutputState = 'interrupted' | 'lost' | 'needs-gesture' | 'running';
type PageBlob = typeof globalThis extends {
    Blob: {
        prototype: infer Stored;
    };
} ? Stored : unknown;
type PageMediaStream = typeof globalThis extends {
    MediaStream: {
        prototype: infer Stream;
    };
} ? Stream : unknown;
interface Pcm16Base64Decoder {
    readonly decode: (text: string) => Int16Array;
    readonly end: () => void;
}
declare const pcm16FromBytes: (bytes: Uint8Array) => Int16Array;
declare const pcm16ToBytes: (pcm: Int16Array) => Uint8Array;
declare const peakDbfs: (samples: Samples) => number;
interface PlaybackEvent {
    readonly type: 'drained' | 'flushed' | 'progress' | 'refused' | 'started' | 'underrun';
    readonly turnId: string;
    readonly heardSamples: number;
    readonly atMs: number;
    readonly refusedMs?: number;
}
declare const readWav: (bytes: Uint8Array, { strict }?: ReadWavOptions) => Wav;
interface ReadWavOptions {
    readonly strict?: boolean;
}
type RecordedSide = 'left' | 'right';
interface Resampler {
    process(samples: Float32Array): Float32Array;
    flush(): Float32Array;
    readonly latencyMs: number;
}
interface ResamplerOptions {
    readonly from: number;
    readonly to: number;
    readonly quality?: ResamplerQuality;
    readonly channels?: number;
}
type ResamplerQuality = 'low-latency' | 'standard';
declare const rmsDbfs: (samples: Samples) => number;
type Samples = Float32Array | Int16Array;
type SpeakerFault = 'aborted' | 'denied' | 'failed' | 'not-found' | 'unsupported';
interface SpeakerOptions extends OutputOptions {
    readonly maxWaitMs?: number;
}
declare class SpeakerUnavailableError extends Error {
    readonly reason: SpeakerFault;
    readonly cause?: undefined | unknown;
    readonly _tag = "SpeakerUnavailableError";
    readonly name = "SpeakerUnavailableError";
    constructor(reason: SpeakerFault, cause?: undefined | unknown);
}
interface StereoRecorder {
    readonly use: (side: RecordedSide, stream: PageMediaStream | undefined) => void;
    readonly stop: () => void;
    readonly durationMs: number;
    readonly file: Promise<PageBlob>;
}
interface StereoRecorderOptions {
    readonly workletUrl?: WorkletUrl;
    readonly maxMinutes?: number;
}
interface StopSignal {
    readonly aborted: boolean;
    readonly reason?: unknown;
    addEventListener(type: 'abort', listener: () => void): void;
    removeEventListener(type: 'abort', listener: () => void): void;
}
declare const systemClock: Clock;
declare const toPcm16: (samples: Float32Array) => Int16Array;
declare const unlockAudio: () => void;
interface VirtualSpeaker {
    write(audio: AgentAudio): void;
    flush(): void;
    listen(listener: (event: PlaybackEvent) => void): () => void;
    close(): void;
    readonly level: number;
    readonly bufferedMs: number;
}
interface VirtualSpeakerOptions {
    readonly clock?: Clock;
    readonly sampleRate?: number;
    readonly frameMs?: number;
    readonly onFrame?: (pcm: Int16Array, atMs: number) => void;
}
declare const watchDevices: (listener: (devices: AudioDevices) => void) => (() => void);
interface Wav {
    readonly sampleRate: number;
    readonly channels: readonly Float32Array[];
    readonly format: WavFormat;
    readonly truncated: boolean;
    readonly contradictions: readonly WavContradiction[];
}
interface WavContent extends Omit<WavOptions, 'channelCount'> {
    readonly channels: readonly Samples[];
}
interface WavContradiction {
    readonly field: string;
    readonly offset: number;
    readonly problem: string;
}
interface WavFormat {
    readonly encoding: 'a-law' | 'float' | 'integer' | 'mu-law';
    readonly bitsPerSample: number;
}
interface WavOptions {
    readonly sampleRate?: number;
    readonly channelCount?: number;
    readonly encoding?: 'float32' | 'pcm16';
}
interface WavWriter {
    readonly header: Uint8Array;
    readonly write: (channels: readonly Samples[]) => Uint8Array;
    readonly end: () => {
        readonly header: Uint8Array;
        readonly tail: Uint8Array;
    };
}
interface WebMicrophone {
    listen(listener: (frame: CapturedFrame) => void): () => void;
    watch(listener: (state: MicrophoneState) => void): () => void;
    mute(options?: MuteOptions): void;
    unmute(): Promise<void>;
    switchTo(deviceId?: string, processing?: MicrophoneProcessing): Promise<void>;
    close(): void;
    readonly state: MicrophoneState;
    readonly error: MicrophoneUnavailableError | undefined | WorkletNotLoadedError;
    readonly level: number;
    readonly stream: PageMediaStream;
    readSpectrum(bins: Float32Array | Uint8Array): number;
    readonly deviceId: string;
}
interface WebSpeaker {
    write(audio: AgentAudio): void;
    flush(): void;
    cancel(): void;
    listen(listener: (event: PlaybackEvent) => void): () => void;
    watch(listener: (state: OutputState) => void): () => void;
    switchTo(deviceId?: string): Promise<void>;
    close(): void;
    volume: number;
    readonly state: OutputState;
    readonly deviceId: string;
    readonly error: SpeakerUnavailableError | undefined;
    readonly level: number;
    readonly stream: PageMediaStream;
    readSpectrum(bins: Float32Array | Uint8Array): number;
}
declare class WorkletNotLoadedError extends Error {
    readonly url: string;
    readonly cause?: undefined | unknown;
    readonly _tag = "WorkletNotLoadedError";
    readonly name = "WorkletNotLoadedError";
    constructor(url: string, cause?: undefined | unknown);
}
type WorkletUrl = {
    readonly href: string;
} | string;
declare const writeWav: ({ channels, ...options }: WavContent) => Uint8Array;
