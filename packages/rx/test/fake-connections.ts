import type { CallConnection, CallOptions } from '@vatel/core'
import { createFakeConnection, type FakeConnection } from '../../core/test/fake-connection.ts'

/** Opens fake connections and keeps them. */
export interface FakeConnections {
  readonly opened: readonly { readonly connection: FakeConnection; readonly options: CallOptions }[]
  readonly open: (options: CallOptions) => CallConnection
  /** Returns the last opened connection. */
  readonly last: () => FakeConnection
}

/** Makes an `open` for `connectCall`, and the list of what it has opened. */
export const createFakeConnections = (): FakeConnections => {
  const opened: { readonly connection: FakeConnection; readonly options: CallOptions }[] = []
  return {
    opened,
    open: (options) => {
      const connection = createFakeConnection()
      opened.push({ connection, options })
      return connection
    },
    last: () => {
      const { connection } = opened.at(-1) ?? {}
      if (connection === undefined) throw new Error('nothing was opened')
      return connection
    },
  }
}
