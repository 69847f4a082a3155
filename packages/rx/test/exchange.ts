import type { CallConnection, CallOptions } from '@vatel/core'
import { type ScriptedConnection, scriptedConnection } from './scripted-connection.ts'

/** Opens fake connections and keeps them. */
export interface Exchange {
  readonly opened: readonly { readonly connection: ScriptedConnection; readonly options: CallOptions }[]
  readonly open: (options: CallOptions) => CallConnection
  /** The last opened connection. */
  readonly last: () => ScriptedConnection
}

/** Makes an empty list of connections and its `open`. */
export const exchange = (): Exchange => {
  const opened: { readonly connection: ScriptedConnection; readonly options: CallOptions }[] = []
  return {
    opened,
    open: (options) => {
      const connection = scriptedConnection()
      opened.push({ connection, options })
      return connection
    },
    last: () => {
      const { connection } = opened.at(-1) ?? {}
      if (connection === undefined) throw new Error('nothing was opened yet')
      return connection
    },
  }
}
