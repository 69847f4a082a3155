import { createRoot } from 'react-dom/client'
import type { Mount } from '../mount.ts'
import { CallView } from './call-view.tsx'

export const mount: Mount = (element, view$) => {
  const root = createRoot(element)
  root.render(<CallView view$={view$} />)
  return () => root.unmount()
}
