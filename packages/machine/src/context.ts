import {
  initialLatency,
  initialTranscriptState,
  InvalidArgumentError,
  type EndReason,
  type ServerData,
  type ToolOutcome,
} from '@vatel/core'
import type { Snapshot } from 'xstate'
import type { ConversationView } from './conversation.ts'
import type { Device } from './device-error.ts'
import type { CallParameters } from './events.ts'
import { keepInput, type CallInput } from './input.ts'

/** The version of the shape of `CallContext`; it goes up when an older snapshot can no longer be read. */
export const snapshotVersion = 6

/** A tool call and its progress. */
export interface ToolProgress extends ServerData<'tool_call'> {
  /**
   * `asking`: it waits for `approve` or `decline`. `pending`: it runs. `answered`: somebody outside the machine has
   * answered it. The others are the outcome.
   */
  readonly status: 'asking' | 'pending' | 'answered' | ToolOutcome['type']
  /** True once the tool has run for its `answersWithinMs`; it stays so when the call has settled. */
  readonly isOverdue?: true
}

/** The data of a call. It has no live objects, so that it goes through JSON. */
export interface CallContext extends ConversationView {
  readonly version: typeof snapshotVersion
  /** The id under which an actor that is restored in the same process finds its input. */
  readonly inputId: string | null
  /** The parameters that came with the last `call` or `retry`. */
  readonly parameters: CallParameters
  /** The call's id, as the REST API knows it; `null` until the session has begun. */
  readonly sessionId: string | null
  /** The tool calls that have no output yet, and the 100 that were settled last, in the order they came. */
  readonly tools: readonly ToolProgress[]
  /** The failure of a device that is lost, in one word such as `ended`; `null` while it is not lost, or says none. */
  readonly deviceReasons: Readonly<Record<Device, string | null>>
  /** The reason of the last call's end; `null` before that. */
  readonly reason: EndReason | null
}

/** The context of a call in which nothing has happened. */
export const initialContext: CallContext = {
  version: snapshotVersion,
  inputId: null,
  parameters: {},
  sessionId: null,
  transcript: initialTranscriptState,
  latency: initialLatency,
  tools: [],
  deviceReasons: { microphone: null, speaker: null },
  reason: null,
}

/** A stored snapshot, as far as it is checked. */
type StoredSnapshot = Snapshot<unknown> & { readonly context: CallContext }

const isStored = (value: unknown): value is StoredSnapshot => {
  const context =
    typeof value === 'object' && value !== null && 'context' in value ? value.context : undefined
  return (
    typeof context === 'object' &&
    context !== null &&
    'version' in context &&
    context.version === snapshotVersion
  )
}

/**
 * Checks a stored snapshot, for the `snapshot` option of `createActor`. An actor that is restored in the middle of a call
 * is `ended`, with the reason `lost`, as soon as it starts: a call cannot be resumed.
 *
 * @param input The input of the restored actor: XState ignores an `input` beside a `snapshot`. Without it, an actor that
 * is restored in the same process uses the input of the actor before it, if that is among the last 100.
 *
 * @example
 * const snapshot = readSnapshot(JSON.parse(stored), input)
 * const actor = createActor(callMachine, { input, snapshot }).start()
 *
 * @throws {InvalidArgumentError} when it is no snapshot of a call, or one of another version
 */
export const readSnapshot = (stored: unknown, input?: CallInput): Snapshot<unknown> => {
  if (!isStored(stored))
    throw new InvalidArgumentError(
      'snapshot',
      `must be a persisted snapshot of a call, version ${snapshotVersion}: start a new actor`,
    )
  if (!input) return stored
  const context: CallContext = { ...stored.context, inputId: keepInput({}, input) }
  const restored: StoredSnapshot = { ...stored, context }
  return restored
}
