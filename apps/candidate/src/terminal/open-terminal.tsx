import '../look/terminal.css'
import { createRoot } from 'react-dom/client'
import { bringFonts } from '../fonts.ts'
import { pageRoot } from '../page-root.ts'
import { addText, prepareEnglish, startText } from '../text/text.ts'
import { terminalZh } from '../text/terminal-zh.ts'
import { TerminalScreen } from './TerminalScreen.tsx'
import { createTerminalStore } from './terminal-store.ts'

/** Opens the exam terminal in this page. */
export async function openTerminal(): Promise<void> {
  await startText()
  await addText('terminal', terminalZh, () => import('../text/terminal-en.ts').then((module) => module.terminalEn))
  document.title = terminalZh.title
  const terminal = createTerminalStore(
    () => import('../sitting/program.ts').then((module) => module.loadProgram()),
    async (candidate, now) =>
      candidate.photographs &&
      import('../photograph/photography.ts').then((module) => module.openPhotography(candidate, now)),
  )
  createRoot(pageRoot()).render(<TerminalScreen terminal={terminal} />)
  terminal.start()
  bringFonts()
  // Fetched while the line is up. Without it the switch waits for the line, and nothing else does.
  prepareEnglish().catch(() => undefined)
}
