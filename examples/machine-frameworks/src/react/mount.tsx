import { createRoot } from 'react-dom/client'
import type { Mount } from '../demo/demo.ts'
import { App } from './app.tsx'

/** Shows the call with React. */
export const mountReact: Mount = (element, demo) => {
  const root = createRoot(element)
  root.render(<App {...demo} />)
  return () => root.unmount()
}
