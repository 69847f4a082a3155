import { createApp } from 'vue'
import type { Mount } from '../demo/demo.ts'
import App from './app.vue'

/** Shows the call with Vue. */
export const mountVue: Mount = (element, demo) => {
  const app = createApp(App, { demo })
  app.mount(element)
  return () => app.unmount()
}
