import IsomorphicWebSocket from 'isomorphic-ws'
import type { ClientOptions } from 'ws'

/** A socket that would wait ten minutes for the goodbye of its peer: what ends it sooner is not its own doing. */
export class PatientSocket extends IsomorphicWebSocket {
  constructor(url: string, options: ClientOptions) {
    const patient = { ...options, closeTimeout: 600_000 }
    super(url, patient)
  }
}
