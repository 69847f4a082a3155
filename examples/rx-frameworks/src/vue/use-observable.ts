import type { Observable } from 'rxjs'
import { onScopeDispose, type ShallowRef, shallowRef } from 'vue'

/** The latest value of an Observable; subscribed until the component, or the scope, is gone. */
export const useObservable = <T>(source$: Observable<T>, initial: T): Readonly<ShallowRef<T>> => {
  const latest = shallowRef(initial)
  const subscription = source$.subscribe((value) => (latest.value = value))
  onScopeDispose(() => subscription.unsubscribe())
  return latest
}
