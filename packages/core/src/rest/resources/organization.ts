import * as t from 'io-ts'
import { partial } from '../../protocol/object.ts'

/** The organization resolved from your API key. */
export const Organization = partial({
  /** Organization id. */
  id: t.string,
  /** Organization name. */
  name: t.string,
  /** Record creation time. */
  created_at: t.string,
})
/** The organization resolved from your API key. */
export type Organization = t.TypeOf<typeof Organization>
