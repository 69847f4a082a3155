import { openCall } from '../../src/call/socket.ts'
import type { CallSocket } from '../../src/call/connection.ts'

/** Opens calls one after the other over so many milliseconds, so that what each does by the clock is spread out. */
export const openMany = async (
  baseUrl: string,
  count: number,
  withinMs: number,
): Promise<readonly CallSocket[]> => {
  const calls: CallSocket[] = []
  for (let n = 0; n < count; n += 1) {
    const call = openCall({ token: 'token', baseUrl })
    call.on('message', () => undefined)
    await call.started
    calls.push(call)
    await new Promise((resolve) => setTimeout(resolve, withinMs / count))
  }
  return calls
}
