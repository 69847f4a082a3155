import type * as t from 'io-ts'
import { object, orNull, partial, string } from '../../codec/codec.ts'

/**
 * Binds an org agent to a SIP trunk. With digest inbound auth, routing uses `number`. With ACL inbound
 * auth, routing uses `alternate_number` (globally unique).
 */
export const SipTrunkAgentAssignment = partial({
  /** Its id. */
  id: string,
  /** The agent it belongs to. */
  agent_id: string,
  /** The trunk it belongs to. */
  sip_trunk_id: string,
  /**
   * Number to dial for this agent when the trunk uses digest inbound auth; must be unique among
   * assignments on this trunk.
   */
  number: string,
  /**
   * Globally unique alternate dial string when the trunk uses ACL inbound auth; used instead of per-
   * trunk `number` routing in that mode.
   */
  alternate_number: string,
  /** When it was made, as RFC 3339 text. */
  created_at: string,
})
/**
 * Binds an org agent to a SIP trunk. With digest inbound auth, routing uses `number`. With ACL inbound
 * auth, routing uses `alternate_number` (globally unique).
 */
export type SipTrunkAgentAssignment = t.TypeOf<typeof SipTrunkAgentAssignment>

/** Patch only fields present in the JSON. Use null to clear `number` or `alternate_number`. */
export const SipTrunkAgentAssignmentPatchInput = partial({
  /** Digest-auth routing number (unique per trunk); null clears. */
  number: orNull(string),
  /** ACL routing alternate dial string (globally unique); null clears. */
  alternate_number: orNull(string),
})
/** Patch only fields present in the JSON. Use null to clear `number` or `alternate_number`. */
export type SipTrunkAgentAssignmentPatchInput = t.TypeOf<typeof SipTrunkAgentAssignmentPatchInput>

/**
 * Create assignment. Use `number` for digest-auth trunks (unique on this trunk). Use
 * `alternate_number` for ACL trunks (globally unique). Both may be set if you use both routing styles.
 */
export const SipTrunkAgentAssignmentCreateInput = object(
  {
    /** The agent it belongs to. */
    agent_id: string,
  },
  {
    /** Target number to dial for digest inbound auth; unique among assignments on this SIP trunk. */
    number: string,
    /** Globally unique alternate number to dial when the trunk uses ACL inbound auth. */
    alternate_number: string,
  },
)
/**
 * Create assignment. Use `number` for digest-auth trunks (unique on this trunk). Use
 * `alternate_number` for ACL trunks (globally unique). Both may be set if you use both routing styles.
 */
export type SipTrunkAgentAssignmentCreateInput = t.TypeOf<typeof SipTrunkAgentAssignmentCreateInput>
