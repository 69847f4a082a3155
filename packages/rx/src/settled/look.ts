import { type Client, isVatelError, type CallRecord } from '@vatel/core'

/** What of a call is written only after it has ended. */
export type StoredCallPart = 'summary' | 'transcript' | 'cost' | 'recording'

/** The little of a client that is asked. */
export interface CallStore {
  readonly calls: Pick<Client['calls'], 'get' | 'downloadRecording'>
}

/** What one look at the platform has found. */
export interface Look {
  /** The call as it is stored; absent while it is not. */
  readonly stored?: CallRecord
  readonly missing: readonly StoredCallPart[]
  /** Why the call could not be read, this time. */
  readonly failure?: unknown
}

/** Nothing was found yet: the parts are all missing. */
export const noLook = (wanted: readonly StoredCallPart[]): Look => ({ missing: wanted })

/** What is not there yet may be there later; so may what fails in a way that passes. */
const mayComeYet = (error: unknown): boolean =>
  isVatelError(error) && (error.retryable || ('status' in error && error.status === 404))

const has = (call: CallRecord, part: Exclude<StoredCallPart, 'recording'>): boolean => {
  if (call.status !== 'ended') return false
  return part === 'summary' ? (call.summary ?? '') !== '' : call[part] !== undefined
}

const hasRecording = async ({ calls }: CallStore, callId: string, signal: AbortSignal): Promise<boolean> => {
  try {
    const recording = await calls.downloadRecording(callId, { signal })
    await recording.cancel()
    return true
  } catch (error) {
    if (mayComeYet(error)) return false
    throw error
  }
}

/** Looks once for what was missing before. Rejects with the `VatelError` that time will not mend. */
export const look = async (
  client: CallStore,
  callId: string,
  { missing: before, ...known }: Look,
  signal: AbortSignal,
): Promise<Look> => {
  try {
    const stored = await client.calls.get(callId, { signal })
    const isMissing = async (part: StoredCallPart): Promise<boolean> => {
      if (part !== 'recording') return !has(stored, part)
      return stored.status !== 'ended' || !(await hasRecording(client, callId, signal))
    }
    const found = await Promise.all(before.map(isMissing))
    return { stored, missing: before.filter((_, at) => found[at]) }
  } catch (failure) {
    if (mayComeYet(failure)) return { ...known, missing: before, failure }
    throw failure
  }
}
