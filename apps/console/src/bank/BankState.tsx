import type { BankView } from '@kaochang/contract/bank'
import { Tag } from 'antd'
import { type Texts, useTexts } from '../language/language.ts'

/** Where a bank stands, in the words of its kind: provincial banks are filed, the others put into force. */
export function BankState({ bank }: { bank: Pick<BankView, 'kind' | 'state'> }) {
  const { t } = useTexts()
  return (
    <Tag color={bank.state === 'filed' ? 'success' : bank.state === 'draft' ? 'warning' : 'default'}>
      {bankStateText(bank, t)}
    </Tag>
  )
}

export function bankStateText({ kind, state }: { kind: string; state: string }, t: Texts): string {
  if (state === 'retired') return t('bank.retiredBank')
  if (kind === 'provincial') return state === 'filed' ? t('bank.filedProvincial') : t('bank.draftProvincial')
  return state === 'filed' ? t('bank.filedOther') : t('bank.draftOther')
}
