import type { Observable } from 'rxjs'

/** Collects the values of a stream, and its completion or error. */
export const gather = <T>(source: Observable<T>): readonly (T | 'complete' | 'error')[] => {
  const seen: (T | 'complete' | 'error')[] = []
  source.subscribe({
    next: (value) => seen.push(value),
    complete: () => seen.push('complete'),
    error: () => seen.push('error'),
  })
  return seen
}
