import type { ExtendSocket, SocketArguments } from './transport.ts'

/** The part of a page, or of a worker, that reports its network and its Content Security Policy. */
interface Environment {
  addEventListener?(type: string, listener: (event: object) => void): void
  removeEventListener?(type: string, listener: (event: object) => void): void
  readonly document?: Environment
}

/** Returns no arguments: browsers take sub-protocols there, and no options. */
export const socketArguments: SocketArguments = () => []

/** Listens to the network and to the Content Security Policy of the page or worker. */
export const extendSocket: ExtendSocket = (_socket, listener, origin) => {
  const environment = globalThis as Environment
  const policy = environment.document ?? environment
  let isBlocked = false
  const changed = ({ type }: { type?: string }) => listener({ type: 'network', isOnline: type === 'online' })
  const blocked = (event: { readonly effectiveDirective?: string; readonly blockedURI?: string }) => {
    const { effectiveDirective, blockedURI } = event
    isBlocked ||= effectiveDirective === 'connect-src' && blockedURI?.startsWith(origin) === true
  }
  const listen = (how: 'addEventListener' | 'removeEventListener') => {
    for (const type of ['offline', 'online']) environment[how]?.(type, changed)
    policy[how]?.('securitypolicyviolation', blocked)
  }
  listen('addEventListener')
  return {
    release: () => listen('removeEventListener'),
    reportFailure(report) {
      const failed = () =>
        report(
          isBlocked
            ? {
                code: 'connect-src',
                text: `the Content Security Policy of the page blocks ${origin}: add it to connect-src`,
                neverConnected: true,
              }
            : undefined,
        )
      // The violation of a policy is reported in a task after the `error` of the socket.
      if (environment.document === undefined) failed()
      else setTimeout(failed)
    },
  }
}
