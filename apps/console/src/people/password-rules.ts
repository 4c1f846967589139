import type { FormRule } from 'antd'
import type { Texts } from '../language/language.ts'

/** What a login must look like, as the contract has it. */
export function loginRules(t: Texts): FormRule[] {
  return [{ required: true, pattern: /^[a-z0-9][a-z0-9.-]{1,39}$/, message: t('people.loginPattern') }]
}

export function nameRules(t: Texts): FormRule[] {
  return [{ required: true, whitespace: true, min: 2, max: 40, message: t('people.nameShort') }]
}

/** Length is the only rule here; the server also refuses what is known to be common. */
export function passwordRules(t: Texts): FormRule[] {
  return [{ required: true, min: 12, max: 200, message: t('people.passwordShort') }]
}

/** The second typing of a password equals the first, which stands in the field named. */
export function repeatRules(t: Texts, field: string): FormRule[] {
  return [
    ({ getFieldValue }) => ({
      validator: (_, value: unknown) =>
        value === getFieldValue(field) ? Promise.resolve() : Promise.reject(new Error(t('people.passwordsDiffer'))),
    }),
  ]
}
