import type { ServerMessage, ServerMessageType } from '@vatel/core'
import type { CallMessage } from './call.ts'

/** Tells messages of one type from all others. */
export const isMessage =
  <K extends ServerMessageType>(type: K) =>
  (message: CallMessage): message is CallMessage & ServerMessage<K> =>
    message.type === type
