import { simulatePlatform } from '@vatel/simulator'
import { createElement, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { mount, type Component } from 'svelte'
import { createApp, h } from 'vue'
import * as elements from '../src/elements/index.ts'
import type { VoiceCall } from '../src/index.ts'
import * as languages from './elements-languages.ts'
import * as load from './elements-load.ts'
import * as looks from './elements-looks.ts'
import SvelteView from './elements-view.svelte'
import * as stub from './stub-call.ts'

/** Shows a call by an element, as the users of a framework write it. */
const frameworks: Readonly<Record<string, (root: Element, call: VoiceCall, tag: string) => void>> = {
  plain: (root, call, tag) => {
    root.innerHTML = `<${tag} name="Marta"></${tag}>`
    const element = root.querySelector<elements.VatelCall>(tag)
    if (element !== null) element.call = call
  },
  react: (root, call, tag) =>
    createRoot(root).render(createElement(StrictMode, null, createElement(tag, { name: 'Marta', call }))),
  vue: (root, call, tag) => {
    createApp({ render: () => h(tag, { name: 'Marta', '.call': call }) }).mount(root)
  },
  svelte: (root, call, tag) => {
    mount(SvelteView as Component<{ call: VoiceCall; tag: string }>, { target: root, props: { call, tag } })
  },
}

/** Tools of a test page. */
const page = { ...elements, ...languages, ...stub, ...load, ...looks, frameworks, simulatePlatform }

declare global {
  /** Tools of a test page. */
  var elementsPage: typeof page
}

globalThis.elementsPage = page
