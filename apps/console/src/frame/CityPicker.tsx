import { Select, type SelectProps } from 'antd'
import { citiesOf } from '../language/cities.ts'
import { useTexts } from '../language/language.ts'
import { PROVINCES } from '../language/provinces.ts'
import { provinceName } from '../language/words.ts'

/** Chooses a prefecture-level city by name or code: of one province, or of all in groups. Stands in a form field. */
export function CityPicker({
  label,
  province,
  value,
  onChange,
  id,
}: {
  label: string
  province?: string | undefined
  value?: string | undefined
  onChange?: (city: string | undefined) => void
  id?: string
}) {
  const { language } = useTexts()
  const cities = (code: string) =>
    citiesOf(code).map((city) => ({ value: city.code, label: `${city[language]} ${city.code}` }))
  const options: SelectProps['options'] = province
    ? cities(province)
    : Object.keys(PROVINCES).map((code) => ({
        label: provinceName(code, language),
        title: code,
        options: cities(code),
      }))
  return (
    <Select
      {...(id !== undefined && { id })}
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(city: string | undefined) => onChange?.(city)}
      options={options}
    />
  )
}
