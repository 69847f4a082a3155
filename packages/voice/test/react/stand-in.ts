import { opened } from '../browser/opened.ts'

/** A platform in the page that stands in for the one in the network. Import this module before any of ours. */
export const standIn: {
  platform:
    { readonly url: string; readonly WebSocket: unknown; readonly mintToken: () => string } | undefined
  /** Number of tokens that were requested. */
  tokens: number
  readonly opened: typeof opened
} = { platform: undefined, tokens: 0, opened }

const platform = () => {
  if (standIn.platform === undefined) throw new Error('there is no platform yet')
  return standIn.platform
}

// Captured when core is imported.
globalThis.WebSocket = new Proxy(globalThis.WebSocket, {
  construct: (_real, [address]: [string | URL]) => {
    const { url, WebSocket } = platform()
    const { host } = new URL(url)
    return new (WebSocket as typeof globalThis.WebSocket)(String(address).replace('api.vatel.ai', host))
  },
})

/** The server of the page. */
globalThis.fetch = (address) => {
  if (address !== '/api/session-token') return Promise.reject(new TypeError('there is no such address'))
  standIn.tokens += 1
  return Promise.resolve(Response.json({ token: platform().mintToken() }))
}

// The bundler copies the source of the worklet, in TypeScript, in place of the built file.
const { addModule } = AudioWorklet.prototype as {
  readonly addModule: (this: AudioWorklet, url: string) => Promise<void>
}
AudioWorklet.prototype.addModule = function () {
  return addModule.call(this, '/voice.js')
}
