import type { Socket } from 'node:net'
import type { Clock } from '../../src/clock.ts'
import type { Cut, LaneFaults } from './rule.ts'

/** How many bytes came and went. */
export interface LaneLog {
  readonly receivedBytes: number
  readonly forwardedBytes: number
}

/** One direction of a connection. */
export interface Lane {
  readonly log: LaneLog
  /** What has been forwarded, when it is kept. */
  readonly forwarded: Buffer
  change(faults: LaneFaults): void
  freeze(isFrozen: boolean): void
  /** From now on what comes is thrown away. */
  discard(): void
}

/** What a lane needs of the world. */
export interface LaneOptions {
  readonly clock: Clock
  readonly random: () => number
  readonly faults: LaneFaults
  readonly keep: boolean
  readonly cut: (by: Cut) => void
}

interface Piece {
  readonly bytes: Buffer
  readonly dueAtMs: number
}

/** While so much waits here the sender has to wait, too: else the proxy would hide what the network does not take. */
const maxPendingBytes = 65_536

const flipOneBit = (bytes: Buffer, random: () => number): Buffer => {
  const at = Math.floor(random() * bytes.length)
  const flipped = Buffer.from(bytes)
  flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(random() * 8))
  return flipped
}

const slices = (bytes: Buffer, length: number): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / length) }, (_, n) =>
    bytes.subarray(n * length, (n + 1) * length),
  )

/** Carries bytes from one socket to another, with faults. */
export const createLane = (from: Socket, to: Socket, options: LaneOptions): Lane => {
  const { clock, random, keep, cut } = options
  const nowMs = () => clock.performance.now()
  let { faults } = options
  let state: 'open' | 'frozen' | 'stopped' | 'discarding' = 'open'
  let pieces: Piece[] = []
  let pendingBytes = 0
  let freeAtMs = 0
  let hasEnded = false
  let wasCut = false
  let timer: unknown
  const kept: Buffer[] = []
  const count = { receivedBytes: 0, forwardedBytes: 0 }

  const forward = (bytes: Buffer) => {
    count.forwardedBytes += bytes.length
    if (keep) kept.push(bytes)
    to.write(bytes)
  }
  /** Gives what is left of a piece when it reached the cut. */
  const reach = (bytes: Buffer): Cut | undefined => {
    const left = wasCut ? Infinity : (faults.cut?.afterBytes ?? Infinity) - count.forwardedBytes
    forward(bytes.subarray(0, left))
    return left <= bytes.length ? faults.cut?.by : undefined
  }
  const discard = () => {
    state = 'discarding'
    pieces = []
    pendingBytes = 0
    from.resume()
  }
  const perform = (by: Cut) => {
    wasCut = true
    if (by === 'stop') {
      state = 'stopped'
      from.pause()
    } else if (by === 'discard') discard()
    else cut(by)
  }
  const waitMs = (piece: Piece): number => {
    if (state !== 'open' || faults.bytesPerSecond === 0) return Infinity
    const lineFreeAtMs = faults.bytesPerSecond === undefined ? 0 : freeAtMs
    return Math.max(piece.dueAtMs, lineFreeAtMs) - nowMs()
  }
  const pump = () => {
    clock.clearTimeout(timer)
    timer = undefined
    for (let piece = pieces[0]; piece !== undefined; piece = pieces[0]) {
      const ms = waitMs(piece)
      if (ms > 0) {
        if (ms < Infinity) timer = clock.setTimeout(pump, Math.ceil(ms))
        break
      }
      pieces.shift()
      pendingBytes -= piece.bytes.length
      if (faults.bytesPerSecond !== undefined)
        freeAtMs = Math.max(freeAtMs, nowMs()) + (piece.bytes.length / faults.bytesPerSecond) * 1_000
      const by = reach(piece.bytes)
      if (by !== undefined) perform(by)
    }
    if (state !== 'open') return
    if (pendingBytes <= maxPendingBytes) from.resume()
    if (hasEnded && pieces.length === 0) to.end()
  }
  from.on('data', (chunk: Buffer) => {
    count.receivedBytes += chunk.length
    if (state === 'discarding') return
    // In pieces of a fiftieth of a second a rate is smooth enough.
    const rateSlice = (faults.bytesPerSecond ?? 0) === 0 ? Infinity : (faults.bytesPerSecond ?? 0) / 50
    const length = Math.max(1, Math.floor(Math.min(faults.sliceBytes ?? Infinity, rateSlice, chunk.length)))
    for (const slice of slices(chunk, length)) {
      const laterMs = (faults.latencyMs ?? 0) + random() * (faults.jitterMs ?? 0)
      const dueAtMs = Math.max(pieces.at(-1)?.dueAtMs ?? 0, nowMs() + laterMs)
      const bytes = random() < (faults.corrupt ?? 0) ? flipOneBit(slice, random) : slice
      pieces.push({ bytes, dueAtMs })
    }
    pendingBytes += chunk.length
    if (pendingBytes > maxPendingBytes) from.pause()
    pump()
  })
  from.on('end', () => {
    hasEnded = true
    pump()
  })
  from.on('close', () => clock.clearTimeout(timer))
  return {
    log: count,
    get forwarded() {
      return Buffer.concat(kept)
    },
    change(next) {
      faults = next
      wasCut = false
      pump()
    },
    freeze(isFrozen) {
      state = isFrozen ? 'frozen' : 'open'
      if (isFrozen) from.pause()
      else pump()
    },
    discard,
  }
}
