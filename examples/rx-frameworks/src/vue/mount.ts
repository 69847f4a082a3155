import { createApp } from 'vue'
import type { Mount } from '../mount.ts'
import { CallView } from './call-view.ts'

export const mount: Mount = (element, view$) => {
  const app = createApp(CallView, { view$ })
  app.mount(element)
  return () => app.unmount()
}
