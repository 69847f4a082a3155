// @vatel/simulator
export {
  BadScenario,
  Faults,
  Line,
  LogEntry,
  Pace,
  Scenario,
  Script,
  SimulatedPlatform,
  SimulatedPlatformOptions,
  SpeechChunk,
  Turn,
  readScript,
  simulatePlatform,
}

// @vatel/simulator/node
export {
  BadScenario,
  Faults,
  LogEntry,
  Scenario,
  Script,
  Simulator,
  SimulatorOptions,
  Turn,
  defaultScenarioFile,
  loadScript,
  startSimulator,
}

import * as t from "io-ts";
import { Clock } from "@vatel/core";
import { Clock, WebSocketClass } from "@vatel/core";
declare class BadScenario extends Error {
    readonly file: string;
    readonly place: string;
    readonly remedy: string;
    readonly name = "BadScenario";
    readonly _tag = "BadScenario";
    constructor(file: string, place: string, remedy: string);
}
declare const defaultScenarioFile: string;
declare const Faults: t.PartialC<{
    lateAudio: t.Type<number, number, unknown>;
    snakeCaseTools: t.Type<boolean, boolean, unknown>;
    missingFlags: t.Type<boolean, boolean, unknown>;
    emulatedStart: t.Type<boolean, boolean, unknown>;
    unknownType: t.Type<boolean, boolean, unknown>;
    malformedJson: t.Type<boolean, boolean, unknown>;
    latencyMs: t.Type<number, number, unknown>;
    stall: t.TypeC<{
        afterMs: t.Type<number, number, unknown>;
        forMs: t.Type<number, number, unknown>;
    }>;
    halfOpenAfterMs: t.Type<number, number, unknown>;
    close: t.TypeC<{
        afterMs: t.Type<number, number, unknown>;
        code: t.Type<number, number, unknown>;
    }>;
    refuse: t.Type<number, number, unknown>;
}>;
type Faults = Readonly<t.TypeOf<typeof Faults>>;
interface Line {
    readonly text: string;
    readonly chunks: readonly SpeechChunk[];
}
declare const loadScript: (file?: string) => Promise<Script>;
type LogEntry = {
    readonly type: 'message';
    readonly atMs: number;
    readonly callId: string;
    readonly direction: 'in' | 'out';
    readonly text: string;
} | {
    readonly type: 'request';
    readonly atMs: number;
    readonly method: string;
    readonly path: string;
    readonly status: number;
};
declare const Pace: t.TypeC<{
    chunkMs: t.Type<number, number, unknown>;
    chunksPerBurst: t.Type<number, number, unknown>;
    burstEveryMs: t.Type<number, number, unknown>;
}>;
type Pace = Readonly<t.TypeOf<typeof Pace>>;
declare const readScript: (data: unknown, file: string, readFile: (path: string) => Promise<Uint8Array>) => Promise<Script>;
declare const Scenario: t.IntersectionC<[
    t.TypeC<{
        name: t.Type<string, string, unknown>;
        agent: t.IntersectionC<[
            t.TypeC<{
                id: t.Type<string, string, unknown>;
                name: t.Type<string, string, unknown>;
                vad_settings: t.TypeC<{
                    start_secs: t.Type<number, number, unknown>;
                    stop_secs: t.Type<number, number, unknown>;
                }>;
            }>,
            t.PartialC<{
                prompt: t.Type<string, string, unknown>;
                default_language: t.Type<string, string, unknown>;
            }>
        ]>;
        pace: t.TypeC<{
            chunkMs: t.Type<number, number, unknown>;
            chunksPerBurst: t.Type<number, number, unknown>;
            burstEveryMs: t.Type<number, number, unknown>;
        }>;
        thinkMs: t.Type<number, number, unknown>;
        lines: t.RecordC<t.StringC, t.TypeC<{
            text: t.Type<string, string, unknown>;
            speech: t.Type<string, string, unknown>;
        }>>;
        opening: t.Type<string, string, unknown>;
        turns: t.ReadonlyArrayC<t.IntersectionC<[
            t.TypeC<{
                user: t.Type<string, string, unknown>;
            }>,
            t.PartialC<{
                say: t.Type<string, string, unknown>;
                call: t.TypeC<{
                    tool: t.Type<string, string, unknown>;
                    arguments: t.ReadonlyArrayC<t.IntersectionC<[
                        t.TypeC<{
                            name: t.StringC;
                        }>,
                        t.PartialC<{
                            type: t.StringC;
                            dataType: t.StringC;
                            description: t.StringC;
                            required: t.BooleanC;
                            value: t.UnknownC;
                        }>
                    ]>>;
                    answers: t.ReadonlyArrayC<t.TypeC<{
                        matches: t.Type<string, string, unknown>;
                        say: t.Type<string, string, unknown>;
                    }>>;
                    otherwise: t.Type<string, string, unknown>;
                }>;
                bargesIn: t.Type<boolean, boolean, unknown>;
                end: t.Type<boolean, boolean, unknown>;
            }>
        ]>>;
        otherwise: t.IntersectionC<[
            t.TypeC<{
                user: t.Type<string, string, unknown>;
            }>,
            t.PartialC<{
                say: t.Type<string, string, unknown>;
                call: t.TypeC<{
                    tool: t.Type<string, string, unknown>;
                    arguments: t.ReadonlyArrayC<t.IntersectionC<[
                        t.TypeC<{
                            name: t.StringC;
                        }>,
                        t.PartialC<{
                            type: t.StringC;
                            dataType: t.StringC;
                            description: t.StringC;
                            required: t.BooleanC;
                            value: t.UnknownC;
                        }>
                    ]>>;
                    answers: t.ReadonlyArrayC<t.TypeC<{
                        matches: t.Type<string, string, unknown>;
                        say: t.Type<string, string, unknown>;
                    }>>;
                    otherwise: t.Type<string, string, unknown>;
                }>;
                bargesIn: t.Type<boolean, boolean, unknown>;
                end: t.Type<boolean, boolean, unknown>;
            }>
        ]>;
    }>,
    t.PartialC<{
        faults: t.PartialC<{
            lateAudio: t.Type<number, number, unknown>;
            snakeCaseTools: t.Type<boolean, boolean, unknown>;
            missingFlags: t.Type<boolean, boolean, unknown>;
            emulatedStart: t.Type<boolean, boolean, unknown>;
            unknownType: t.Type<boolean, boolean, unknown>;
            malformedJson: t.Type<boolean, boolean, unknown>;
            latencyMs: t.Type<number, number, unknown>;
            stall: t.TypeC<{
                afterMs: t.Type<number, number, unknown>;
                forMs: t.Type<number, number, unknown>;
            }>;
            halfOpenAfterMs: t.Type<number, number, unknown>;
            close: t.TypeC<{
                afterMs: t.Type<number, number, unknown>;
                code: t.Type<number, number, unknown>;
            }>;
            refuse: t.Type<number, number, unknown>;
        }>;
    }>
]>;
type Scenario = Readonly<t.TypeOf<typeof Scenario>>;
interface Script {
    readonly scenario: Scenario;
    readonly lines: ReadonlyMap<string, Line>;
}
interface SimulatedPlatform {
    readonly url: string;
    readonly apiKey: string;
    readonly agentId: string;
    readonly fetch: typeof fetch;
    readonly WebSocket: WebSocketClass;
}
interface SimulatedPlatformOptions {
    readonly script: Script;
    readonly faults?: Faults;
    readonly seed?: number;
    readonly log?: (entry: LogEntry) => void;
    readonly clock?: Clock;
    readonly epochMs?: number;
}
declare const simulatePlatform: (options: SimulatedPlatformOptions) => SimulatedPlatform;
interface Simulator {
    readonly url: string;
    readonly apiKey: string;
    readonly agentId: string;
    readonly script: Script;
    close(): Promise<void>;
}
interface SimulatorOptions {
    readonly port?: number;
    readonly scenario?: string | Script;
    readonly faults?: Faults;
    readonly seed?: number;
    readonly log?: (entry: LogEntry) => void;
    readonly clock?: Clock;
    readonly epochMs?: number;
}
interface SpeechChunk {
    readonly audio: string;
    readonly samples: Int16Array;
    readonly durationMs: number;
}
declare const startSimulator: (options?: SimulatorOptions) => Promise<Simulator>;
declare const Turn: t.IntersectionC<[
    t.TypeC<{
        user: t.Type<string, string, unknown>;
    }>,
    t.PartialC<{
        say: t.Type<string, string, unknown>;
        call: t.TypeC<{
            tool: t.Type<string, string, unknown>;
            arguments: t.ReadonlyArrayC<t.IntersectionC<[
                t.TypeC<{
                    name: t.StringC;
                }>,
                t.PartialC<{
                    type: t.StringC;
                    dataType: t.StringC;
                    description: t.StringC;
                    required: t.BooleanC;
                    value: t.UnknownC;
                }>
            ]>>;
            answers: t.ReadonlyArrayC<t.TypeC<{
                matches: t.Type<string, string, unknown>;
                say: t.Type<string, string, unknown>;
            }>>;
            otherwise: t.Type<string, string, unknown>;
        }>;
        bargesIn: t.Type<boolean, boolean, unknown>;
        end: t.Type<boolean, boolean, unknown>;
    }>
]>;
type Turn = Readonly<t.TypeOf<typeof Turn>>;
