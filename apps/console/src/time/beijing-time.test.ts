import { describe, expect, test } from 'vitest'
import { atBeijing, clockText, sameDay, spanText, timeText } from './beijing-time.ts'

// 2026-09-25 is a Friday; the tests run in St. John's, 10½ or 11½ hours behind.
const morning = Date.UTC(2026, 8, 25, 1, 30, 5)

describe('times are Beijing’s, whatever the browser’s zone', () => {
  test('an instant is shown with its weekday in both languages', () => {
    expect(timeText(morning, 'zh')).toBe('2026-09-25 周五 09:30')
    expect(timeText(morning, 'en')).toBe('Fri 2026-09-25 09:30')
  })

  test('the last minute of a day in UTC belongs to the next day in Beijing', () => {
    expect(timeText(Date.UTC(2026, 8, 25, 23, 59), 'zh')).toBe('2026-09-26 周六 07:59')
    expect(sameDay(Date.UTC(2026, 8, 25, 15, 59), Date.UTC(2026, 8, 25, 16, 0))).toBe(false)
  })

  test('the wall clock counts seconds', () => {
    expect(clockText(morning)).toBe('09:30:05')
    expect(clockText(Date.UTC(2026, 8, 25, 16, 0, 0))).toBe('00:00:00')
  })

  test('a date and a time typed as Beijing’s give the instant back', () => {
    expect(atBeijing('2026-09-25', '09:30')).toBe(Date.UTC(2026, 8, 25, 1, 30))
    expect(timeText(atBeijing('2027-01-01', '00:00'), 'en')).toBe('Fri 2027-01-01 00:00')
  })

  test('a span never counts below nothing', () => {
    expect(spanText(7_147_999)).toBe('1:59:07')
    expect(spanText(-5)).toBe('0:00:00')
  })
})
