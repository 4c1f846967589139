/** The two languages of the screens. */
export type Language = 'zh-CN' | 'en'

const ZONE = 'Asia/Shanghai'

const formats = new Map<string, Intl.DateTimeFormat>()

function format(language: Language, options: Intl.DateTimeFormatOptions) {
  const name = `${language} ${JSON.stringify(options)}`
  const known = formats.get(name)
  if (known) return known
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, options)
  formats.set(name, made)
  return made
}

const DAY = { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' } as const
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** `2026年9月25日星期五 09:00`: an instant in Beijing time, whatever the zone of the computer. */
export function beijingDateTime(at: number, language: Language): string {
  return `${beijingDate(at, language)} ${beijingClock(at, language)}`
}

/** `2026年9月25日星期五`: the day in Beijing on which an instant falls. */
export function beijingDate(at: number, language: Language): string {
  return format(language, { ...DAY, timeZone: ZONE }).format(at)
}

/** `09:00`: the time of day in Beijing at an instant. */
export function beijingClock(at: number, language: Language): string {
  return format(language, { ...CLOCK, timeZone: ZONE }).format(at)
}

/** A civil date of the wire, `2026-09-25`, in words with its weekday. It has no zone and is given none. */
export function civilDateText(date: string, language: Language): string {
  return format(language, { ...DAY, timeZone: 'UTC' }).format(Date.parse(`${date}T00:00:00Z`))
}
