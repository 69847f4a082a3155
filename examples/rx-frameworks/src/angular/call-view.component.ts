import { Component, inject, InjectionToken } from '@angular/core'
import { toSignal } from '@angular/core/rxjs-interop'
import type { Observable } from 'rxjs'
import { type CallView, noCall, wordsOf } from '../call-view.ts'

/** What the component shows. */
export const shownCall = new InjectionToken<Observable<CallView>>('the call to show')

/** The state of a call and what was said so far. */
@Component({
  selector: 'call-view',
  template: `
    <output>{{ view().state }}</output>
    <ol>
      @for (line of view().lines; track $index) {
        <li>{{ wordsOf(line) }}</li>
      }
    </ol>
  `,
})
export class CallViewComponent {
  /** Subscribed while the component is there. */
  readonly view = toSignal(inject(shownCall), { initialValue: noCall })
  readonly wordsOf = wordsOf
}
