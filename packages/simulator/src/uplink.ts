/** The way from a client to the platform, which reads what comes on it, or lets it wait. */
export interface Uplink {
  /** `running`: all is read as it comes. `paused`: it waits. `frozen`: it waits, and for ever. */
  readonly flow: 'running' | 'paused' | 'frozen'
  /** What waits, in bytes. */
  readonly bufferedBytes: number
  send(text: string): void
  pause(): void
  /** Reads what waits, for as long as nobody pauses again. */
  resume(): void
  freeze(): void
}

/** Makes a way on which nothing waits; `read` takes what comes through. */
export const createUplink = (read: (text: string) => void): Uplink => {
  const waiting: string[] = []
  let flow: Uplink['flow'] = 'running'
  let bufferedBytes = 0
  return {
    get flow() {
      return flow
    },
    get bufferedBytes() {
      return bufferedBytes
    },
    send(text) {
      if (flow === 'running') {
        read(text)
        return
      }
      bufferedBytes += text.length
      waiting.push(text)
    },
    pause() {
      flow = 'paused'
    },
    resume() {
      if (flow === 'paused') flow = 'running'
      while (flow === 'running') {
        const text = waiting.shift()
        if (text === undefined) return
        bufferedBytes -= text.length
        read(text)
      }
    },
    freeze() {
      flow = 'frozen'
    },
  }
}
