import type { ItemView } from '@kaochang/contract/bank'
import { letterOf } from '@kaochang/domain/bank/item'
import { Select } from 'antd'
import { Fragment, useState } from 'react'
import { type Texts, useTexts } from '../language/language.ts'
import type { Language } from '../language/language.ts'
import { areaName } from '../language/words.ts'
import { timeText } from '../time/beijing-time.ts'
import './bank.css'

/** Two versions side by side, the newest beside the one before it unless others are chosen; changes are marked. */
export function ItemVersions({ versions }: { versions: readonly ItemView[] }) {
  const { t, language } = useTexts()
  const [chosen, setChosen] = useState<number | null>(null)
  const newest = versions[0]
  const older = versions.find(({ version }) => version === chosen) ?? versions[1]
  if (!newest || !older) return <p className="quiet">{t('bank.onlyVersion')}</p>

  const fresh = partsOf(newest, t, language)
  const old = partsOf(older, t, language)
  const oldOf = (name: string) => old.find((part) => part.name === name)?.text ?? ''
  const gone = old.filter(({ name }) => !fresh.some((part) => part.name === name))

  return (
    <>
      <p className="quiet">{t('bank.versionsAbout')}</p>
      <div className="versions">
        <div className="head" />
        <div className="head">
          {t('bank.older')}
          {t('words.colon')}
          <Select
            size="small"
            value={older.version}
            onChange={setChosen}
            options={versions.slice(1).map(({ version, createdAt }) => ({
              value: version,
              label: `${t('bank.version', { version })} ${timeText(createdAt, language)}`,
            }))}
          />
        </div>
        <div className="head">
          {t('bank.newer')}
          {t('words.colon')}
          {t('bank.version', { version: newest.version })} {timeText(newest.createdAt, language)}
        </div>
        {[...fresh, ...gone.map(({ name }) => ({ name, text: '' }))].map(({ name, text }) => {
          const before = oldOf(name)
          const changed = before !== text
          return (
            <Fragment key={name}>
              <div className="quiet">{name}</div>
              <div className={changed ? 'changed-old' : ''}>{before}</div>
              <div className={changed ? 'changed-new' : 'quiet'}>{changed ? text : t('bank.same')}</div>
            </Fragment>
          )
        })}
      </div>
    </>
  )
}

/** What a version consists of, piece by piece, so that each can be compared with another version's. */
function partsOf(item: ItemView, t: Texts, language: Language) {
  return [
    { name: t('bank.itemKind'), text: t(`words.kind.${item.kind}`) },
    { name: t('bank.area'), text: areaName(item.area, language) },
    { name: t('bank.stem'), text: item.stem },
    ...item.options.map((text, index) => ({ name: t('bank.optionLetter', { letter: letterOf(index) }), text })),
    { name: t('bank.key'), text: item.key },
    { name: t('bank.clause'), text: item.clause ?? '' },
    { name: t('bank.edition'), text: item.edition ?? '' },
  ]
}
