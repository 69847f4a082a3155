import type { CallsQuery } from '@vatel/core'
import type { PublicCall } from './public-call.ts'

/** The outcome that a reason counts as: whatever runs out of time is ended by the agent. */
const outcomeOf = (reason: string | undefined): string | undefined =>
  reason === 'silence_timeout' || reason === 'session_timeout' ? 'ended_by_agent' : reason

/** Tells whether a call is what a query asks for; what the query does not name decides nothing. */
export const fitsQuery = (call: PublicCall, query: CallsQuery): boolean => {
  const { agent_ids, status, source, date_from, date_to, outbound, search, tag, outcome } = query
  const createdAtMs = Date.parse(call.created_at)
  const ids = agent_ids?.toLowerCase().split(',')
  return (
    (ids === undefined || ids.includes(call.agent_id)) &&
    (status === undefined || call.status === status) &&
    (source === undefined || call.source === source) &&
    (date_from === undefined || createdAtMs >= Date.parse(date_from)) &&
    (date_to === undefined || createdAtMs <= Date.parse(date_to)) &&
    (outbound === undefined || call.outbound === outbound) &&
    (search === undefined || (call.party_number ?? '').includes(search)) &&
    (tag === undefined || (call.tags ?? []).includes(tag)) &&
    (outcome === undefined || outcomeOf(call.termination_reason) === outcome)
  )
}
