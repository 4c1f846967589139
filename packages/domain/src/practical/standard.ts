import type { Hundredths } from '../law/marks.ts'

/** One subject (科目) of a practical exam: what it is called and how many points it may give. */
export type PracticalSubject = {
  readonly code: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly full: Hundredths
}

/** The national standard of a trade's practical exam (R27-4). Its subjects' full marks add up to 100 points. */
export type PracticalStandard = {
  readonly name: string
  readonly trade: string
  readonly subjects: readonly PracticalSubject[]
}
