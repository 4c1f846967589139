import { expect, test } from 'vitest'
import { beijingClock, beijingDate, beijingDateTime, civilDateText } from './beijing-time.ts'

const lateInLondon = Date.UTC(2026, 8, 24, 17, 5)

test('an instant reads as Beijing sees it, with its weekday', () => {
  expect(beijingDateTime(lateInLondon, 'zh-CN')).toBe('2026年9月25日星期五 01:05')
  expect(beijingDateTime(lateInLondon, 'en')).toBe('Friday, 25 September 2026 01:05')
})

test('the zone of the computer changes nothing', () => {
  // The tests run far from Beijing: `vitest.config.ts` sees to it.
  expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).not.toBe('Asia/Shanghai')
  expect(beijingDate(lateInLondon, 'zh-CN')).toBe('2026年9月25日星期五')
  expect(beijingClock(lateInLondon, 'en')).toBe('01:05')
  expect(civilDateText('2026-09-25', 'zh-CN')).toBe('2026年9月25日星期五')
})

test('midnight is 00:00', () => {
  expect(beijingClock(Date.UTC(2026, 8, 24, 16), 'zh-CN')).toBe('00:00')
})

test('a day of the summer when China moved its clocks stays that day', () => {
  expect(civilDateText('1986-05-04', 'zh-CN')).toBe('1986年5月4日星期日')
})
