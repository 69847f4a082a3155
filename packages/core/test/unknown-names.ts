import dns from 'node:dns'

/**
 * Has names under `.invalid` be known to nobody, as they are everywhere (RFC 6761 section 6.4), though there be no server
 * of names to ask. Requests and sockets are real in all else.
 */
export const knowNoInvalidNames = (): void => {
  const lookup = dns.lookup as (host: string, ...rest: readonly unknown[]) => void
  const fake: typeof lookup = (host, ...rest) => {
    if (!host.endsWith('.invalid')) {
      lookup(host, ...rest)
      return
    }
    const tell = rest.at(-1) as (error: Error) => void
    const unknown = new Error(`getaddrinfo ENOTFOUND ${host}`)
    setImmediate(tell, Object.assign(unknown, { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: host }))
  }
  jest.spyOn(dns, 'lookup').mockImplementation(fake)
}
