import type { Observable } from 'rxjs'
import { type CallView as View, noCall, wordsOf } from '../call-view.ts'
import { useObservable } from './use-observable.ts'

/** The state of a call and what was said so far. */
export const CallView = ({ view$ }: { readonly view$: Observable<View> }) => {
  const { state, lines } = useObservable(view$, noCall)
  return (
    <>
      <output>{state}</output>
      <ol>
        {lines.map((line, at) => (
          <li key={at}>{wordsOf(line)}</li>
        ))}
      </ol>
    </>
  )
}
