import '@angular/compiler'
import { createComponent, provideZonelessChangeDetection } from '@angular/core'
import { createApplication } from '@angular/platform-browser'
import type { Mount } from '../mount.ts'
import { CallViewComponent, shownCall } from './call-view.component.ts'

export const mount: Mount = (element, view$) => {
  const providers = [provideZonelessChangeDetection(), { provide: shownCall, useValue: view$ }]
  const application = createApplication({ providers }).then((app) => {
    const component = createComponent(CallViewComponent, {
      environmentInjector: app.injector,
      hostElement: element,
    })
    app.attachView(component.hostView)
    return app
  })
  return () => void application.then((app) => app.destroy())
}
