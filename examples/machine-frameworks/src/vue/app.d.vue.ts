import type { DefineComponent } from 'vue'
import type { Demo } from '../demo/demo.ts'

declare const App: DefineComponent<{ demo: Demo }>
export default App
