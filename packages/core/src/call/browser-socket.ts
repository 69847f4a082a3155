import type { SocketArguments, SocketPowers } from './socket-class.ts'

/** Browsers refuse options. */
export const socketArguments: SocketArguments = () => []

/** The sockets of browsers can do what all can, so that a page need not load what Node's do beyond it. */
export const socketPowers: SocketPowers = () => undefined
