import { complaintZh } from '../text/complaint-zh.ts'
import { addText } from '../text/text.ts'

/** Adds the words about reports of the public, which come with their page and with no other. */
export function bringComplaintText(): Promise<void> {
  return addText('complaint', complaintZh, () => import('../text/complaint-en.ts').then((module) => module.complaintEn))
}
