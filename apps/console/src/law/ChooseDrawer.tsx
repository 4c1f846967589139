import type { MovesView } from '@kaochang/contract/law'
import type { ChoiceName } from '@kaochang/domain/law/choices'
import { READINGS, type Reading } from '@kaochang/domain/law/readings'
import { App, Button, Drawer, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTexts } from '../language/language.ts'
import { provinceName } from '../language/words.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { Moves } from './Moves.tsx'
import { choiceTopic } from './choice-words.ts'

type Fields = { value?: string; days?: string; fromDate?: string; reference: string }

/** A province's choice where the law leaves one, for another person of it to confirm. Rest days are previewed first. */
export function ChooseDrawer({
  province,
  name,
  today,
  onClose,
}: {
  province: string
  name: ChoiceName
  today: string
  onClose: () => void
}) {
  const { t, language } = useTexts()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const [moves, setMoves] = useState<MovesView>()
  const preview = useAct('POST /v1/law/rest-days/preview', { onDone: setMoves })
  const propose = useAct('POST /v1/law/choices', {
    onDone: () => {
      void message.success(t('law.proposed'))
      onClose()
    },
  })
  const isDays = name === 'A30'
  // Nobody proposes rest days without having seen what they move.
  const ready = !isDays || moves !== undefined

  return (
    <Drawer
      open
      size={680}
      title={t('law.chooseTitle', {
        province: provinceName(province, language),
        what: choiceTopic(name, t, language),
      })}
      onClose={onClose}
      footer={
        <div className="row">
          <Button type="primary" disabled={!ready} loading={propose.isPending} onClick={() => form.submit()}>
            {t('law.propose')}
          </Button>
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
        </div>
      }
    >
      <div className="stack">
        <Form<Fields>
          form={form}
          layout="vertical"
          initialValues={{ fromDate: today }}
          onValuesChange={(changed) => 'days' in changed && setMoves(undefined)}
          onFinish={({ value, days, fromDate, reference }) =>
            propose.mutate({
              body: {
                province,
                name,
                value: isDays ? daysIn(days) : (value ?? ''),
                fromDate: isDays ? today : (fromDate ?? today).trim(),
                reference: reference.trim(),
              },
            })
          }
        >
          {isDays ? (
            <Form.Item name="days" label={t('law.restDays')} extra={t('law.localDaysHint')}>
              <Input.TextArea rows={6} autoFocus />
            </Form.Item>
          ) : (
            <>
              <Form.Item
                name="value"
                label={t('law.chooseValue')}
                rules={[{ required: true, message: t('frame.choose') }]}
              >
                <Select
                  options={optionsOf(name, t('law.version92'), t('law.version19'), language)}
                  placeholder={t('frame.choose')}
                />
              </Form.Item>
              <Form.Item
                name="fromDate"
                label={t('law.fromDate')}
                extra={t('law.dateHint')}
                rules={[{ required: true, pattern: /^\s*\d{4}-\d{2}-\d{2}\s*$/, message: t('law.dateHint') }]}
              >
                <Input style={{ width: 180 }} />
              </Form.Item>
            </>
          )}
          <Form.Item
            name="reference"
            label={t('law.reference')}
            extra={t('law.referenceHint')}
            rules={[{ required: true, min: 2, max: 200, whitespace: true, message: t('law.referenceHint') }]}
          >
            <Input maxLength={200} />
          </Form.Item>
        </Form>
        {isDays && (
          <Button
            loading={preview.isPending}
            onClick={() =>
              preview.mutate({ body: { province, days: daysIn(form.getFieldValue('days') as string | undefined) } })
            }
          >
            {t('law.preview')}
          </Button>
        )}
        {moves && <Moves moves={moves} />}
        <RefusalAlert error={preview.error ?? propose.error} />
      </div>
    </Drawer>
  )
}

function daysIn(text: string | undefined): string[] {
  return (text ?? '').split(/[\s,，、]+/).filter((day) => day !== '')
}

function optionsOf(name: ChoiceName, order92: string, order19: string, language: 'zh' | 'en') {
  if (name === 'rules.operator')
    return [
      { value: 'O92-2018', label: order92 },
      { value: 'O19-2026', label: order19 },
    ]
  const readings: Reading['readings'] = name === 'A30' ? {} : READINGS[name].readings
  return Object.entries(readings).map(([value, words]) => ({ value, label: words[language] }))
}
