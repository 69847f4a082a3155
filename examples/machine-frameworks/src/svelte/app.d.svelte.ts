import type { Component } from 'svelte'
import type { Demo } from '../demo/demo.ts'

declare const App: Component<Demo>
export default App
