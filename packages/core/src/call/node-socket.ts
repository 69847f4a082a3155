import { startHeartbeat } from './heartbeat.ts'
import { systemFailure } from '../net/node-failure.ts'
import type { SystemFailure } from '../net/failure.ts'
import { createPausing, type Pausable } from './pausing.ts'
import { readRefusal, type UpgradeRequest, type UpgradeResponse } from './read-refusal.ts'
import type { CommonSocket, SocketArguments, SocketPowers } from './socket-class.ts'
import { violationCode } from './violation.ts'

/** What only `ws` has. */
interface NodeSocket extends CommonSocket {
  terminate(): void
  ping(): void
  on(event: 'pong', listener: () => void): void
  on(
    event: 'unexpected-response',
    listener: (request: UpgradeRequest, response: UpgradeResponse) => void,
  ): void
}

/** The memory of a platform in this process knows no waiting. */
const isPausable = (socket: CommonSocket): socket is CommonSocket & Pausable =>
  'pause' in socket && 'resume' in socket

const isNodeSocket = (socket: CommonSocket): socket is NodeSocket => 'terminate' in socket && 'on' in socket

/** What `ws` takes, and no browser does. */
const options = {
  perMessageDeflate: false,
  followRedirects: false,
  // 16 s of the platform's audio; whatever is larger was not meant for a voice call.
  maxPayload: 1_048_576,
  // A message in so many parts was cut up to cost memory.
  maxFragments: 4_096,
  maxBufferedChunks: 262_144,
  // A peer that has said goodbye and leaves the connection open.
  closeTimeout: 2_000,
}

/** What the system, or `ws`, says of an error; the event itself holds the address, and so the token. */
const failureOf = (event: object): SystemFailure => systemFailure('error' in event ? event.error : undefined)

/** A class of Node's is given options; browsers take sub-protocols in their place. */
export const socketArguments: SocketArguments = (Socket) => ('terminate' in Socket.prototype ? [options] : [])

/** What the sockets of `ws`, and those that behave as they do, can do beyond those of browsers. */
export const socketPowers: SocketPowers = (socket, listener) => {
  if (!isNodeSocket(socket)) return undefined
  let failure: SystemFailure | undefined
  socket.addEventListener('error', (event) => {
    failure = failureOf(event)
    const violated = violationCode(failure.code)
    if (violated === undefined) return
    listener.closed(violated, `the platform broke the protocol (${String(failure.code)})`)
    // Else `ws` waits for the peer to agree that the connection is over.
    socket.terminate()
  })
  socket.on('pong', () => listener.alive())
  socket.on('unexpected-response', (request, response) => readRefusal(request, response, listener))
  return {
    failure: () => failure,
    wire: {
      terminate: () => socket.terminate(),
      watch: (clock, pulse) => startHeartbeat(clock, { ...pulse, ping: () => socket.ping() }),
      ...(isPausable(socket) && { backpressure: (options) => createPausing(socket, options) }),
    },
  }
}
