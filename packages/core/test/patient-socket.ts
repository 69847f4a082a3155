import IsomorphicWebSocket from 'isomorphic-ws'

/** A socket that would wait ten minutes for the goodbye of its peer: what ends it sooner is not its own doing. */
export class PatientSocket extends IsomorphicWebSocket {
  constructor(url: string, options: object) {
    super(url, { ...options, closeTimeout: 600_000 })
  }
}
