/** What was handed to a socket and is still in its own buffer. */
export interface InSocket {
  /** All that was handed over so far, in bytes. */
  readonly handedBytes: number
  /** Takes note of a message with so much of it sound, before a socket that holds so much. */
  hand(bytes: number, samples: number, bufferedBytes: number): void
  /** How much sound is still in the socket, by what it says it holds. */
  samples(bufferedBytes: number): number
}

interface Handed {
  readonly endsAtByte: number
  readonly samples: number
}

/** What a frame of WebSocket adds to a text of a few hundred bytes or more (RFC 6455 section 5.2, masked). */
const headerBytes = 8

/** Makes the account of an empty socket. */
export const createInSocket = (): InSocket => {
  let handedBytes = 0
  const inside: Handed[] = []
  const forget = (bufferedBytes: number) => {
    const leftBytes = handedBytes - bufferedBytes
    while (inside[0] !== undefined && inside[0].endsAtByte <= leftBytes) inside.shift()
  }
  return {
    get handedBytes() {
      return handedBytes
    },
    hand(bytes, samples, bufferedBytes) {
      forget(bufferedBytes)
      handedBytes += bytes + headerBytes
      inside.push({ endsAtByte: handedBytes, samples })
    },
    samples(bufferedBytes) {
      forget(bufferedBytes)
      return inside.reduce((sum, { samples }) => sum + samples, 0)
    },
  }
}
