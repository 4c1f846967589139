import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { ItemView } from '@kaochang/contract/bank'
import {
  ITEM_KINDS,
  type ItemKind,
  OPTION_LIMIT,
  STEM_LIMIT,
  TRUE_FALSE_OPTIONS,
  itemProblems,
  letterOf,
  sortedLetters,
} from '@kaochang/domain/bank/item'
import { contentAreas } from '@kaochang/domain/law/content-areas'
import { Alert, Button, Checkbox, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTexts } from '../language/language.ts'
import { areaName } from '../language/words.ts'
import { Facts } from '../refusal/facts.ts'
import { itemProblemText } from '../refusal/item-problem-text.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { ItemAsSeen } from './ItemAsSeen.tsx'

type Draft = Pick<ItemView, 'kind' | 'area' | 'stem' | 'options' | 'key' | 'clause' | 'edition'>

/** Writes a new version of an item, judged while it is written by the same rule the server goes by. */
export function ReviseForm({
  bankId,
  item,
  onDone,
}: {
  bankId: string
  item: ItemView
  onDone: (version: number) => void
}) {
  const { t, language } = useTexts()
  const { kind, area, stem, options, key, clause, edition } = item
  const [draft, setDraft] = useState<Draft>({ kind, area, stem, options, key, clause, edition })
  const revise = useAct('POST /v1/banks/:bankId/items/:itemId/versions', { onDone: ({ version }) => onDone(version) })
  const change = (changed: Partial<Draft>) => setDraft((standing) => ({ ...standing, ...changed }))

  const written = { ...draft, stem: draft.stem.trim(), options: draft.options.map((text) => text.trim()) }
  const problems = itemProblems({ content: written, key: draft.key })
  const unchanged = JSON.stringify(written) === JSON.stringify({ kind, area, stem, options, key, clause, edition })

  const chooseKind = (kind: ItemKind) => {
    const toTrueFalse = kind === 'true_false' && draft.kind !== 'true_false'
    change(toTrueFalse ? { kind, options: [...TRUE_FALSE_OPTIONS], key: '' } : { kind })
  }
  const tick = (letter: string, ticked: boolean) => {
    if (draft.kind !== 'multiple_response') return change({ key: ticked ? letter : '' })
    change({ key: sortedLetters(ticked ? draft.key + letter : draft.key.replace(letter, '')) })
  }
  // The letters after a removed option move up, and the key with them.
  const removeOption = (place: number) =>
    change({
      options: draft.options.filter((_, index) => index !== place),
      key: draft.options
        .flatMap((_, index) =>
          draft.key.includes(letterOf(index)) && index !== place ? letterOf(index > place ? index - 1 : index) : [],
        )
        .join(''),
    })

  return (
    <Form
      layout="vertical"
      onFinish={() => revise.mutate({ params: { bankId, itemId: item.id }, body: { ...written, from: item.version } })}
    >
      <p className="strong">{t('bank.reviseTitle', { version: item.version })}</p>
      <p className="quiet">{t('bank.reviseWhat')}</p>
      <br />
      <Form.Item label={t('bank.itemKind')}>
        <Radio.Group
          value={draft.kind}
          onChange={({ target }) => chooseKind(target.value as ItemKind)}
          options={ITEM_KINDS.map((value) => ({ value, label: t(`words.kind.${value}`) }))}
        />
      </Form.Item>
      <Form.Item label={t('bank.area')}>
        <Select
          allowClear
          value={draft.area}
          onChange={(area?: Draft['area']) => change({ area: area ?? null })}
          options={contentAreas.map((value) => ({ value, label: areaName(value, language) }))}
        />
      </Form.Item>
      <Form.Item label={t('bank.stem')}>
        <Input.TextArea
          rows={4}
          maxLength={STEM_LIMIT}
          showCount
          value={draft.stem}
          onChange={({ target }) => change({ stem: target.value })}
        />
      </Form.Item>
      <Form.Item label={`${t('bank.options')} · ${t('bank.tickKey')}`}>
        {draft.options.map((text, index) => {
          const letter = letterOf(index)
          return (
            <div className="option-row" key={letter}>
              <Checkbox checked={draft.key.includes(letter)} onChange={({ target }) => tick(letter, target.checked)}>
                <span className="strong">{letter}</span>
              </Checkbox>
              <Input
                aria-label={t('bank.optionLetter', { letter })}
                value={text}
                disabled={draft.kind === 'true_false'}
                onChange={({ target }) =>
                  change({ options: draft.options.map((old, place) => (place === index ? target.value : old)) })
                }
              />
              {draft.kind !== 'true_false' && draft.options.length > OPTION_LIMIT.least && (
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('bank.removeOption', { letter })}
                  onClick={() => removeOption(index)}
                />
              )}
            </div>
          )
        })}
        {draft.kind !== 'true_false' && draft.options.length < OPTION_LIMIT.most && (
          <Button type="dashed" icon={<PlusOutlined />} onClick={() => change({ options: [...draft.options, ''] })}>
            {t('bank.addOption')}
          </Button>
        )}
      </Form.Item>
      <Form.Item label={t('bank.clause')} extra={t('bank.clauseHint')}>
        <Input
          maxLength={200}
          value={draft.clause ?? ''}
          onChange={({ target }) => change({ clause: target.value || null })}
        />
      </Form.Item>
      <Form.Item label={t('bank.edition')} extra={t('bank.editionHint')}>
        <Input
          maxLength={40}
          value={draft.edition ?? ''}
          onChange={({ target }) => change({ edition: target.value || null })}
        />
      </Form.Item>
      <div className="stack">
        <p className="strong">{t('bank.asSeen')}</p>
        <ItemAsSeen item={draft} />
        {problems.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t('bank.stillWrong')}
            description={
              <ul className="plain-list">
                {problems.map((problem) => (
                  <li key={JSON.stringify(problem)}>
                    {itemProblemText(problem.code, new Facts({ ...problem }, language), language)}
                  </li>
                ))}
              </ul>
            }
          />
        )}
        <RefusalAlert error={revise.error} />
        <div>
          <Button
            type="primary"
            htmlType="submit"
            disabled={problems.length > 0 || unchanged}
            loading={revise.isPending}
          >
            {t('bank.saveVersion')}
          </Button>
        </div>
      </div>
    </Form>
  )
}
