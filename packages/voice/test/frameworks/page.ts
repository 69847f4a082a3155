import { standIn } from '../react/stand-in.ts'
import { tools as voiceTools } from '../browser/page.ts'
import { mount, unmount } from 'svelte'
import { mountAngular } from './angular.ts'
import SvelteButton from './voice-button.svelte'
import { mountVue } from './vue.ts'

standIn.platform = voiceTools.createPlatform()

const mountSvelte = (target: Element): (() => void) => {
  const component = mount(SvelteButton, { target })
  return () => void unmount(component)
}

const frameworks = { angular: mountAngular, svelte: mountSvelte, vue: mountVue }

/** The name of a framework whose binding is tested. */
export type FrameworkName = keyof typeof frameworks

/** Shows a call with a framework; returns the function that ends that. */
const mountIn = (name: FrameworkName): (() => void) => {
  const root = document.body.appendChild(document.createElement('main'))
  const end = frameworks[name](root)
  return () => {
    end()
    root.remove()
  }
}

const tools = { mountIn, standIn }

declare global {
  var frameworksPage: typeof tools
}
globalThis.frameworksPage = tools
