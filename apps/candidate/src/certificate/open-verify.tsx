import '../look/pages.css'
import { createRoot } from 'react-dom/client'
import { bringFonts } from '../fonts.ts'
import { pageRoot } from '../page-root.ts'
import { startText } from '../text/text.ts'
import { VerifyPage } from './VerifyPage.tsx'
import { bringCertificateText } from './certificate-text.ts'

/** Opens the page that the QR code of a certificate leads to. */
export async function openVerify(): Promise<void> {
  await startText()
  await bringCertificateText()
  createRoot(pageRoot()).render(<VerifyPage />)
  bringFonts()
}
