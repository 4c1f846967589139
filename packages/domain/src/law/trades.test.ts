import { expect, test } from 'vitest'
import { TRADES, TRADE_CODES, TRADE_LIST, isTrade, readTrade } from './trades.ts'

test('the list of trades is the state’s ten, and carries its version and day (R21-1)', () => {
  expect(TRADE_CODES).toHaveLength(10)
  expect(new Set(TRADE_CODES.map((code) => TRADES[code].title.zh)).size).toBe(10)
  expect(TRADE_LIST).toMatchObject({ version: 'O30-2010', from: '2010-07-01' })
})

test('what is not on the list is no trade, whoever writes it (R21-1)', () => {
  for (const text of ['绞车', '安全', '', 'toString', '煤矿', '作业']) {
    expect(isTrade(text)).toBe(false)
    expect(readTrade(text)).toBeUndefined()
  }
})

test('a trade is read from its code and from its title as people write it', () => {
  for (const code of TRADE_CODES) {
    expect(readTrade(code)).toBe(code)
    expect(readTrade(TRADES[code].title.zh)).toBe(code)
  }
  expect(readTrade('瓦斯检查工')).toBe('gas_inspection')
  expect(readTrade(' 瓦斯检查作业 ')).toBe('gas_inspection')
  expect(readTrade('采煤机（掘进机）操作作业')).toBe('shearer_roadheader')
  expect(readTrade('井下爆破')).toBe('blasting')
})
