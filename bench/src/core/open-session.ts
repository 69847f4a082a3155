import { loadCore, loadWs } from './load-core.ts'

/** A live session, as this SDK has it or as bare `ws` has it. */
export interface Session {
  /** Sends 20 ms of the microphone. */
  send(pcm: Int16Array): void
}

/** Opens a session, and says so of each message that comes in it but the first. */
export type OpenSession = (port: number, received: () => void) => Promise<Session>

const ours = async (folder: string): Promise<OpenSession> => {
  const { openCall } = await loadCore(folder)
  return async (port, received) => {
    const call = openCall({ token: 'token', baseUrl: `http://127.0.0.1:${String(port)}` })
    await call.started
    call.on('message', ({ type }) => {
      if (type === 'response_audio') received()
    })
    return { send: (pcm) => void call.sendAudio(pcm) }
  }
}

const bare = (folder: string): OpenSession => {
  const { WebSocket } = loadWs(folder)
  return (port, received) =>
    new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/v1/connection?token=token`, {
        perMessageDeflate: false,
      })
      const send = (pcm: Int16Array) => {
        const audio = Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength).toString('base64')
        socket.send(JSON.stringify({ type: 'input_audio', data: { audio } }))
      }
      socket.on('message', (data) => {
        const { type } = JSON.parse(data.toString()) as { readonly type: string }
        if (type === 'response_audio') received()
        else resolve({ send })
      })
    })
}

/** Options of one kind of session. */
export const openerOf = async (kind: 'ours' | 'bare', folder: string): Promise<OpenSession> =>
  kind === 'ours' ? await ours(folder) : bare(folder)
