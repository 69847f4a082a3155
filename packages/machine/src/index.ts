export { ConnectFailedError } from '@vatel/core'
export { callMachine, createCallMachine } from './call-machine.ts'
export { readSnapshot, snapshotVersion } from './context.ts'
export { DeviceFailedError } from './device-error.ts'
export { isPhase, phaseOf, phases } from './phase.ts'
export {
  outcomeOf,
  selectEndReason,
  selectLatency,
  selectPendingTools,
  selectSessionId,
  selectTools,
  selectTranscript,
} from './selectors.ts'
export { callTags } from './call-setup.ts'

export type { CallActor, CallSnapshot } from './call-machine.ts'
export type { CallContext, ToolProgress } from './context.ts'
export type { ConversationView } from './conversation.ts'
export type { Device } from './device-error.ts'
export type {
  BeginCommand,
  CallCommand,
  CallEmitted,
  CallEvent,
  CallParameters,
  CallSignal,
  CommandName,
  ToolCommand,
} from './events.ts'
export type { CallInput, ConnectContext } from './input.ts'
export type { Phase } from './phase.ts'
export type { CallOutcome } from './selectors.ts'
export type { CallTag } from './call-setup.ts'
