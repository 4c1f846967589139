import { UNITS } from '@kaochang/domain/notice/authority'
import { cityName } from '../language/cities.ts'
import type { Language } from '../language/language.ts'
import { provinceName } from '../language/words.ts'

/**
 * Where an authority sits: the nation, a province, or the city it delegated to. In Chinese by the unit's whole name, as
 * its notices and certificates print it.
 */
export function placeWords({ province, city }: { province: string | null; city: string | null }, language: Language) {
  const short = provinceName(province, language)
  if (language === 'en') return city === null ? short : `${cityName(city, language)}, ${short}`
  const whole = UNITS[province ?? '']?.zh ?? short
  return city === null ? whole : `${whole}${cityName(city, language)}`
}
