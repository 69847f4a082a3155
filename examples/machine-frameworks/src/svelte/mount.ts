import { mount, unmount } from 'svelte'
import type { Mount } from '../demo/demo.ts'
import App from './app.svelte'

/** Shows the call with Svelte 5. */
export const mountSvelte: Mount = (target, demo) => {
  const app = mount(App, { target, props: demo })
  return () => void unmount(app)
}
