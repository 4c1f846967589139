import type { BankView } from '@kaochang/contract/bank'
import { Card } from 'antd'
import { Link } from 'react-router'
import { BankState } from '../bank/BankState.tsx'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { type Texts, useTexts } from '../language/language.ts'
import { useAnswer } from '../wire/use-answer.ts'
import './home.css'

/** The banks and what each still needs before it serves papers; those that need something first. */
export function BanksWaiting() {
  const { t } = useTexts()
  const answer = useAnswer('GET /v1/banks', {})
  return (
    <Card title={t('home.banks')} extra={<Link to="/banks">{t('home.banksAll')}</Link>}>
      <Loaded answer={answer}>
        {({ banks }) =>
          banks.length === 0 ? (
            <EmptyPage what={t('home.banksNone')} begin={t('bank.noBanksBegin')} />
          ) : (
            <ul className="waiting">
              {[...banks]
                .sort((one, other) => Number(one.state === 'filed') - Number(other.state === 'filed'))
                .map((bank) => (
                  <li key={bank.id}>
                    <Link className="strong" to={`/banks/${bank.id}`}>
                      {bank.name}
                    </Link>
                    <span>{t(`words.bankKind.${bank.kind}`)}</span>
                    <BankState bank={bank} />
                    <span className={bank.state === 'filed' ? '' : 'amber'}>{needOf(bank, t)}</span>
                  </li>
                ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  )
}

function needOf({ kind, state, itemCount: total }: BankView, t: Texts) {
  if (total === 0) return t('home.bankEmpty')
  if (state === 'filed') return t('home.bankWell', { total })
  return kind === 'provincial' ? t('home.bankDraftProvincial') : t('home.bankDraftOther')
}
