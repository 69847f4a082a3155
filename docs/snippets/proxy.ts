import { HttpsProxyAgent } from 'https-proxy-agent'
import { fetch, ProxyAgent, type RequestInfo, type RequestInit } from 'undici'
import { type ClientOptions, WebSocket } from 'ws'

/** Creates what sends requests and calls through an HTTP proxy, with CONNECT. */
export const throughProxy = (proxy: string) => {
  const dispatcher = new ProxyAgent({ uri: proxy, proxyTunnel: true })
  const agent = new HttpsProxyAgent(proxy)
  const fetchThroughProxy = (input: RequestInfo, init?: RequestInit) => fetch(input, { ...init, dispatcher })
  return {
    fetch: fetchThroughProxy as unknown as typeof globalThis.fetch,
    WebSocket: class extends WebSocket {
      constructor(address: string | URL, options?: ClientOptions) {
        super(address, { ...options, agent })
      }
    },
    close: () => dispatcher.close(),
  }
}
