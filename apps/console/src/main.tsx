import './styles/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './frame/App.tsx'
import { startLanguage } from './language/language.ts'

startLanguage()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)

// For machines without a Chinese font: after everything else, and only the slices that a page needs are fetched.
window.addEventListener('load', () => void import('@fontsource-variable/noto-sans-sc/index.css'))
