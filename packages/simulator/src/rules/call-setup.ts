import type { CallSettings } from './call-settings.ts'
import type { Faults } from './faults.ts'
import type { Replay } from './replay.ts'
import type { LoadedScenario } from './script.ts'

/** What a call is made from. */
export interface CallSetup {
  /** The call's id, in REST and in `session_started`. */
  readonly id: string
  readonly script: LoadedScenario
  readonly faults: Faults
  /** What REST and the token say about this call; it wins over the scenario. @defaultValue as the scenario has it */
  readonly settings?: CallSettings
  /** A recorded call to be said again, in place of the scenario. */
  readonly replay?: Replay
}
