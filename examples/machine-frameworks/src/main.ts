import { openDemo, type Mount } from './demo/demo.ts'
import { openInspector } from './inspector.ts'

const frameworks: Readonly<Record<string, () => Promise<Mount>>> = {
  react: async () => (await import('./react/mount.tsx')).mountReact,
  vue: async () => (await import('./vue/mount.ts')).mountVue,
  svelte: async () => (await import('./svelte/mount.ts')).mountSvelte,
  plain: async () => (await import('./plain/mount.ts')).mountPlain,
}

const query = new URLSearchParams(location.search)
const inspect = query.has('inspect') ? openInspector() : undefined
const load = frameworks[query.get('with') ?? 'plain']
const element = document.querySelector<HTMLElement>('#call')
if (load !== undefined && element !== null) (await load())(element, openDemo(undefined, inspect))
