import { mount as mountComponent, unmount } from 'svelte'
import type { Mount } from '../mount.ts'
import CallView from './CallView.svelte'

export const mount: Mount = (target, view) => {
  const component = mountComponent(CallView, { target, props: { view } })
  return () => void unmount(component)
}
