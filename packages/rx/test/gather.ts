import type { Observable } from 'rxjs'

/** Gathers what a stream gives, and that it completed or failed. */
export const gather = <T>(source: Observable<T>): readonly (T | 'complete' | 'error')[] => {
  const seen: (T | 'complete' | 'error')[] = []
  source.subscribe({
    next: (value) => seen.push(value),
    complete: () => seen.push('complete'),
    error: () => seen.push('error'),
  })
  return seen
}
