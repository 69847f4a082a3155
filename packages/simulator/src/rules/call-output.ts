import type { ServerMessage } from '@vatel/core'

/** Why the platform ends a call: the agent was done, nobody spoke, it lasted too long, or it goes on with a person. */
export type CallEnding = 'agent' | 'silence' | 'time' | 'transfer'

/** What a call does: it says a message, or a text that is none, or hangs up with a WebSocket close code. */
export type CallOutput =
  | ServerMessage
  | { readonly type: 'raw'; readonly text: string }
  | { readonly type: 'hang-up'; readonly code: number; readonly ending: CallEnding }
