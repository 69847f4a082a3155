import type { Observable } from 'rxjs'
import type { CallView } from './call-view.ts'

/** Shows a call in an element, in the way of a framework; gives the function that takes it away, and hangs up by that. */
export type Mount = (element: HTMLElement, view$: Observable<CallView>) => () => void
