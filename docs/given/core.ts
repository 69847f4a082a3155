import type {
  CallConnection,
  Client,
  EndReason,
  Latency,
  Playback,
  ServerMessage,
  SessionTokenHandlerOptions,
  Speaker,
} from '@vatel/core'
import { initialPlayback, tool } from '@vatel/core'
import { z } from 'zod'

export { createServer } from 'node:http'
export { z } from 'zod'

export declare const vatel: Client
export declare const callId: string
export declare const call: CallConnection
export declare const connection: CallConnection
export declare const message: ServerMessage
export declare const reason: EndReason
export declare const turnId: string
export declare const turns: Latency['turns']
export declare const speaker: Speaker
export declare const headers: Headers
export declare const attempts: number
export declare const dial: (attempts: number) => void
export declare const authorize: SessionTokenHandlerOptions['authorize']
export declare const handler: (request: Request) => Promise<Response>
export declare const userOf: (request: Request) => Promise<{ readonly id: string } | undefined>
export declare const forecast: (city: string) => Promise<string>

export const playback: Playback = initialPlayback
export const get_weather = tool({
  args: z.object({ city: z.string() }),
  run: ({ city }) => forecast(city),
})
export const tools = { get_weather }
