import type { CallRecord, Tape } from '../rules/call-record.ts'
import type { CallSettings } from '../rules/call-settings.ts'
import { seededUuid } from '../rules/seeded-id.ts'
import type { CallWay } from '../rules/call-way.ts'
import type { StoredAgent } from './stored-agent.ts'

/** How long it rings, and how long the callee says nothing after the agent's first words. */
const ringingMs = 2_000
const listeningMs = 1_000

/** Words that were not recorded last so long, each. */
const wordMs = 400

/** The agent's first words to whom it dialled: those of the call, else its opening; none when it is to wait. */
const firstWords = ({ settings, script }: StoredAgent, asked: CallSettings): string =>
  asked.first_message ??
  (settings.enable_first_message_outbound === false
    ? ''
    : (settings.first_message ?? script.lines.get(script.scenario.opening)?.text ?? ''))

const tapeOf = ({ script }: StoredAgent, words: string, turnId: string): Tape | undefined => {
  const line = [...script.lines.values()].find(({ text }) => text === words)
  return line?.chunks.reduce<Tape | undefined>(
    (before, { samples }) => ({ atMs: 0, turnId, audio: samples, before }),
    undefined,
  )
}

const lengthMs = ({ script }: StoredAgent, words: string): number => {
  const line = [...script.lines.values()].find(({ text }) => text === words)
  if (line === undefined) return words.split(/\s+/).filter((word) => word !== '').length * wordMs
  return line.chunks.reduce((sum, { durationMs }) => sum + durationMs, 0)
}

/**
 * Holds a call that the platform dials, from beginning to end: it rings for 2 s, the callee hears the agent's first
 * words, says nothing, and hangs up 1 s later. What lies after `way.createdAtMs` is shown when its time comes.
 */
export const dialledCall = (
  id: string,
  agent: StoredAgent,
  way: CallWay,
  asked: CallSettings,
): CallRecord => {
  const words = firstWords(agent, asked)
  const turnId = seededUuid(id, 'turn', 0)
  const startedAtMs = way.createdAtMs + ringingMs
  const tape = tapeOf(agent, words, turnId)
  const { tags } = agent.script.scenario
  return {
    id,
    agentId: agent.id,
    versionId: agent.activeVersionId,
    startedAtMs,
    endedAtMs: startedAtMs + lengthMs(agent, words) + listeningMs,
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
