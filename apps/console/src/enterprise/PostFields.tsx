import { CATEGORIES, type Category } from '@kaochang/domain/law/categories'
import { findPost } from '@kaochang/domain/law/posts'
import { TRADE_CODES, type TradeCode } from '@kaochang/domain/law/trades'
import { Checkbox, DatePicker, Form, Input, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTexts } from '../language/language.ts'
import { tradeName } from '../language/words.ts'
import { postsOf } from './post-words.ts'

export type PostFieldValues = {
  post: string
  title?: string
  trade?: TradeCode | null
  underground?: boolean
  startedOn: Dayjs
}

/** What a post is, in a form: the post of the list, for operators the trade, the words of the appointment, the day. */
export function PostFields() {
  const { t, language } = useTexts()
  const form = Form.useFormInstance<PostFieldValues>()
  const rule = findPost(Form.useWatch('post', form) ?? '')
  const isOperator = rule?.category === 'operator'
  const below: readonly Category[] = ['operator', 'worker']
  return (
    <>
      <Form.Item name="post" label={t('enterprise.post')} rules={[{ required: true, message: t('frame.choose') }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          listHeight={320}
          options={CATEGORIES.map((category) => ({
            label: t(`words.category.${category}`),
            title: category,
            options: postsOf(category, language),
          }))}
        />
      </Form.Item>
      {isOperator && (
        <Form.Item name="trade" label={t('enterprise.trade')} rules={[{ required: true, message: t('frame.choose') }]}>
          <Select options={TRADE_CODES.map((code) => ({ value: code, label: tradeName(code, language) }))} />
        </Form.Item>
      )}
      <Form.Item
        name="title"
        label={t('enterprise.postTitle')}
        extra={t('enterprise.postTitleHint')}
        rules={rule?.needsReason ? [{ required: true, min: 2, whitespace: true, message: t('enterprise.needed') }] : []}
      >
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item
        name="startedOn"
        label={t('enterprise.startedOn')}
        extra={isOperator ? t('enterprise.startedOnOperator') : undefined}
        rules={[{ required: true, message: t('frame.choose') }]}
      >
        <DatePicker />
      </Form.Item>
      {rule && below.includes(rule.category) && (
        <Form.Item name="underground" valuePropName="checked">
          <Checkbox>{t('enterprise.underground')}</Checkbox>
        </Form.Item>
      )}
    </>
  )
}

/** The form's values as the wire wants them: a trade only for operators, a day as a day. */
export function postBody({ post, title, trade, underground, startedOn }: PostFieldValues) {
  const isOperator = findPost(post)?.category === 'operator'
  return {
    post,
    title: title?.trim() || null,
    trade: isOperator ? (trade ?? null) : null,
    underground: underground ?? false,
    startedOn: startedOn.format('YYYY-MM-DD'),
  }
}
