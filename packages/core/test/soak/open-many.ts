import { openCall } from '../../src/socket/call-socket.ts'
import type { CallSocket } from '../../src/socket/socket-connection.ts'
import type { FaultProxy } from '../fault-proxy/fault-proxy.ts'
import type { Passage } from '../fault-proxy/passage.ts'

/** A live call with its way through the proxy. */
export interface Held {
  readonly call: CallSocket
  readonly passage: Passage
}

/** Opens calls through a proxy, one after the other, so that each finds its own way through it. */
export const openMany = async (proxy: FaultProxy, count: number): Promise<readonly Held[]> => {
  const held: Held[] = []
  for (let n = 0; n < count; n += 1) {
    const call = openCall({ token: 'token', baseUrl: proxy.baseUrl })
    call.on('message', () => undefined)
    await call.opened
    held.push({ call, passage: await proxy.next() })
  }
  return held
}
