import { InvalidArgumentError } from '@vatel/core'
import type { Snapshot } from 'xstate'
import { snapshotVersion } from './context.ts'

const versionOf = (value: unknown): unknown => {
  const context =
    typeof value === 'object' && value !== null && 'context' in value ? value.context : undefined
  return typeof context === 'object' && context !== null && 'version' in context ? context.version : undefined
}

const isSnapshot = (value: unknown): value is Snapshot<unknown> => versionOf(value) === snapshotVersion

/**
 * Checks what came back from storage, for the `snapshot` option of `createActor`. An actor that is restored in the
 * middle of a call is `ended`, `lost`, as soon as it starts: a call cannot be resumed.
 *
 * @throws {InvalidArgumentError} when it is no snapshot of a call, or one of another version
 */
export const readSnapshot = (stored: unknown): Snapshot<unknown> => {
  if (!isSnapshot(stored))
    throw new InvalidArgumentError(
      'snapshot',
      `must be a persisted snapshot of a call, version ${snapshotVersion}: begin with a new actor`,
    )
  return stored
}
