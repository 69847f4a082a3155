import type { WebSocket } from 'ws'
import type { HeldCall } from './hold-call.ts'
import type { Peer } from './peer.ts'

const peerOf = (socket: WebSocket): Peer => ({
  send: (text) => socket.send(text),
  sendBytes: (bytes) => socket.send(bytes, { binary: false }),
  pause: () => socket.pause(),
  resume: () => socket.resume(),
  close: (code) => {
    // One that is paused would not see the client's answer.
    socket.resume()
    if (code === 1005) socket.close()
    else socket.close(code)
  },
  cut: () => socket.terminate(),
  freeze: () => socket.pause(),
})

/** Carries a call over a WebSocket of `ws`. */
export const carryCall = (socket: WebSocket, hold: (peer: Peer) => HeldCall): void => {
  const call = hold(peerOf(socket))
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (!isBinary) call.receive(data.toString('utf8'))
  })
  socket.on('close', () => call.gone())
  // ws follows every error with a close; without a listener it would end the process.
  socket.on('error', () => call.gone())
}
