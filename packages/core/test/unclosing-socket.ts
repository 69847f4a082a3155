import IsomorphicWebSocket from 'isomorphic-ws'
import type { ClientOptions } from 'ws'

/** A socket that waits ten minutes for the close frame of its peer: only the call itself can end it sooner. */
export class UnclosingSocket extends IsomorphicWebSocket {
  constructor(url: string, options: ClientOptions) {
    const unclosing = { ...options, closeTimeout: 600_000 }
    super(url, unclosing)
  }
}
