import { connect, type Socket } from 'node:net'
import type { Clock } from '../../src/clock.ts'
import { createLane, type LaneLog } from './lane.ts'
import { rulesFor, type Cut, type Direction, type LaneFaults, type Rule } from './rule.ts'

/** A connection through the proxy. */
export interface Passage {
  /** How many bytes came and went, by direction. */
  readonly log: Readonly<Record<Direction, LaneLog>>
  /** The bytes that were forwarded, when the proxy keeps them. */
  forwarded(direction: Direction): Buffer
  /** From now on these faults hold in a direction, and no others. */
  change(direction: Direction, faults: LaneFaults): void
  /** Half-open: nothing passes either way, nothing is read, and no side is told. */
  freeze(): void
  /** Undoes `freeze`. */
  thaw(): void
  /** Both sides get an RST. */
  reset(): void
  /** The receiver of a direction gets a FIN. */
  fin(direction: Direction): void
  /** The server's side is cut, and the client is not told: what it sends goes nowhere. */
  loseServer(): void
}

/** What a passage needs of the world. */
export interface PassageOptions {
  readonly number: number
  readonly target: { readonly host: string; readonly port: number }
  readonly rules: readonly Rule[]
  readonly clock: Clock
  readonly random: () => number
  readonly keep: boolean
}

const faultsOf = ({ rules, number }: PassageOptions, direction: Direction): LaneFaults =>
  rulesFor(rules, number, direction).reduce<LaneFaults>((all, { faults }) => ({ ...all, ...faults }), {})

/** Connects an accepted socket with the server behind. */
export const openPassage = (client: Socket, options: PassageOptions): Passage => {
  const { clock, random, keep } = options
  const server = connect({ ...options.target, allowHalfOpen: true })
  client.setNoDelay(true)
  server.setNoDelay(true)
  let isFrozen = false
  const tell = (other: Socket) => () => {
    if (!isFrozen) other.resetAndDestroy()
  }
  const freeze = () => {
    isFrozen = true
    up.freeze(true)
    down.freeze(true)
  }
  const reset = () => {
    client.resetAndDestroy()
    server.resetAndDestroy()
  }
  const loseServer = () => {
    isFrozen = true
    up.discard()
    down.discard()
    server.resetAndDestroy()
  }
  const fin = (direction: Direction) => (direction === 'up' ? server : client).end()
  const cut = (direction: Direction) => (by: Cut) => {
    if (by === 'reset') reset()
    else if (by === 'fin') fin(direction)
    else if (by === 'freeze') freeze()
    else loseServer()
  }
  const lane = (from: Socket, to: Socket, direction: Direction) =>
    createLane(from, to, { clock, random, keep, faults: faultsOf(options, direction), cut: cut(direction) })
  const up = lane(client, server, 'up')
  const down = lane(server, client, 'down')
  client.on('error', tell(server))
  server.on('error', tell(client))
  const lanes = { up, down }
  return {
    log: { up: up.log, down: down.log },
    forwarded: (direction) => lanes[direction].forwarded,
    change: (direction, faults) => lanes[direction].change(faults),
    freeze,
    thaw: () => {
      isFrozen = false
      up.freeze(false)
      down.freeze(false)
    },
    reset,
    fin,
    loseServer,
  }
}
