import type { CallConnection, Microphone } from '@vatel/core'
import type { Conversation } from './conversation.ts'
import type { Playback } from './playback.ts'

/** What one call holds of the world. It travels from actor to actor and never enters the snapshot. */
export interface Line {
  readonly sessionId: string
  readonly connection: CallConnection
  readonly conversation: Conversation
  readonly playback: Playback
  readonly microphone: Microphone | undefined
}
