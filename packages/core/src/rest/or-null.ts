import * as t from 'io-ts'

/** A value, or `null` to clear what is stored: for what we send. */
export const orNull = <C extends t.Mixed>(codec: C) => t.union([codec, t.null])
