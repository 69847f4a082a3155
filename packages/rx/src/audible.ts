import type { PlaybackEvent } from '@vatel/core'
import { distinctUntilChanged, map, type Observable, startWith } from 'rxjs'

/** Whether the agent is heard at this moment, from what `playInto` tells; begins with no. */
export const audible = (heard$: Observable<PlaybackEvent>): Observable<boolean> =>
  heard$.pipe(
    map(({ type }) => type === 'started' || type === 'progress'),
    startWith(false),
    distinctUntilChanged(),
  )
