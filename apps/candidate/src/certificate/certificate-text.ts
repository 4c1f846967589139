import { certificateZh } from '../text/certificate-zh.ts'
import { addText } from '../text/text.ts'

/** Adds the words about certificates, which come with the pages that say them and with no other. */
export function bringCertificateText(): Promise<void> {
  return addText('certificate', certificateZh, () =>
    import('../text/certificate-en.ts').then((module) => module.certificateEn),
  )
}
