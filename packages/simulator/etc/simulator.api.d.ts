// @vatel/simulator
export {
  Faults,
  InvalidScenarioError,
  LoadedScenario,
  LogEntry,
  MediaServer,
  Pace,
  Replay,
  Scenario,
  ScriptLine,
  ScriptedTurn,
  Services,
  SimulatedPlatform,
  SimulatedPlatformOptions,
  SpeechChunk,
  TokenRules,
  generateFaults,
  generateHttpFaults,
  readRecord,
  readScenario,
  simulatePlatform,
  speakText,
}

// @vatel/simulator/node
export {
  Faults,
  InvalidScenarioError,
  LoadedScenario,
  LogEntry,
  MediaServer,
  Replay,
  Scenario,
  ScriptedTurn,
  Services,
  Simulator,
  SimulatorOptions,
  TokenRules,
  defaultScenarioFile,
  loadScenario,
  readRecord,
  scenarioNames,
  startSimulator,
}

// @vatel/simulator/scenarios/*
export {
}

// @vatel/simulator/speech/*
export {
}

import * as _$_vatel_core0 from "@vatel/core";
import * as t from "io-ts";
import { Clock, GenerateSessionTokenRequest, ServerMessage } from "@vatel/core";
import { GenerateSessionTokenRequest } from "@vatel/core";
import { GenerateSessionTokenRequest, WebSocketClass } from "@vatel/core";
type CallEnding = 'agent' | 'silence' | 'time' | 'transfer';
type CallOutput = {
    readonly code: number;
    readonly ending: CallEnding;
    readonly type: 'hang-up';
} | {
    readonly text: string;
    readonly type: 'raw';
} | ServerMessage;
declare const defaultScenarioFile: string;
interface Due<A> {
    readonly atMs: number;
    readonly action: A;
}
declare const Faults: t.PartialC<{
    burstEveryMs: t.Type<number, number, unknown>;
    close: t.TypeC<{
        afterMs: t.Type<number, number, unknown>;
        code: t.Type<number, number, unknown>;
    }>;
    duplicateToolCall: t.Type<boolean, boolean, unknown>;
    emulatedStart: t.Type<boolean, boolean, unknown>;
    extraFields: t.Type<boolean, boolean, unknown>;
    halfOpenAfterMs: t.Type<number, number, unknown>;
    http: t.ReadonlyArrayC<t.PartialC<{
        chance: t.Type<number, number, unknown>;
        cutAfterBytes: t.Type<number, number, unknown>;
        delayMs: t.Type<number, number, unknown>;
        operation: t.Type<string, string, unknown>;
        redirect: t.Type<string, string, unknown>;
        retryAfterSecs: t.Type<number, number, unknown>;
        skip: t.Type<number, number, unknown>;
        stallAfterBytes: t.Type<number, number, unknown>;
        status: t.Type<number, number, unknown>;
        times: t.Type<number, number, unknown>;
    }>>;
    invalidUtf8AfterMs: t.Type<number, number, unknown>;
    jitterMs: t.Type<number, number, unknown>;
    lateAudio: t.Type<number, number, unknown>;
    latencyMs: t.Type<number, number, unknown>;
    malformedJson: t.Type<boolean, boolean, unknown>;
    missingData: t.Type<"absent" | "null", "absent" | "null", unknown>;
    missingFlags: t.Type<boolean, boolean, unknown>;
    nestedLevels: t.Type<number, number, unknown>;
    oversizedBytes: t.Type<number, number, unknown>;
    refuse: t.Type<number, number, unknown>;
    reusedTurn: t.Type<boolean, boolean, unknown>;
    sessionStarted: t.Type<"never" | "twice", "never" | "twice", unknown>;
    slowReader: t.TypeC<{
        bytesPerSecond: t.Type<number, number, unknown>;
    }>;
    snakeCaseTools: t.Type<boolean, boolean, unknown>;
    stall: t.TypeC<{
        afterMs: t.Type<number, number, unknown>;
        forMs: t.Type<number, number, unknown>;
    }>;
    toolCallAtEnd: t.Type<boolean, boolean, unknown>;
    unknownEnum: t.Type<boolean, boolean, unknown>;
    unknownType: t.Type<boolean, boolean, unknown>;
    wrongTypes: t.Type<boolean, boolean, unknown>;
}>;
type Faults = Readonly<t.TypeOf<typeof Faults>>;
declare const generateFaults: (seed: number) => Faults;
declare const generateHttpFaults: (seed: number) => readonly HttpFault[];
declare const helpText: string;
interface Host {
    readonly stdout: NodeJS.WriteStream;
    readonly stderr: NodeJS.WriteStream;
    readonly env: Readonly<Record<string, string | undefined>>;
    once(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}
declare const HttpFault: t.PartialC<{
    chance: t.Type<number, number, unknown>;
    cutAfterBytes: t.Type<number, number, unknown>;
    delayMs: t.Type<number, number, unknown>;
    operation: t.Type<string, string, unknown>;
    redirect: t.Type<string, string, unknown>;
    retryAfterSecs: t.Type<number, number, unknown>;
    skip: t.Type<number, number, unknown>;
    stallAfterBytes: t.Type<number, number, unknown>;
    status: t.Type<number, number, unknown>;
    times: t.Type<number, number, unknown>;
}>;
type HttpFault = Readonly<t.TypeOf<typeof HttpFault>>;
declare class InvalidScenarioError extends Error {
    readonly file: string;
    readonly place: string;
    readonly remedy: string;
    readonly name = "InvalidScenarioError";
    readonly _tag = "InvalidScenarioError";
    constructor(file: string, place: string, remedy: string);
}
interface LoadedScenario {
    readonly scenario: Scenario;
    readonly lines: ReadonlyMap<string, ScriptLine>;
}
declare const loadScenario: (fileOrName?: string) => Promise<LoadedScenario>;
type LogEntry = {
    readonly atMs: number;
    readonly callId: string;
    readonly direction: 'in' | 'out';
    readonly text: string;
    readonly type: 'message';
} | {
    readonly atMs: number;
    readonly method: string;
    readonly path: string;
    readonly status: number;
    readonly type: 'request';
};
interface MediaServer {
    readonly url: string;
    readonly key?: string;
    readonly secret?: string;
}
declare const Pace: t.TypeC<{
    burstEveryMs: t.Type<number, number, unknown>;
    chunkMs: t.Type<number, number, unknown>;
    chunksPerBurst: t.Type<number, number, unknown>;
}>;
type Pace = Readonly<t.TypeOf<typeof Pace>>;
interface PlatformOptions {
    readonly faults?: Faults;
    readonly seed?: number;
    readonly services?: Services;
    readonly tokens?: TokenRules;
    readonly log?: (entry: LogEntry) => void;
    readonly clock?: Clock;
}
declare const processTerminal: (host: Host) => Terminal;
declare const readRecord: (text: string, file: string) => Replay;
declare const readScenario: (data: unknown, file: string, readFile: (path: string) => Promise<Uint8Array>) => Promise<LoadedScenario>;
interface Replay {
    readonly outputs: readonly Due<CallOutput>[];
    readonly refused?: number;
}
declare const runCommand: (args: readonly string[], terminal: Terminal) => Promise<number>;
declare const Scenario: t.IntersectionC<[
    t.TypeC<{
        agent: t.IntersectionC<[
            t.TypeC<{
                id: t.Type<string, string, unknown>;
                name: t.Type<string, string, unknown>;
                vad_settings: t.IntersectionC<[
                    t.TypeC<{
                        start_secs: t.Type<number, number, unknown>;
                        stop_secs: t.Type<number, number, unknown>;
                    }>,
                    t.PartialC<{
                        silence_timeout_secs: t.Type<number, number, unknown>;
                    }>
                ]>;
            }>,
            t.PartialC<{
                default_language: t.Type<string, string, unknown>;
                first_message_interruption_time: t.Type<number, number, unknown>;
                prompt: t.Type<string, string, unknown>;
                timeout_settings: t.PartialC<{
                    default_timeout: t.Type<number, number, unknown>;
                    silence_counter: t.Type<number, number, unknown>;
                    silence_timeout_action: t.Type<"end_call" | "transfer_call", "end_call" | "transfer_call", unknown>;
                    silence_transfer_number: t.Type<string, string, unknown>;
                    timeout_action: t.Type<"end_call" | "transfer_call", "end_call" | "transfer_call", unknown>;
                    transfer_message: t.Type<string, string, unknown>;
                    transfer_number: t.Type<string, string, unknown>;
                }>;
            }>
        ]>;
        lines: t.RecordC<t.StringC, t.IntersectionC<[
            t.TypeC<{
                text: t.Type<string, string, unknown>;
            }>,
            t.PartialC<{
                speech: t.Type<string, string, unknown>;
            }>
        ]>>;
        name: t.Type<string, string, unknown>;
        opening: t.Type<string, string, unknown>;
        otherwise: t.IntersectionC<[
            t.TypeC<{
                user: t.Type<string, string, unknown>;
            }>,
            t.PartialC<{
                bargesIn: t.Type<boolean, boolean, unknown>;
                call: t.TypeC<{
                    answers: t.ReadonlyArrayC<t.TypeC<{
                        matches: t.Type<string, string, unknown>;
                        say: t.Type<string, string, unknown>;
                    }>>;
                    arguments: t.ReadonlyArrayC<_$_vatel_core0.ObjectC<{
                        readonly dataType: t.Type<string, string, unknown>;
                        readonly description: t.Type<string, string, unknown>;
                        readonly name: t.Type<string, string, unknown>;
                        readonly required: t.Type<boolean, boolean, unknown>;
                        readonly type: t.Type<string, string, unknown>;
                        readonly value: t.Type<unknown, unknown, unknown>;
                    }, never>>;
                    otherwise: t.Type<string, string, unknown>;
                    tool: t.Type<string, string, unknown>;
                }>;
                end: t.Type<boolean, boolean, unknown>;
                prompted: t.ReadonlyArrayC<t.TypeC<{
                    matches: t.Type<string, string, unknown>;
                    say: t.Type<string, string, unknown>;
                }>>;
                say: t.Type<string, string, unknown>;
            }>
        ]>;
        pace: t.TypeC<{
            burstEveryMs: t.Type<number, number, unknown>;
            chunkMs: t.Type<number, number, unknown>;
            chunksPerBurst: t.Type<number, number, unknown>;
        }>;
        thinkMs: t.Type<number, number, unknown>;
        turns: t.ReadonlyArrayC<t.IntersectionC<[
            t.TypeC<{
                user: t.Type<string, string, unknown>;
            }>,
            t.PartialC<{
                bargesIn: t.Type<boolean, boolean, unknown>;
                call: t.TypeC<{
                    answers: t.ReadonlyArrayC<t.TypeC<{
                        matches: t.Type<string, string, unknown>;
                        say: t.Type<string, string, unknown>;
                    }>>;
                    arguments: t.ReadonlyArrayC<_$_vatel_core0.ObjectC<{
                        readonly dataType: t.Type<string, string, unknown>;
                        readonly description: t.Type<string, string, unknown>;
                        readonly name: t.Type<string, string, unknown>;
                        readonly required: t.Type<boolean, boolean, unknown>;
                        readonly type: t.Type<string, string, unknown>;
                        readonly value: t.Type<unknown, unknown, unknown>;
                    }, never>>;
                    otherwise: t.Type<string, string, unknown>;
                    tool: t.Type<string, string, unknown>;
                }>;
                end: t.Type<boolean, boolean, unknown>;
                prompted: t.ReadonlyArrayC<t.TypeC<{
                    matches: t.Type<string, string, unknown>;
                    say: t.Type<string, string, unknown>;
                }>>;
                say: t.Type<string, string, unknown>;
            }>
        ]>>;
    }>,
    t.PartialC<{
        faults: t.PartialC<{
            burstEveryMs: t.Type<number, number, unknown>;
            close: t.TypeC<{
                afterMs: t.Type<number, number, unknown>;
                code: t.Type<number, number, unknown>;
            }>;
            duplicateToolCall: t.Type<boolean, boolean, unknown>;
            emulatedStart: t.Type<boolean, boolean, unknown>;
            extraFields: t.Type<boolean, boolean, unknown>;
            halfOpenAfterMs: t.Type<number, number, unknown>;
            http: t.ReadonlyArrayC<t.PartialC<{
                chance: t.Type<number, number, unknown>;
                cutAfterBytes: t.Type<number, number, unknown>;
                delayMs: t.Type<number, number, unknown>;
                operation: t.Type<string, string, unknown>;
                redirect: t.Type<string, string, unknown>;
                retryAfterSecs: t.Type<number, number, unknown>;
                skip: t.Type<number, number, unknown>;
                stallAfterBytes: t.Type<number, number, unknown>;
                status: t.Type<number, number, unknown>;
                times: t.Type<number, number, unknown>;
            }>>;
            invalidUtf8AfterMs: t.Type<number, number, unknown>;
            jitterMs: t.Type<number, number, unknown>;
            lateAudio: t.Type<number, number, unknown>;
            latencyMs: t.Type<number, number, unknown>;
            malformedJson: t.Type<boolean, boolean, unknown>;
            missingData: t.Type<"absent" | "null", "absent" | "null", unknown>;
            missingFlags: t.Type<boolean, boolean, unknown>;
            nestedLevels: t.Type<number, number, unknown>;
            oversizedBytes: t.Type<number, number, unknown>;
            refuse: t.Type<number, number, unknown>;
            reusedTurn: t.Type<boolean, boolean, unknown>;
            sessionStarted: t.Type<"never" | "twice", "never" | "twice", unknown>;
            slowReader: t.TypeC<{
                bytesPerSecond: t.Type<number, number, unknown>;
            }>;
            snakeCaseTools: t.Type<boolean, boolean, unknown>;
            stall: t.TypeC<{
                afterMs: t.Type<number, number, unknown>;
                forMs: t.Type<number, number, unknown>;
            }>;
            toolCallAtEnd: t.Type<boolean, boolean, unknown>;
            unknownEnum: t.Type<boolean, boolean, unknown>;
            unknownType: t.Type<boolean, boolean, unknown>;
            wrongTypes: t.Type<boolean, boolean, unknown>;
        }>;
        silence: t.Type<string, string, unknown>;
        tags: t.ReadonlyArrayC<t.Type<string, string, unknown>>;
    }>
]>;
type Scenario = Readonly<t.TypeOf<typeof Scenario>>;
declare const scenarioNames: readonly [
    "city-guide",
    "bistro",
    "front-desk",
    "help-line",
    "railway",
    "clinic"
];
declare const ScriptedTurn: t.IntersectionC<[
    t.TypeC<{
        user: t.Type<string, string, unknown>;
    }>,
    t.PartialC<{
        bargesIn: t.Type<boolean, boolean, unknown>;
        call: t.TypeC<{
            answers: t.ReadonlyArrayC<t.TypeC<{
                matches: t.Type<string, string, unknown>;
                say: t.Type<string, string, unknown>;
            }>>;
            arguments: t.ReadonlyArrayC<_$_vatel_core0.ObjectC<{
                readonly dataType: t.Type<string, string, unknown>;
                readonly description: t.Type<string, string, unknown>;
                readonly name: t.Type<string, string, unknown>;
                readonly required: t.Type<boolean, boolean, unknown>;
                readonly type: t.Type<string, string, unknown>;
                readonly value: t.Type<unknown, unknown, unknown>;
            }, never>>;
            otherwise: t.Type<string, string, unknown>;
            tool: t.Type<string, string, unknown>;
        }>;
        end: t.Type<boolean, boolean, unknown>;
        prompted: t.ReadonlyArrayC<t.TypeC<{
            matches: t.Type<string, string, unknown>;
            say: t.Type<string, string, unknown>;
        }>>;
        say: t.Type<string, string, unknown>;
    }>
]>;
type ScriptedTurn = Readonly<t.TypeOf<typeof ScriptedTurn>>;
interface ScriptLine {
    readonly text: string;
    readonly chunks: readonly SpeechChunk[];
}
interface Services {
    readonly sip?: boolean;
    readonly twilio?: boolean;
    readonly webrtc?: MediaServer | string;
}
interface SimulatedPlatform {
    readonly url: string;
    readonly apiKey: string;
    readonly agentId: string;
    readonly scenario: LoadedScenario;
    readonly mintToken: (request?: Partial<GenerateSessionTokenRequest>) => string;
    readonly foreignAgentId: string;
    readonly fetch: typeof fetch;
    readonly WebSocket: WebSocketClass;
}
interface SimulatedPlatformOptions extends PlatformOptions {
    readonly scenario?: LoadedScenario;
    readonly replay?: Replay;
    readonly epochMs?: number;
}
declare const simulatePlatform: (options?: SimulatedPlatformOptions) => SimulatedPlatform;
interface Simulator {
    readonly url: string;
    readonly apiKey: string;
    readonly agentId: string;
    readonly foreignAgentId: string;
    readonly scenario: LoadedScenario;
    readonly mintToken: (request?: Partial<GenerateSessionTokenRequest>) => string;
    close(): Promise<void>;
}
interface SimulatorOptions extends PlatformOptions {
    readonly port?: number;
    readonly scenario?: LoadedScenario | string;
    readonly replay?: Replay | string;
    readonly epochMs?: number;
}
declare const speakText: (text: string) => Int16Array;
interface SpeechChunk {
    readonly audio: string;
    readonly samples: Int16Array;
    readonly durationMs: number;
}
declare const startSimulator: (options?: SimulatorOptions) => Promise<Simulator>;
interface Terminal {
    readonly print: (line: string) => void;
    readonly printError: (line: string) => void;
    readonly isColoured: boolean;
    readonly untilStopped: () => Promise<void>;
}
interface TokenRules {
    readonly lifetimeSecs?: number;
    readonly singleUse?: boolean;
}
