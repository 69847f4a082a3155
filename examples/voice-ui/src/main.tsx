import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import './style.css'

const app = document.getElementById('app')
if (app === null) throw new Error('the page has no element with the id "app"')
createRoot(app).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
