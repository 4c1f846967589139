import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { GrantBody } from '@kaochang/contract/people'
import { ROLES } from '@kaochang/domain/people/roles'
import { Button, Form, Select } from 'antd'
import { CityPicker } from '../frame/CityPicker.tsx'
import { useTexts } from '../language/language.ts'
import { PROVINCES } from '../language/provinces.ts'
import { provinceName } from '../language/words.ts'
import type { GrantPlaces } from './grant-places.ts'

const LEVELS = ['nation', 'province', 'city', 'site', 'enterprise'] as const

/** One row a role: what, on which level, and where. Must stand in a form with a field `grants`. */
export function GrantFields({ places }: { places: GrantPlaces }) {
  const { t } = useTexts()
  const form = Form.useFormInstance<{ grants: Partial<GrantBody>[] }>()
  const grants = Form.useWatch('grants', form) ?? []
  // Whoever applies for an enterprise holds that role there and nowhere else.
  const settleLevel = (row: number, role: GrantBody['role']) => {
    if (role === 'enterprise_clerk') form.setFieldValue(['grants', row, 'level'], 'enterprise')
  }

  return (
    <Form.List name="grants">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name: row }) => (
            <div className="grant-row" key={key}>
              <Form.Item name={[row, 'role']} rules={[{ required: true, message: t('people.roleNeeded') }]}>
                <Select
                  showSearch={{ optionFilterProp: 'label' }}
                  aria-label={t('people.role')}
                  placeholder={t('people.role')}
                  onChange={(role: GrantBody['role']) => settleLevel(row, role)}
                  options={ROLES.map((role) => ({ value: role, label: t(`words.role.${role}`) }))}
                />
              </Form.Item>
              <Form.Item name={[row, 'level']} rules={[{ required: true, message: t('people.placeNeeded') }]}>
                <Select
                  aria-label={t('people.level')}
                  placeholder={t('people.level')}
                  disabled={grants[row]?.role === 'enterprise_clerk'}
                  options={LEVELS.map((level) => ({ value: level, label: t(`words.level.${level}`) }))}
                />
              </Form.Item>
              <PlaceField row={row} level={grants[row]?.level} places={places} />
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

/** Where a role reaches, as its level asks: nothing for the nation, a province, a city, a site or an enterprise. */
function PlaceField({
  row,
  level,
  places: { sites, enterprises },
}: {
  row: number
  level: GrantBody['level'] | undefined
  places: GrantPlaces
}) {
  const { t, language } = useTexts()
  const form = Form.useFormInstance<{ grants: Partial<GrantBody>[] }>()
  const rules = [{ required: true, message: t('people.placeNeeded') }]
  // A city, a site and an enterprise lie in one province, so choosing one settles that too.
  const settle = (province: string | undefined) => form.setFieldValue(['grants', row, 'province'], province ?? null)
  const province = (
    <Form.Item name={[row, 'province']} hidden>
      <input />
    </Form.Item>
  )

  switch (level) {
    case 'province':
      return (
        <Form.Item name={[row, 'province']} rules={rules}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t('people.province')}
            placeholder={t('people.province')}
            options={Object.keys(PROVINCES).map((code) => ({ value: code, label: provinceName(code, language) }))}
          />
        </Form.Item>
      )
    case 'city':
      return (
        <>
          <Form.Item name={[row, 'city']} rules={rules}>
            <CityPicker label={t('people.city')} onChange={(city) => settle(city?.slice(0, 2))} />
          </Form.Item>
          {province}
        </>
      )
    case 'site':
    case 'enterprise': {
      const [field, label, choice] =
        level === 'site'
          ? (['siteId', t('people.site'), sites] as const)
          : (['enterpriseId', t('people.enterprise'), enterprises] as const)
      return (
        <>
          <Form.Item name={[row, field]} rules={rules}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              aria-label={label}
              placeholder={label}
              onChange={(id: string) => settle(choice.find((one) => one.id === id)?.province)}
              options={choice.map((one) => ({
                value: one.id,
                label: `${provinceName(one.province, language)} · ${one.name}`,
              }))}
            />
          </Form.Item>
          {province}
        </>
      )
    }
    default:
      return <span />
  }
}
