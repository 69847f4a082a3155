import type { CallState } from '@vatel/core'

/**
 * Where a member of a fleet is. `waiting`: for its turn. `restarting`: its call failed, and another follows. `done`: its
 * call ended well. `failed`: it failed for good. Else it is where its call is.
 */
export type FleetState = 'waiting' | Exclude<CallState, 'ended'> | 'restarting' | 'done' | 'failed'

/** One call of a fleet, with those that stand in for it. */
export interface FleetMember {
  /** Its place among the calls that were given, from 0. */
  readonly index: number
  readonly state: FleetState
  /** How often it was started. */
  readonly starts: number
  /** What its last call failed with; absent while none has. */
  readonly failure?: unknown
}

/** All calls of a fleet, in the order in which they were given. */
export type Fleet = readonly FleetMember[]

/** Puts what is new of a member in its place. */
export const placeMember = (fleet: Fleet, member: FleetMember): Fleet =>
  member.index < fleet.length ? fleet.with(member.index, member) : [...fleet, member]
