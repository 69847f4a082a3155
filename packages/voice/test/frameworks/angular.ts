import '@angular/compiler'
import {
  Component,
  createComponent,
  provideZonelessChangeDetection,
  ViewChild,
  viewChild,
  type ElementRef,
} from '@angular/core'
import { createApplication } from '@angular/platform-browser'
import { injectMeter, injectVoiceCall } from '@vatel/voice/angular'

class VoiceButton {
  readonly call = injectVoiceCall({ token: '/api/session-token' })
  readonly bar = viewChild<ElementRef<HTMLElement>>('bar')
  constructor() {
    injectMeter('agent', this.call, this.bar)
  }
}
// Decorators as functions. The compiler of Angular would write that of the query.
const query = ViewChild('bar', { isSignal: true } as object) as PropertyDecorator
query(VoiceButton.prototype, 'bar')
Component({
  selector: 'voice-button',
  template: `
    <button (click)="call.toggle($event)">{{ call.snapshot().can.stop ? 'Hang up' : 'Talk' }}</button>
    <output>{{ call.snapshot().end?.text ?? call.snapshot().phase }}</output>
    <div class="meter" #bar></div>
  `,
})(VoiceButton)

/** Shows a call with Angular, without zones; returns the function that destroys it. */
export const mountAngular = (root: Element): (() => void) => {
  const application = createApplication({ providers: [provideZonelessChangeDetection()] }).then((app) => {
    const component = createComponent(VoiceButton, { environmentInjector: app.injector, hostElement: root })
    app.attachView(component.hostView)
    return app
  })
  return () => void application.then((app) => app.destroy())
}
