import type { CallConnection, Microphone, ServerMessage, UnknownMessage } from '@vatel/core'
import type { Conversation } from './conversation.ts'
import type { Playback } from './playback.ts'

/** What one call holds of the world. It travels from actor to actor and never enters the snapshot. */
export interface Line {
  readonly sessionId: string
  readonly connection: CallConnection
  /** Everything that the platform says, from the first message on. */
  readonly messages: AsyncIterable<ServerMessage | UnknownMessage>
  readonly conversation: Conversation
  readonly playback: Playback
  readonly microphone: Microphone | undefined
}
