import type { InvalidMessageError } from '@vatel/core'
import { firstValueFrom, Subject } from 'rxjs'
import type { CallMessage } from '../call.ts'

/** What comes in: kept until somebody listens, and there from the beginning for whoever reads. */
export interface Inbox {
  readonly message: (message: CallMessage) => void
  readonly invalid: (fault: InvalidMessageError) => void
  /** Somebody listens: what was kept comes on a microtask of its own, so that others may join before it does. */
  readonly listened: () => void
  /** Reads all messages, from the first to the last. */
  readonly messages: () => AsyncGenerator<CallMessage, void>
  /** No more will come; what was kept for those who listen is given before. */
  readonly end: () => void
}

/** Makes an empty inbox that tells these two. */
export const createInbox = (
  message$: Subject<CallMessage>,
  invalid$: Subject<InvalidMessageError>,
): Inbox => {
  const all: CallMessage[] = []
  const news = new Subject<void>()
  let kept: (() => void)[] | undefined = []
  let state: 'alone' | 'listened' | 'ended' = 'alone'
  const give = (tell: () => void) => {
    if (kept === undefined) tell()
    else kept.push(tell)
  }
  const release = () => {
    const held = kept ?? []
    kept = undefined
    for (const tell of held) tell()
  }
  return {
    message(message) {
      all.push(message)
      news.next()
      give(() => message$.next(message))
    },
    invalid: (fault) => give(() => invalid$.next(fault)),
    listened() {
      if (state === 'alone') state = 'listened'
      queueMicrotask(release)
    },
    async *messages() {
      for (let at = 0; ; at += 1) {
        while (all.length === at && state !== 'ended') await firstValueFrom(news)
        const message = all[at]
        if (message === undefined) return
        yield message
      }
    },
    end() {
      if (state === 'listened') release()
      state = 'ended'
      news.next()
    },
  }
}
