import type { Admitted } from '../platform.ts'
import { forgetSound, type CallHistory, type CallWay } from '../rules/call/call-history.ts'
import type { AudioTrack } from '../rules/voice/recording.ts'
import type { CallSettings, CallSetup } from '../rules/call/call-model.ts'
import type { Faults } from '../rules/faults/faults.ts'
import { lineSaying, type ScriptLine } from '../rules/scenario/loaded-scenario.ts'
import { seededUuid } from '../rules/seeded.ts'
import type { Store } from './store.ts'
import type { StoredAgent } from './stored-agent.ts'

/** Of how many calls the sound is kept: half an hour of them takes 170 MB. */
const keptRecordings = 32

const forgetOld = (calls: Store['calls']): readonly (readonly [string, CallHistory])[] =>
  [...calls].map(([id, call], index) => [
    id,
    call.endedAtMs !== undefined && index <= calls.size - keptRecordings ? forgetSound(call) : call,
  ])

/** A call that begins, and what the platform keeps from then on. */
interface BegunCall {
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
  const { scenario } = agent.scenario
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
    setup: { id, scenario: agent.scenario, faults: { ...scenario.faults, ...faults }, settings },
  }
}

/** How long it rings, and how long the callee says nothing after the agent's first words. */
const ringingMs = 2_000
const listeningMs = 1_000

/** The agent's first words to whom it dialled: those of the call, else its opening; none when it is to wait. */
const firstWords = ({ settings, scenario }: StoredAgent, asked: CallSettings): string =>
  asked.first_message ??
  (settings.enable_first_message_outbound === false
    ? ''
    : (settings.first_message ?? scenario.lines.get(scenario.scenario.opening)?.text ?? ''))

const trackOf = ({ chunks }: ScriptLine, turnId: string): AudioTrack | undefined =>
  chunks.reduce<AudioTrack | undefined>(
    (before, { samples }) => ({ atMs: 0, turnId, audio: samples, before }),
    undefined,
  )

/**
 * Holds a call that the platform dials, from beginning to end: it rings for 2 s, the callee hears the agent's first
 * words, says nothing, and hangs up 1 s later. What lies after `way.createdAtMs` is shown when its time comes.
 */
export const dialledCall = (
  id: string,
  agent: StoredAgent,
  way: CallWay,
  asked: CallSettings,
): CallHistory => {
  const words = firstWords(agent, asked)
  const turnId = seededUuid(id, 'turn', 0)
  const startedAtMs = way.createdAtMs + ringingMs
  const line = words === '' ? undefined : lineSaying(agent.scenario, words)
  const tape = line && trackOf(line, turnId)
  const spokenMs = line?.chunks.reduce((sum, { durationMs }) => sum + durationMs, 0) ?? 0
  const { tags } = agent.scenario.scenario
  return {
    id,
    agentId: agent.id,
    versionId: agent.activeVersionId,
    startedAtMs,
    endedAtMs: startedAtMs + spokenMs + listeningMs,
    outcome: 'ended_by_user',
    entries:
      words === ''
        ? []
        : [
            {
              index: 0,
              type: 'message',
              role: 'assistant',
              message: words,
              turnId,
              createdAt: new Date(startedAtMs).toISOString(),
            },
          ],
    way,
    ...(tape === undefined ? {} : { agent: tape }),
    ...(tags === undefined ? {} : { tags }),
    isSummed: agent.settings.summarize_calls === true,
  }
}
