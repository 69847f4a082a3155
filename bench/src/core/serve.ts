import { loadWs } from './load-core.ts'
import { tellParent } from './child.ts'

const pcm = Int16Array.from({ length: 480 }, (_, i) => Math.round(9_000 * Math.sin(i / 7)))
const frame = JSON.stringify({
  type: 'response_audio',
  data: { turn_id: 'turn-1', audio: Buffer.from(pcm.buffer).toString('base64'), is_final: false },
})

/** The platform's end: begins each session, answers each message with a frame of 20 ms, and tells its port. */
export const serve = (folder: string): void => {
  const { WebSocketServer } = loadWs(folder)
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false }, () =>
    tellParent(server.address().port),
  )
  let sessions = 0
  server.on('connection', (socket) => {
    socket.send(JSON.stringify({ type: 'session_started', data: { id: `session-${String(++sessions)}` } }))
    socket.on('message', () => socket.send(frame))
  })
}
