import type { Admitted } from '../platform.ts'
import { dropAudio, type CallHistory, type CallOrigin } from '../rules/call/call-history.ts'
import type { AudioTrack } from '../rules/voice/recording.ts'
import type { CallSettings, CallSetup } from '../rules/call/call-model.ts'
import type { Faults } from '../rules/faults/faults.ts'
import { fillIn, lineSaying, type ScriptLine } from '../rules/scenario/loaded-scenario.ts'
import { seededUuid } from '../rules/seeded.ts'
import type { Store } from './store.ts'
import type { StoredAgent } from './stored-agent.ts'

/** Number of calls whose sound is kept; half an hour of 32 calls takes 170 MB. */
const keptRecordings = 32

const dropOldAudio = (calls: Store['calls']): readonly (readonly [string, CallHistory])[] =>
  [...calls].map(([id, call], index) => [
    id,
    call.endedAtMs !== undefined && index <= calls.size - keptRecordings ? dropAudio(call) : call,
  ])

/** A new call, and the store that contains it. */
interface BegunCall {
  readonly store: Store
  readonly setup: CallSetup
}

/** Adds a call that begins now, `nowMs` after 1970. The given faults override those of the scenario. */
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
    store: { ...store, calls: new Map([...dropOldAudio(store.calls), [id, record]]) },
    setup: { id, scenario: agent.scenario, faults: { ...scenario.faults, ...faults }, settings },
  }
}

/** Duration of ringing, and of the callee's silence after the agent's first words. */
const ringingMs = 2_000
const listeningMs = 1_000

/**
 * First words of an outbound call: those of the dial request, else the agent's first message; empty if the agent
 * waits.
 */
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
 * Simulates a dialled call as a whole: it rings for 2 s, the callee hears the agent's first words and hangs up 1 s
 * later. REST shows what lies in the future of `origin.createdAtMs` when its time comes.
 */
export const dialledCall = (
  id: string,
  agent: StoredAgent,
  origin: CallOrigin,
  asked: CallSettings,
): CallHistory => {
  const words = fillIn(firstWords(agent, asked), asked.variables)
  const turnId = seededUuid(id, 'turn', 0)
  const startedAtMs = origin.createdAtMs + ringingMs
  const line = words === '' ? undefined : lineSaying(agent.scenario, words)
  const track = line && trackOf(line, turnId)
  const spokenMs = line?.chunks.reduce((sum, { durationMs }) => sum + durationMs, 0) ?? 0
  const { tags } = agent.scenario.scenario
  const createdAt = new Date(startedAtMs).toISOString()
  const opening = { index: 0, type: 'message', role: 'assistant', message: words, turnId, createdAt } as const
  return {
    id,
    agentId: agent.id,
    versionId: agent.activeVersionId,
    startedAtMs,
    endedAtMs: startedAtMs + spokenMs + listeningMs,
    outcome: 'ended_by_user',
    entries: words === '' ? [] : [opening],
    origin,
    ...(track === undefined ? {} : { agent: track }),
    ...(tags === undefined ? {} : { tags }),
    isSummed: agent.settings.summarize_calls === true,
  }
}
