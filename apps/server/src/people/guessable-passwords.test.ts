import { expect, test } from 'vitest'
import { isGuessablePassword } from './guessable-passwords.ts'

const OWN = { login: 'wang.jianguo', name: '王建国' }

test.each([
  'kaochang2026',
  'Kaochang@2026',
  'kaochang123456',
  'mima12345678',
  'mimamimamima',
  'woaini1314520',
  'woaini5201314',
  'qwertyuiop123',
  'Qwerty123456!',
  'qwertyqwerty',
  '1qaz2wsx3edc',
  '1qaz@WSX3edc',
  '!QAZ2wsx#EDC',
  '888888888888',
  '88888888abc',
  '123456789012',
  'abcdefghijkl',
  'abcd12345678',
  'aaaaaabbbbbb',
  'abcabcabcabc',
  'administrator1',
  'Admin@123456',
  'p@ssw0rdp@ssw0rd',
  'P@ssword2026!',
  'meikuanganquan',
  'anquanshengchan1',
  'shanxi19900101',
  'zhangsan1990',
  'wangjianguo1',
  'wang.jianguo.2026',
  '王建国20261022',
  'ｋａｏｃｈａｎｇ２０２６',
])('%s is among the first that are tried', (password) => {
  expect(isGuessablePassword(password, OWN)).toBe(true)
})

test.each([
  'dao-lu-hen-chang-7',
  'correct horse battery',
  'Mn7!vRq2zTx9',
  '雪落在旧矿井上没有声音',
  'lianhua-tielu-mao',
  'kaochang-zhuozi-lvse',
])('%s is not', (password) => {
  expect(isGuessablePassword(password, OWN)).toBe(false)
})

test('a password of 200 characters is judged at once', () => {
  const started = performance.now()
  for (const unit of ['a', 'ab', 'qwerty', '1', '王', 'x9!']) isGuessablePassword(unit.repeat(200).slice(0, 200), OWN)
  expect(performance.now() - started).toBeLessThan(200)
})
