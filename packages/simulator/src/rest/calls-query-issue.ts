import type { CallsQuery } from '@vatel/core'
import { Uuid } from '../rules/wording.ts'

const wholeIssue = (name: 'page' | 'page_size', value: number | undefined, most: number) =>
  value === undefined || (Number.isInteger(value) && value >= 1 && value <= most)
    ? undefined
    : `${name}: expected a whole number from 1 ${name === 'page' ? 'on' : `to ${most}`}, got ${value}`

const uuidIssue = (name: 'agent_ids' | 'organization_id', value: string | undefined) =>
  value === undefined || value.split(',').every((id) => Uuid.is(id))
    ? undefined
    : `${name}: expected ${name === 'agent_ids' ? 'UUIDs with commas between' : 'a UUID'}`

const instantIssue = (name: 'date_from' | 'date_to', value: string | undefined) =>
  value === undefined || (/^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value)))
    ? undefined
    : `${name}: expected an instant such as 2025-01-31T08:00:00Z, got ${JSON.stringify(value)}`

const lengthIssue = (name: 'search' | 'tag', value: string | undefined, most: number) =>
  value === undefined || value.length <= most ? undefined : `${name}: expected at most ${most} characters`

/** Finds the first thing in a query for calls that its codec cannot know to be wrong. */
export const callsQueryIssue = (query: CallsQuery): string | undefined =>
  [
    wholeIssue('page', query.page, Number.MAX_SAFE_INTEGER),
    wholeIssue('page_size', query.page_size, 100),
    uuidIssue('organization_id', query.organization_id),
    uuidIssue('agent_ids', query.agent_ids),
    instantIssue('date_from', query.date_from),
    instantIssue('date_to', query.date_to),
    lengthIssue('search', query.search, 256),
    lengthIssue('tag', query.tag, 128),
  ].find((issue) => issue !== undefined)
