import { permilleText } from '@kaochang/domain/supervision/spot-check-table'
import type { SpotCheckView } from '@kaochang/contract/supervision'
import { App, Button, Drawer, Form, Input, Select } from 'antd'
import { Loaded } from '../frame/Loaded.tsx'
import { useMe } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { provinceName } from '../language/words.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { useAnswer } from '../wire/use-answer.ts'

type Fields = { province: string; toName: string; problems: string[]; recommendation: string }

/** Writes a recommendation letter; from a spot check it begins with that check's figures. */
export function WriteLetter({ spotCheckId, onClose }: { spotCheckId: string | null; onClose: () => void }) {
  const answer = useAnswer(
    'GET /v1/spot-checks/:spotCheckId',
    { params: { spotCheckId: spotCheckId ?? '' } },
    { enabled: spotCheckId !== null },
  )
  if (spotCheckId === null) return <LetterForm check={null} onClose={onClose} />
  return <Loaded answer={answer}>{(check) => <LetterForm check={check} onClose={onClose} />}</Loaded>
}

function LetterForm({ check, onClose }: { check: SpotCheckView | null; onClose: () => void }) {
  const { t, language } = useTexts()
  const { message } = App.useApp()
  const { grants } = useMe()
  const [form] = Form.useForm<Fields>()
  const write = useAct('POST /v1/recommendation-letters', {
    onDone: () => {
      void message.success(t('supervision.letterDone'))
      onClose()
    },
  })
  const provinces = [...new Set(grants.flatMap(({ province }) => (province === null ? [] : [province])))]
  return (
    <Drawer
      open
      size={640}
      title={t('supervision.writeLetter')}
      onClose={onClose}
      footer={
        <div className="row">
          <Button type="primary" loading={write.isPending} onClick={() => form.submit()}>
            {t('supervision.sendLetter')}
          </Button>
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
        </div>
      }
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={{
          province: check?.province ?? (provinces.length === 1 ? provinces[0] : undefined),
          problems: [useFirstProblem(check)],
        }}
        onFinish={(body) => write.mutate({ body: { ...body, spotCheckId: check?.id ?? null } })}
      >
        {check && (
          <p className="quiet">
            {t('supervision.rests')}
            {t('words.colon')}
            {check.name}
          </p>
        )}
        <Form.Item
          name="province"
          label={t('supervision.province')}
          rules={[{ required: true, message: t('frame.choose') }]}
        >
          <Select
            disabled={check !== null}
            options={provinces.map((code) => ({ value: code, label: provinceName(code, language) }))}
          />
        </Form.Item>
        <Form.Item
          name="toName"
          label={t('supervision.letterTo')}
          rules={[{ required: true, min: 2, max: 80, whitespace: true, message: t('supervision.needed') }]}
        >
          <Input placeholder={t('supervision.letterToHint')} />
        </Form.Item>
        <Form.List name="problems">
          {(fields, { add, remove }) => (
            <Form.Item label={t('supervision.problems')}>
              <div className="stack">
                {fields.map(({ key, name }) => (
                  <div key={key} className="row">
                    <Form.Item
                      noStyle
                      name={name}
                      rules={[
                        { required: true, min: 2, max: 400, whitespace: true, message: t('supervision.problemNeeded') },
                      ]}
                    >
                      <Input.TextArea
                        rows={2}
                        maxLength={400}
                        style={{ flex: 1 }}
                        aria-label={t('supervision.problems')}
                      />
                    </Form.Item>
                    {fields.length > 1 && (
                      <Button type="text" onClick={() => remove(name)}>
                        {t('supervision.removePerson')}
                      </Button>
                    )}
                  </div>
                ))}
                <div>
                  <Button onClick={() => add('')}>{t('supervision.addProblem')}</Button>
                </div>
              </div>
            </Form.Item>
          )}
        </Form.List>
        <Form.Item
          name="recommendation"
          label={t('supervision.recommendation')}
          rules={[
            { required: true, min: 4, max: 2000, whitespace: true, message: t('supervision.recommendationNeeded') },
          ]}
        >
          <Input.TextArea rows={5} maxLength={2000} />
        </Form.Item>
        <RefusalAlert error={write.error} />
      </Form>
    </Drawer>
  )
}

/** The check's own figures, for the inspector to go on from. */
function useFirstProblem(check: SpotCheckView | null): string {
  const { t } = useTexts()
  if (check === null) return ''
  const { tested, passed, passPermille } = check.table.total
  const rate = passPermille === null ? '' : permilleText(passPermille)
  return t('supervision.fromTable', { enterprise: check.enterprise.name, tested, failed: tested - passed, rate })
}
