import type { Endpoints } from '@vatel/core'
import type * as t from 'io-ts'

/** What a trunk is made or changed with. */
export type TrunkInput = t.TypeOf<Endpoints['sipTrunks']['update']['body']>

const host = /^[a-z0-9[](?:[a-z0-9.:\]-]*[a-z0-9\]])?$/i

const hostIssue = (field: string, value: string | null | undefined): string | undefined =>
  typeof value !== 'string' || value === '' || host.test(value)
    ? undefined
    : `${field}: expected a host such as sip.example.com, got ${JSON.stringify(value)}`

const transformIssue = ({ caller_id_transforms }: TrunkInput): string | undefined =>
  (caller_id_transforms ?? [])
    .map(({ number }, index) =>
      number === undefined || (Number.isInteger(number) && number >= 0)
        ? undefined
        : `caller_id_transforms[${index}].number: expected a whole number from 0 on, got ${number}`,
    )
    .find((issue) => issue !== undefined)

/** Finds the first thing that a trunk's codec cannot know to be wrong: in the input, or in what it would make. */
export const trunkIssue = (input: TrunkInput, made: TrunkInput): string | undefined => {
  const issue =
    hostIssue('inbound_host', input.inbound_host) ??
    hostIssue('outbound_host', input.outbound_host) ??
    transformIssue(input)
  if (issue !== undefined) return issue
  return made.inbound_auth_type === 'acl' && made.inbound_host === undefined
    ? 'inbound_host: expected the host that the ACL lets in, as inbound_auth_type is acl'
    : undefined
}
