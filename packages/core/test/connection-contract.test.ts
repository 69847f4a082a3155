import { createClock } from '@sinonjs/fake-timers'
import { openCall } from '../src/call/socket.ts'
import { BrowserSocket } from './browser-socket.ts'
import { describeConnection } from './connection-contract.ts'
import { createFakeConnection } from './fake-connection.ts'
import { openLine } from './line.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(300_000)

describeConnection('the fake', () => {
  const connection = createFakeConnection()
  return {
    connection,
    receive: (message) => connection.receive(message),
    receiveInvalid: () => connection.receiveInvalid(),
    lose: (code) => connection.end({ type: 'lost', code, reason: '' }),
  }
})

describe.each([
  ['Node', {}],
  ['a browser', { WebSocket: BrowserSocket }],
])('a WebSocket of %s', (name, options) => {
  describeConnection(`a WebSocket of ${name}`, async () => {
    const line = await openLine()
    const connection = openCall({
      token: 'token',
      baseUrl: line.baseUrl,
      clock: createClock(),
      ...options,
    })
    const { socket } = await line.answer()
    return {
      connection,
      receive: (message) => socket.send(JSON.stringify(message)),
      receiveInvalid: () => socket.send('{"type":"response_text","data":{"turn_id":7}}'),
      lose: (code) => (code === 1006 ? socket.terminate() : socket.close(code)),
      dispose: () => line.close(),
    }
  })
})
