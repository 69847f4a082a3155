import {
  boolean,
  type Codec,
  listOf,
  number,
  object,
  oneOf,
  openEnum,
  orNull,
  partial,
  string,
  type TypeOf,
  whole,
} from '../../codec/codec.ts'

/** Rule applied to caller id on this trunk. */
export const SipTrunkCallerIDTransform = object(
  {
    /** Adjustment of the caller id before routing. */
    type: openEnum<'add_prefix' | 'add_suffix' | 'replace' | 'strip_digits_end' | 'strip_digits_start'>(),
  },
  {
    /** Primary operand (e.g. prefix string). */
    value: string,
    /** Secondary operand when the transform requires it. */
    value2: string,
    /** Numeric parameter (e.g. digit count) when applicable. */
    number: number,
  },
)
/** Rule applied to caller id on this trunk. */
export type SipTrunkCallerIDTransform = TypeOf<typeof SipTrunkCallerIDTransform>

/** SIP connectivity profile for a supported PBX integration. */
export const SipTrunk = partial({
  /** Id. */
  id: string,
  /** Time of creation, as RFC 3339 text. */
  created_at: string,
  /**
   * PBX vendor preset (`3cx`, `yeastar`, `webex`) applying default trunk behavior, or `generic` for
   * other / custom PBX setups where you supply hosts and credentials explicitly.
   */
  pbx: openEnum<'3cx' | 'yeastar' | 'webex' | 'generic'>(),
  /** Ordered transforms applied to caller id. */
  caller_id_transforms: listOf(SipTrunkCallerIDTransform),
  /**
   * Inbound SIP host or domain. When `inbound_auth_type` is `acl`, this is the host validated against
   * the ACL (allowed source for inbound calls).
   */
  inbound_host: string,
  /**
   * Authentication of inbound SIP. `acl`: carrier traffic must match the ACL; `inbound_host` is the
   * ACL-validated host. `digest`: SIP digest authentication. `none`: no inbound auth configured.
   */
  inbound_auth_type: openEnum<'digest' | 'acl' | 'none'>(),
  /** SIP user for inbound registration if used. */
  inbound_sip_username: string,
  /** Last known SIP registration outcome for the trunk leg. */
  inbound_registration_status: openEnum<
    'not_registered' | 'pending' | 'registered' | 'failed' | 'auth_failed'
  >(),
  /**
   * SIP host used for outbound legs: platform-initiated calls, on-call flows, and transfers dial out via
   * this host (your carrier or SBC).
   */
  outbound_host: string,
  /** Credentials username for outbound, if any. */
  outbound_sip_username: string,
  /** True when the platform registers this trunk with the carrier. */
  register: boolean,
  /** Last known SIP registration outcome for the trunk leg. */
  outbound_registration_status: openEnum<
    'not_registered' | 'pending' | 'registered' | 'failed' | 'auth_failed'
  >(),
  /** Keeping SIP dialog routing behavior when true. */
  remain_in_dialog: boolean,
})
/** SIP connectivity profile for a supported PBX integration. */
export type SipTrunk = TypeOf<typeof SipTrunk>

const SipTrunkCallerIDTransformInput = object(
  {
    /** Adjustment of the caller id before routing. */
    type: oneOf('add_prefix', 'add_suffix', 'replace', 'strip_digits_end', 'strip_digits_start'),
  },
  {
    /** Primary operand (e.g. prefix string). */
    value: string,
    /** Secondary operand when the transform requires it. */
    value2: string,
    /** Numeric parameter (e.g. digit count) when applicable. */
    number: whole(),
  },
)

/** Fields of a trunk that can be set. A function, because bundlers keep a spread at the top level of a module. */
/* @__NO_SIDE_EFFECTS__ */
const trunkFields = <T extends Codec>(transforms: T) => ({
  /** Vendor preset or `generic` for other/custom PBX. */
  pbx: oneOf('3cx', 'yeastar', 'webex', 'generic'),
  /** Inbound host; with `acl` auth, must match the ACL-validated host. */
  inbound_host: orNull(string),
  /**
   * Authentication of inbound SIP. `acl`: carrier traffic must match the ACL; `inbound_host` is the
   * ACL-validated host. `digest`: SIP digest authentication. `none`: no inbound auth configured.
   */
  inbound_auth_type: orNull(oneOf('digest', 'acl', 'none')),
  /** SIP user of calls that come in. */
  inbound_sip_username: orNull(string),
  /** Set to rotate inbound secret. */
  inbound_sip_password: orNull(string),
  /** Outbound dial host for calls, on-call, and transfers. */
  outbound_host: orNull(string),
  /** SIP user of calls that go out. */
  outbound_sip_username: orNull(string),
  /** SIP password of calls that go out. */
  outbound_sip_password: orNull(string),
  /** True when the platform registers with the trunk. */
  register: orNull(boolean),
  /** True when the platform stays in the dialog after a transfer. */
  remain_in_dialog: orNull(boolean),
  /** Ordered transforms applied to caller id; an empty list clears them. */
  caller_id_transforms: transforms,
})

/** Patch only fields you need; empty string clears optional text fields per server rules. */
export const SipTrunkUpdateInput = partial(trunkFields(orNull(listOf(SipTrunkCallerIDTransformInput))))
/** Patch only fields you need; empty string clears optional text fields per server rules. */
export type SipTrunkUpdateInput = TypeOf<typeof SipTrunkUpdateInput>

/** Create a SIP trunk; passwords are write-only on the wire. */
export const SipTrunkCreateInput = object(
  {
    /** PBX vendor preset or `generic` for other/custom PBX configurations. */
    pbx: oneOf('3cx', 'yeastar', 'webex', 'generic'),
  },
  trunkFields(listOf(SipTrunkCallerIDTransformInput)),
)
/** Create a SIP trunk; passwords are write-only on the wire. */
export type SipTrunkCreateInput = TypeOf<typeof SipTrunkCreateInput>

/**
 * Binds an org agent to a SIP trunk. With digest inbound auth, routing uses `number`. With ACL inbound
 * auth, routing uses `alternate_number` (globally unique).
 */
export const SipTrunkAgentAssignment = partial({
  /** Id. */
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
  /** Time of creation, as RFC 3339 text. */
  created_at: string,
})
/**
 * Binds an org agent to a SIP trunk. With digest inbound auth, routing uses `number`. With ACL inbound
 * auth, routing uses `alternate_number` (globally unique).
 */
export type SipTrunkAgentAssignment = TypeOf<typeof SipTrunkAgentAssignment>

/** Patch only fields present in the JSON. Use null to clear `number` or `alternate_number`. */
export const SipTrunkAgentAssignmentPatchInput = partial({
  /** Digest-auth routing number (unique per trunk); null clears. */
  number: orNull(string),
  /** ACL routing alternate dial string (globally unique); null clears. */
  alternate_number: orNull(string),
})
/** Patch only fields present in the JSON. Use null to clear `number` or `alternate_number`. */
export type SipTrunkAgentAssignmentPatchInput = TypeOf<typeof SipTrunkAgentAssignmentPatchInput>

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
export type SipTrunkAgentAssignmentCreateInput = TypeOf<typeof SipTrunkAgentAssignmentCreateInput>
