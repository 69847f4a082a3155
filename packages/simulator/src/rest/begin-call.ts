import { forgetSound, type CallHistory } from '../rules/call-record.ts'
import type { CallSetup } from '../rules/call-setup.ts'
import type { Faults } from '../rules/faults.ts'
import { seededUuid } from '../rules/seeded-id.ts'
import type { Store } from './store.ts'
import type { Admitted } from './upgrade.ts'

/** Of how many calls the sound is kept: half an hour of them takes 170 MB. */
const keptRecordings = 32

const forgetOld = (calls: Store['calls']): readonly (readonly [string, CallHistory])[] =>
  [...calls].map(([id, call], index) => [
    id,
    call.endedAtMs !== undefined && index <= calls.size - keptRecordings ? forgetSound(call) : call,
  ])

/** A call that begins, and what the platform keeps from then on. */
export interface BegunCall {
  readonly store: Store
  readonly setup: CallSetup
}

/** Enters a call that begins now, `nowMs` after 1970; the faults given win over those of the scenario. */
export const beginCall = (
  store: Store,
  { agent, versionId, settings, chatId }: Admitted,
  faults: Faults,
  nowMs: number,
): BegunCall => {
  const { scenario } = agent.script
  const id = seededUuid(store.seed, 'call', store.calls.size)
  const record: CallHistory = {
    id,
    agentId: agent.id,
    versionId,
    startedAtMs: nowMs,
    entries: [],
    ...(scenario.tags === undefined ? {} : { tags: scenario.tags }),
    ...(chatId === undefined ? {} : { chatId }),
    isSummed: agent.settings.summarize_calls === true,
  }
  return {
    store: { ...store, calls: new Map([...forgetOld(store.calls), [id, record]]) },
    setup: { id, script: agent.script, faults: { ...scenario.faults, ...faults }, settings },
  }
}
