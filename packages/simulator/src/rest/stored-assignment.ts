import { refuse, type RestResponse } from './exchange.ts'
import type { StoredTrunk } from './sip-trunks.ts'
import type { Store } from './store.ts'

/** What binds an agent to a trunk, with the names that REST gives it. */
export interface StoredAssignment {
  readonly id: string
  readonly agent_id: string
  readonly sip_trunk_id: string
  readonly number?: string
  readonly alternate_number?: string
  readonly created_at: string
}

/** The names of the numbers that lead to an agent. */
export const numberNames = ['number', 'alternate_number'] as const

/** Refuses a number that is in use: a number on its trunk, an alternate one anywhere. */
export const takenNumber = ({ assignments }: Store, wanted: StoredAssignment): RestResponse | undefined => {
  const others = [...assignments.values()].filter(({ id }) => id !== wanted.id)
  const sameTrunk = others.filter(({ sip_trunk_id }) => sip_trunk_id === wanted.sip_trunk_id)
  if (wanted.number !== undefined && sameTrunk.some(({ number }) => number === wanted.number))
    return refuse(409, 'number: it is used on this trunk already')
  return wanted.alternate_number !== undefined &&
    others.some(({ alternate_number }) => alternate_number === wanted.alternate_number)
    ? refuse(409, 'alternate_number: it is in use already')
    : undefined
}

/** Says which number a trunk asks for and an assignment lacks. */
export const neededNumber = (
  { settings: { inbound_auth_type } }: StoredTrunk,
  { number, alternate_number }: Pick<StoredAssignment, 'number' | 'alternate_number'>,
): string | undefined => {
  if (inbound_auth_type === 'digest' && number === undefined)
    return 'number: expected a number, as the trunk uses digest authentication'
  return inbound_auth_type === 'acl' && alternate_number === undefined
    ? 'alternate_number: expected a number, as the trunk uses an ACL'
    : undefined
}

/** Finds a number that is an empty text. */
export const emptyNumber = (body: { readonly number?: unknown; readonly alternate_number?: unknown }) =>
  numberNames.find((name) => body[name] === '')
