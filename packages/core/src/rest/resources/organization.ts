import type * as t from 'io-ts'
import { partial, string } from '../../codec/codec.ts'

/** The organization resolved from your API key. */
export const Organization = partial({
  /** Organization id. */
  id: string,
  /** Organization name. */
  name: string,
  /** Record creation time. */
  created_at: string,
})
/** The organization resolved from your API key. */
export type Organization = t.TypeOf<typeof Organization>
