import { Alert, Checkbox, Form, Select } from 'antd'
import { Loaded } from '../frame/Loaded.tsx'
import { useTexts } from '../language/language.ts'
import { useAnswer } from '../wire/use-answer.ts'

/** Site and rooms. Stands in a form with `siteId` and `roomIds`. For a practical exam a room's terminals do not matter. */
export function PlaceFields({ practical }: { practical: boolean }) {
  const { t } = useTexts()
  const form = Form.useFormInstance<{ siteId?: string; roomIds: string[] }>()
  const answer = useAnswer('GET /v1/sites', {})
  const siteId = Form.useWatch('siteId', form)
  const roomIds = Form.useWatch('roomIds', form) ?? []
  const rooms = answer.data?.sites.find(({ id }) => id === siteId)?.rooms ?? []
  const total = rooms.filter(({ id }) => roomIds.includes(id)).reduce((sum, { seats }) => sum + seats.length, 0)

  return (
    <Loaded answer={answer}>
      {({ sites }) =>
        sites.length === 0 ? (
          <Alert type="warning" showIcon title={t('session.noSites')} />
        ) : (
          <>
            <Form.Item name="siteId" label={t('session.site')} rules={[{ required: true, message: t('frame.choose') }]}>
              <Select
                style={{ maxWidth: 560 }}
                placeholder={t('frame.choose')}
                onChange={() => form.setFieldValue('roomIds', [])}
                options={sites.map(({ id, name, address }) => ({ value: id, label: `${name} · ${address}` }))}
              />
            </Form.Item>
            {siteId && (
              <Form.Item
                name="roomIds"
                label={t('session.rooms')}
                extra={t('session.seatsInAll', { total })}
                rules={[{ type: 'array', min: 1, message: t('frame.choose') }]}
              >
                <Checkbox.Group
                  className="bank-choice"
                  options={rooms.map(({ id, name, seats }) => ({
                    value: id,
                    label: practical
                      ? t('practical.places', { name, seats: seats.length })
                      : t('session.roomLine', {
                          name,
                          seats: seats.length,
                          enrolled: seats.filter((seat) => seat.enrolled).length,
                        }),
                  }))}
                />
              </Form.Item>
            )}
          </>
        )
      }
    </Loaded>
  )
}
