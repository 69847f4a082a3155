import type * as t from 'io-ts'
import { listOf, object, partial, string, unknownObject } from '../../codec/codec.ts'

/** An agent version (tagged snapshot of the conversation flow). */
export const GraphVersion = partial({
  /** Agent version id; use with `GET .../versions/{versionId}`. */
  id: string,
  /** The agent it belongs to. */
  agent_id: string,
  /** When it was made, as RFC 3339 text. */
  created_at: string,
  /** When published, if applicable. */
  published_at: string,
  /** Optional label (e.g. draft or release name). */
  tag: string,
})
/** An agent version (tagged snapshot of the conversation flow). */
export type GraphVersion = t.TypeOf<typeof GraphVersion>

/** One node in the agent version (type-specific payload, edges, and metadata). */
export const GraphNode = unknownObject
/** One node in the agent version (type-specific payload, edges, and metadata). */
export type GraphNode = t.TypeOf<typeof GraphNode>

/** An agent version plus all of its nodes. */
export const GraphVersionDetail = object({
  /** An agent version (tagged snapshot of the conversation flow). */
  version: GraphVersion,
  /** Nodes wired for this version. */
  nodes: listOf(GraphNode),
})
/** An agent version plus all of its nodes. */
export type GraphVersionDetail = t.TypeOf<typeof GraphVersionDetail>
