import * as t from 'io-ts'
import { list } from '../../protocol/list.ts'
import { object, partial } from '../../protocol/object.ts'

/** An agent version (tagged snapshot of the conversation flow). */
export const GraphVersion = partial({
  /** Agent version id; use with `GET .../versions/{versionId}`. */
  id: t.string,
  /** The agent it belongs to. */
  agent_id: t.string,
  /** When it was made, as RFC 3339 text. */
  created_at: t.string,
  /** When published, if applicable. */
  published_at: t.string,
  /** Optional label (e.g. draft or release name). */
  tag: t.string,
})
/** An agent version (tagged snapshot of the conversation flow). */
export type GraphVersion = t.TypeOf<typeof GraphVersion>

/** One node in the agent version (type-specific payload, edges, and metadata). */
export const GraphNode = t.UnknownRecord
/** One node in the agent version (type-specific payload, edges, and metadata). */
export type GraphNode = t.TypeOf<typeof GraphNode>

/** An agent version plus all of its nodes. */
export const GraphVersionDetail = object({
  /** An agent version (tagged snapshot of the conversation flow). */
  version: GraphVersion,
  /** Nodes wired for this version. */
  nodes: list(GraphNode),
})
/** An agent version plus all of its nodes. */
export type GraphVersionDetail = t.TypeOf<typeof GraphVersionDetail>
