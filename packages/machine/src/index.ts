export { callMachine } from './call-machine.ts'
export { snapshotVersion } from './context.ts'
export { ConnectFailedError } from './errors/connect-failed.ts'
export { DeviceFailedError } from './errors/device-failed.ts'
export { isPhase, phaseOf, phases } from './phase.ts'
export { readSnapshot } from './read-snapshot.ts'
export {
  outcomeOf,
  selectEndReason,
  selectLatency,
  selectPendingTools,
  selectSessionId,
  selectTools,
  selectTranscript,
} from './selectors.ts'
export { callTags } from './tags.ts'

export type { CallActor, CallSnapshot } from './call-machine.ts'
export type { CallContext, ToolProgress } from './context.ts'
export type { Device } from './errors/device-failed.ts'
export type { CallCommand, CallEmitted, CallEvent, CallSignal, CommandName, ToolCommand } from './events.ts'
export type { CallInput, ConnectContext } from './input.ts'
export type { Phase } from './phase.ts'
export type { CallOutcome } from './selectors.ts'
export type { CallTag } from './tags.ts'
