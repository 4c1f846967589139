/** What is wrong and what to do about it, for a person. */
export type Words = { readonly reason: string; readonly remedy: string }
export type BothWords = { readonly zh: Words; readonly en: Words }

export function both(zhReason: string, zhRemedy: string, enReason: string, enRemedy: string): BothWords {
  return { zh: { reason: zhReason, remedy: zhRemedy }, en: { reason: enReason, remedy: enRemedy } }
}
