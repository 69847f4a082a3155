export { BadScenario } from './errors/bad-scenario.ts'
export { readScript } from './read-script.ts'
export { simulatePlatform } from './simulate-platform.ts'

export type { LogEntry } from './log-entry.ts'
export type { Faults } from './rules/faults.ts'
export type { Pace, Scenario, Turn } from './rules/scenario.ts'
export type { Line, Script, SpeechChunk } from './rules/script.ts'
export type { SimulatedPlatform, SimulatedPlatformOptions } from './simulate-platform.ts'
