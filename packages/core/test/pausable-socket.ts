import IsomorphicWebSocket from 'isomorphic-ws'

/** Creates a class of WebSocket that tells whether its reading is paused. */
export const pausableSocket = () => {
  const flow = { isPaused: false }
  class PausableSocket extends IsomorphicWebSocket {
    override pause(): void {
      flow.isPaused = true
      super.pause()
    }

    override resume(): void {
      flow.isPaused = false
      super.resume()
    }
  }
  return { flow, WebSocket: PausableSocket }
}
