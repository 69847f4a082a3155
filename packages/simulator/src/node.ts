export { BadScenario } from './errors/bad-scenario.ts'
export { defaultScenarioFile, loadScript } from './load-script.ts'
export { startSimulator } from './start-simulator.ts'

export type { LogEntry } from './log-entry.ts'
export type { Faults } from './rules/faults.ts'
export type { Scenario, Turn } from './rules/scenario.ts'
export type { Script } from './rules/script.ts'
export type { Simulator, SimulatorOptions } from './start-simulator.ts'
