import '../look/pages.css'
import { createRoot } from 'react-dom/client'
import { bringFonts } from '../fonts.ts'
import { pageRoot } from '../page-root.ts'
import { pagesZh } from '../text/pages-zh.ts'
import { addText, startText } from '../text/text.ts'
import { OwnPages } from './OwnPages.tsx'

/** Opens the public pages and the candidate’s own pages. */
export async function openPages(): Promise<void> {
  await startText()
  await addText('pages', pagesZh, () => import('../text/pages-en.ts').then((module) => module.pagesEn))
  createRoot(pageRoot()).render(<OwnPages />)
  bringFonts()
}
