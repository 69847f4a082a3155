/** The part of an AbortSignal that calls off an opening. */
export interface StopSignal {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** Where a worklet is: a URL, as text or as a `URL`. */
export type WorkletUrl = string | { readonly href: string }
