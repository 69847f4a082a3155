import type { CallHistory, Tape } from '../rules/call-record.ts'
import type { CallSettings } from '../rules/call-settings.ts'
import { lineSaying } from '../rules/line-saying.ts'
import type { ScriptLine } from '../rules/script.ts'
import { seededUuid } from '../rules/seeded-id.ts'
import type { CallWay } from '../rules/call-way.ts'
import type { StoredAgent } from './stored-agent.ts'

/** How long it rings, and how long the callee says nothing after the agent's first words. */
const ringingMs = 2_000
const listeningMs = 1_000

/** The agent's first words to whom it dialled: those of the call, else its opening; none when it is to wait. */
const firstWords = ({ settings, script }: StoredAgent, asked: CallSettings): string =>
  asked.first_message ??
  (settings.enable_first_message_outbound === false
    ? ''
    : (settings.first_message ?? script.lines.get(script.scenario.opening)?.text ?? ''))

const tapeOf = ({ chunks }: ScriptLine, turnId: string): Tape | undefined =>
  chunks.reduce<Tape | undefined>(
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
  const line = words === '' ? undefined : lineSaying(agent.script, words)
  const tape = line && tapeOf(line, turnId)
  const spokenMs = line?.chunks.reduce((sum, { durationMs }) => sum + durationMs, 0) ?? 0
  const { tags } = agent.script.scenario
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
