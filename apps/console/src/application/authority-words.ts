import { cityName } from '../language/cities.ts'
import type { Language } from '../language/language.ts'
import { provinceName } from '../language/words.ts'

/** Where an authority sits: the nation, a province, or the city it delegated to. */
export function placeWords({ province, city }: { province: string | null; city: string | null }, language: Language) {
  const where = provinceName(province, language)
  return city === null ? where : language === 'zh' ? `${where}${cityName(city, language)}` : `${cityName(city, language)}, ${where}`
}
