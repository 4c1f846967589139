import { Alert, Checkbox, Form, Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { bankStateText } from '../bank/BankState.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { useTexts } from '../language/language.ts'
import { callNamed, useAnswer } from '../wire/use-answer.ts'
import { DrawGrid } from './DrawGrid.tsx'

/** Blueprint and banks with what the draw would make of them. Stands in a form with `blueprint` and `bankIds`. */
export function DrawFields() {
  const { t, language } = useTexts()
  const form = Form.useFormInstance<{ blueprint?: string; bankIds: string[] }>()
  const answer = useAnswer('GET /v1/blueprints', {})
  const name = Form.useWatch('blueprint', form)
  const bankIds = Form.useWatch('bankIds', form) ?? []
  const blueprint = answer.data?.blueprints.find((blueprint) => blueprint.name === name)

  // A preview asks and changes nothing, though it is a POST: its request is too long for an address.
  const preview = useQuery({
    queryKey: ['POST /v1/blueprints/preview', name, bankIds],
    queryFn: () => callNamed('POST /v1/blueprints/preview', { body: { blueprint: name ?? '', bankIds } }),
    enabled: name !== undefined && bankIds.length > 0,
  })

  return (
    <Loaded answer={answer}>
      {({ blueprints, banks }) => {
        const unified = blueprint?.sources === 'unified'
        const fitting = banks.filter(({ kind }) => !blueprint || (kind === 'unified') === unified)
        return (
          <>
            <Form.Item
              name="blueprint"
              label={t('session.blueprint')}
              rules={[{ required: true, message: t('frame.choose') }]}
            >
              <Select
                style={{ maxWidth: 560 }}
                placeholder={t('frame.choose')}
                onChange={() => form.setFieldValue('bankIds', [])}
                options={blueprints.map(({ name, title, durationMinutes: minutes }) => ({
                  value: name,
                  label: `${title[language]} · ${t('session.durationMinutes', { minutes })}`,
                }))}
              />
            </Form.Item>
            <Form.Item
              name="bankIds"
              label={t('session.banks')}
              rules={[{ type: 'array', min: 1, max: 3, message: t('frame.choose') }]}
            >
              <Checkbox.Group
                className="bank-choice"
                options={fitting.map((bank) => ({
                  value: bank.id,
                  disabled: bank.state !== 'filed',
                  label: (
                    <>
                      <span className="strong">{bank.name}</span>{' '}
                      <span className="quiet">
                        {t('session.bankLine', {
                          kind: isBankKind(bank.kind) ? t(`words.bankKind.${bank.kind}`) : bank.kind,
                          total: bank.itemCount,
                          state: bankStateText(bank, t),
                        })}
                      </span>
                      {bank.notice && <div className="amber">{bank.notice}</div>}
                    </>
                  ),
                }))}
              />
            </Form.Item>
            {fitting.length === 0 && <Alert type="warning" showIcon title={t('session.noBanks')} />}
            <p className="strong">{t('session.draw')}</p>
            <p className="quiet">{t('session.drawAbout')}</p>
            <br />
            {preview.isEnabled && blueprint ? (
              <Loaded answer={preview}>{(met) => <DrawGrid preview={met} unified={unified} />}</Loaded>
            ) : (
              <p className="quiet">{t('session.chooseFirst')}</p>
            )}
          </>
        )
      }}
    </Loaded>
  )
}

function isBankKind(kind: string): kind is 'national' | 'provincial' | 'unified' {
  return kind === 'national' || kind === 'provincial' || kind === 'unified'
}
