import { simulatePlatform } from '@vatel/simulator'
import { createElement, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { mount, type Component } from 'svelte'
import { createApp, h } from 'vue'
import * as elements from '../src/elements/index.ts'
import type { VoiceCall } from '../src/index.ts'
import * as load from './elements-load.ts'
import * as looks from './elements-looks.ts'
import SvelteView from './elements-view.svelte'
import * as stub from './stub-call.ts'

/** Shows a call by `vatel-call`, as the users of a framework write it. */
const frameworks: Readonly<Record<string, (root: Element, call: VoiceCall) => void>> = {
  plain: (root, call) => {
    root.innerHTML = '<vatel-call name="Marta"></vatel-call>'
    const element = root.querySelector('vatel-call')
    if (element !== null) element.call = call
  },
  react: (root, call) =>
    createRoot(root).render(
      createElement(StrictMode, null, createElement('vatel-call', { name: 'Marta', call })),
    ),
  vue: (root, call) => {
    createApp({ render: () => h('vatel-call', { name: 'Marta', '.call': call }) }).mount(root)
  },
  svelte: (root, call) => {
    mount(SvelteView as Component<{ call: VoiceCall }>, { target: root, props: { call } })
  },
}

/** Tools of a test page. */
const page = { ...elements, ...stub, ...load, ...looks, frameworks, simulatePlatform }

declare global {
  /** Tools of a test page. */
  var elementsPage: typeof page
}

globalThis.elementsPage = page
