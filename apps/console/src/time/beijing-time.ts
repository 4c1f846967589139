import { type CivilDate, type Instant, civilDateAt, startOfDay, weekdayOf } from '@kaochang/domain/instant'
import type { Language } from '../language/language.ts'

const WEEKDAYS = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const

const MINUTE = 60_000

/** An instant in Beijing time with its weekday, whatever zone the browser is in: `2026-09-25 周五 09:30`. */
export function timeText(at: number, language: Language): string {
  return `${dateText(civilDateAt(at as Instant), language)} ${clockText(at).slice(0, 5)}`
}

/** A civil date with its weekday: `2026-09-25 周五`. */
export function dateText(date: string, language: Language): string {
  const weekday = WEEKDAYS[language][weekdayOf(date as CivilDate) - 1] ?? ''
  return language === 'zh' ? `${date} ${weekday}` : `${weekday} ${date}`
}

/** The Beijing wall clock: `09:30:05`. */
export function clockText(at: number): string {
  const seconds = Math.floor((at - startOfDay(civilDateAt(at as Instant))) / 1000)
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':')
}

/** A length of time as a clock counts it: `1:59:07`, and `0:00:00` for what is over. */
export function spanText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (part: number) => String(Math.floor(part)).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`
}

/**
 * The instant at which clocks in Beijing show this.
 *
 * @param date `2026-09-25`
 * @param time `09:30`
 */
export function atBeijing(date: string, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return startOfDay(date as CivilDate) + (hours * 60 + minutes) * MINUTE
}

/** Whether two instants fall on one day in Beijing. */
export function sameDay(one: number, other: number): boolean {
  return civilDateAt(one as Instant) === civilDateAt(other as Instant)
}
