/** What a call hears from outside. */
export type CallInput =
  /** The line is open. */
  | { readonly type: 'opened' }
  /** More of the user's voice: PCM16, mono, 24 000 Hz. */
  | { readonly type: 'audio'; readonly pcm: Int16Array }
  | { readonly type: 'tool-output'; readonly toolCallId: string; readonly output: string }
  /** Only time has passed. */
  | { readonly type: 'wake' }
