import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { GrantBody } from '@kaochang/contract/people'
import type { SiteView } from '@kaochang/contract/session'
import { ROLES } from '@kaochang/domain/people/roles'
import { Button, Form, Select } from 'antd'
import { useTexts } from '../language/language.ts'
import { PROVINCES } from '../language/provinces.ts'
import { provinceName } from '../language/words.ts'

const LEVELS = ['nation', 'province', 'site'] as const

/** One row a role: what, on which level, and where. Must stand in a form with a field `grants`. */
export function GrantFields({ sites }: { sites: readonly SiteView[] }) {
  const { t, language } = useTexts()
  const form = Form.useFormInstance<{ grants: Partial<GrantBody>[] }>()
  const grants = Form.useWatch('grants', form) ?? []

  // A site lies in one province, so choosing it settles that too.
  const settleProvince = (row: number, siteId: string) =>
    form.setFieldValue(['grants', row, 'province'], sites.find(({ id }) => id === siteId)?.province ?? null)

  return (
    <Form.List name="grants">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name: row }) => (
            <div className="grant-row" key={key}>
              <Form.Item name={[row, 'role']} rules={[{ required: true, message: t('people.roleNeeded') }]}>
                <Select
                  aria-label={t('people.role')}
                  placeholder={t('people.role')}
                  options={ROLES.map((role) => ({ value: role, label: t(`words.role.${role}`) }))}
                />
              </Form.Item>
              <Form.Item name={[row, 'level']} rules={[{ required: true, message: t('people.placeNeeded') }]}>
                <Select
                  aria-label={t('people.level')}
                  placeholder={t('people.level')}
                  options={LEVELS.map((level) => ({ value: level, label: t(`words.level.${level}`) }))}
                />
              </Form.Item>
              {grants[row]?.level === 'site' ? (
                <>
                  <Form.Item name={[row, 'siteId']} rules={[{ required: true, message: t('people.placeNeeded') }]}>
                    <Select
                      aria-label={t('people.site')}
                      placeholder={t('people.site')}
                      onChange={(siteId: string) => settleProvince(row, siteId)}
                      options={sites.map(({ id, name, province }) => ({
                        value: id,
                        label: `${provinceName(province, language)} · ${name}`,
                      }))}
                    />
                  </Form.Item>
                  <Form.Item name={[row, 'province']} hidden>
                    <input />
                  </Form.Item>
                </>
              ) : grants[row]?.level === 'province' ? (
                <Form.Item name={[row, 'province']} rules={[{ required: true, message: t('people.placeNeeded') }]}>
                  <Select
                    showSearch={{ optionFilterProp: 'label' }}
                    aria-label={t('people.province')}
                    placeholder={t('people.province')}
                    options={Object.keys(PROVINCES).map((code) => ({
                      value: code,
                      label: provinceName(code, language),
                    }))}
                  />
                </Form.Item>
              ) : (
                <span />
              )}
              {fields.length > 1 ? (
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('people.removeRole')}
                  onClick={() => remove(row)}
                />
              ) : (
                <span />
              )}
            </div>
          ))}
          <Button type="dashed" icon={<PlusOutlined />} disabled={fields.length >= 10} onClick={() => add({})}>
            {t('people.addRole')}
          </Button>
        </>
      )}
    </Form.List>
  )
}
