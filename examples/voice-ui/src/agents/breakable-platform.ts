import type { SimulatedPlatform } from '@vatel/simulator'

/** A socket of the simulator: its connection can be broken. */
interface BreakableSocket {
  terminate(): void
}

/** A platform in the page whose connection can be broken. */
export interface BreakablePlatform extends SimulatedPlatform {
  /** Breaks the connection of the last call, as a cable that is pulled. */
  readonly cutLine: () => void
}

/** Returns the platform with a socket that can be broken. */
export const breakable = (platform: SimulatedPlatform): BreakablePlatform => {
  const sockets: BreakableSocket[] = []
  class WebSocket extends (platform.WebSocket as new (url: string) => BreakableSocket) {
    constructor(url: string) {
      super(url)
      sockets.splice(0, Infinity, this)
    }
  }
  return {
    ...platform,
    WebSocket: WebSocket,
    cutLine: () => sockets.at(-1)?.terminate(),
  }
}
