import type { ItemProblem } from '@kaochang/domain/bank/item'
import type { Language } from '../language/language.ts'
import type { Facts } from './facts.ts'

const TEXTS: Record<ItemProblem['code'], Record<Language, (facts: Facts) => string>> = {
  stem_missing: { zh: () => '题干是空的，请填写题干。', en: () => 'The stem is empty: write it.' },
  stem_too_long: {
    zh: (f) => `题干有 ${f.plain('length')} 个字，最多 ${f.plain('most')} 个，请缩短。`,
    en: (f) => `The stem has ${f.plain('length')} characters of ${f.plain('most')} at most: shorten it.`,
  },
  options_too_few: {
    zh: (f) => `只有 ${f.plain('found')} 个选项，至少要 ${f.plain('least')} 个，请补充。`,
    en: (f) => `There are ${f.plain('found')} options and at least ${f.plain('least')} are needed: add some.`,
  },
  options_too_many: {
    zh: (f) => `有 ${f.plain('found')} 个选项，最多 ${f.plain('most')} 个，请删减。`,
    en: (f) => `There are ${f.plain('found')} options of ${f.plain('most')} at most: remove some.`,
  },
  option_empty: {
    zh: (f) => `选项 ${f.plain('letter')} 是空的，请填写或删除。`,
    en: (f) => `Option ${f.plain('letter')} is empty: write or remove it.`,
  },
  option_too_long: {
    zh: (f) => `选项 ${f.plain('letter')} 有 ${f.plain('length')} 个字，最多 ${f.plain('most')} 个，请缩短。`,
    en: (f) =>
      `Option ${f.plain('letter')} has ${f.plain('length')} characters of ${f.plain('most')} at most: shorten it.`,
  },
  option_repeated: {
    zh: (f) => `选项 ${f.plain('letter')} 与选项 ${f.plain('sameAs')} 相同，请改其中一个。`,
    en: (f) => `Option ${f.plain('letter')} repeats option ${f.plain('sameAs')}: change one.`,
  },
  key_missing: { zh: () => '没有答案，请勾选正确的选项。', en: () => 'There is no key: tick what is right.' },
  key_unreadable: {
    zh: (f) => `答案“${f.plain('key')}”认不出来，请只写选项字母。`,
    en: (f) => `The key “${f.plain('key')}” cannot be read: use the options’ letters only.`,
  },
  key_without_option: {
    zh: (f) => `答案里的 ${f.plain('letter')} 没有对应的选项，请改答案或补选项。`,
    en: (f) => `The key names ${f.plain('letter')}, and there is no such option: change the key or add the option.`,
  },
  key_needs_one: {
    zh: (f) => `判断题和单选题只能有一个答案，现在有 ${f.plain('found')} 个。`,
    en: (f) => `True-false and single-choice items have one right option, and ${f.plain('found')} are ticked.`,
  },
  key_needs_several: {
    zh: (f) => `多选题至少要有两个答案，现在只有 ${f.plain('found')} 个。`,
    en: (f) => `A multiple-response item has at least two right options, and ${f.plain('found')} is ticked.`,
  },
}

/** What is wrong with an item and how to mend it, in one sentence. */
export function itemProblemText(code: string, facts: Facts, language: Language): string {
  return isKnown(code) ? TEXTS[code][language](facts) : code
}

function isKnown(code: string): code is ItemProblem['code'] {
  return Object.hasOwn(TEXTS, code)
}
