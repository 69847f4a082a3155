import { useMemo, useSyncExternalStore } from 'react'
import type { Observable } from 'rxjs'

/** The latest value of an Observable; subscribed while the component is there. Give it the same Observable each time. */
export const useObservable = <T>(source$: Observable<T>, initial: T): T => {
  const store = useMemo(() => {
    let latest = initial
    return {
      latest: () => latest,
      subscribe: (changed: () => void) => {
        const subscription = source$.subscribe((value) => {
          latest = value
          changed()
        })
        return () => subscription.unsubscribe()
      },
    }
  }, [source$, initial])
  return useSyncExternalStore(store.subscribe, store.latest)
}
