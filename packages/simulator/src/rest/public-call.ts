import type { CallRecord } from '@vatel/core'
import type { CallHistory } from '../rules/call-record.ts'
import { costOf } from './cost.ts'
import { summaryOf } from './summary.ts'

/** A call as REST shows it, with what every call has. */
export type PublicCall = CallRecord &
  Required<Pick<CallRecord, 'id' | 'agent_id' | 'status' | 'source' | 'created_at'>>

const rfc3339 = (ms: number): string => new Date(ms).toISOString()

const endOf = (call: CallHistory, nowMs: number): Partial<CallRecord> => {
  const { startedAtMs, endedAtMs, outcome = 'ended_by_user' } = call
  if (endedAtMs === undefined || endedAtMs > nowMs) return {}
  return {
    ended_at: rfc3339(endedAtMs),
    duration_seconds: Math.round((endedAtMs - startedAtMs) / 1_000),
    termination_reason: outcome,
    cost: costOf(endedAtMs - startedAtMs),
    ...(call.isSummed === true ? { summary: summaryOf(call) } : {}),
  }
}

/** Shows a call as it stands `nowMs` after 1970: of one that was dialled only what has happened by then. */
export const publicCall = (call: CallHistory, organizationId: string, nowMs: number): PublicCall => {
  const { id, agentId, versionId, startedAtMs, chatId, tags = [], entries } = call
  const { source, outbound, partyNumber, createdAtMs } = call.way ?? {
    source: 'api' as const,
    outbound: false,
    createdAtMs: startedAtMs,
  }
  const end = endOf(call, nowMs)
  const isAnswered = startedAtMs <= nowMs
  return {
    id,
    agent_id: agentId,
    graph_version_id: versionId,
    organization_id: organizationId,
    ...(partyNumber === undefined ? {} : { party_number: partyNumber }),
    status: end.ended_at !== undefined ? 'ended' : isAnswered ? 'in_progress' : 'started',
    source,
    outbound,
    created_at: rfc3339(createdAtMs),
    ...(isAnswered ? { connected_at: rfc3339(startedAtMs), started_at: rfc3339(startedAtMs) } : {}),
    ...end,
    transcript: { entries: entries.filter(({ createdAt }) => Date.parse(createdAt) <= nowMs) },
    ...(chatId === undefined
      ? {}
      : {
          extracted_variables: [
            { name: 'chat_id', type: 'system', dataType: 'string', value: chatId, description: 'The chat' },
          ],
        }),
    tags,
  }
}
