import { expect, test } from 'vitest'
import { itemNumbers } from './item-number.ts'

function stems(...texts: string[]) {
  return itemNumbers(texts).map((found, index) => found?.stem ?? texts[index])
}

test.each([
  ['1.井下严禁吸烟。', '井下严禁吸烟。'],
  ['1、井下严禁吸烟。', '井下严禁吸烟。'],
  ['1．井下严禁吸烟。', '井下严禁吸烟。'],
  ['12\t井下严禁吸烟。', '井下严禁吸烟。'],
  ['１２、井下严禁吸烟。', '井下严禁吸烟。'],
  ['21..井下严禁吸烟。', '井下严禁吸烟。'],
  ['第12题 井下严禁吸烟。', '井下严禁吸烟。'],
])('the item number of "%s" is taken off even without neighbours', (typed, stem) => {
  expect(stems(typed)).toEqual([stem])
})

test.each([
  '1211灭火器是干粉灭火器。',
  '0.5%是瓦斯浓度的报警值。',
  '20G钢是低合金钢。',
  '1.5倍的安全系数符合要求。',
  '176.8千克干粉灭火器的射程为6米。',
  '3、4号钻孔应当封堵。',
  '8小时工作制适用于井下。',
  '36V是安全电压。',
  '(1)和(2)都正确。',
  '第3条规定了什么？',
  '16Mn钢可以焊接。',
  '12.',
  '',
])('"%s" keeps the figure it begins with', (typed) => {
  expect(stems(typed)).toEqual([typed])
})

test('a number without a mark counts where the rows around it number on', () => {
  expect(stems('24.甲', '25采用机械通风。', '26 采用局部通风。', '27，采用全风压通风。')).toEqual([
    '甲',
    '采用机械通风。',
    '采用局部通风。',
    '采用全风压通风。',
  ])
})

test('a number followed by a figure counts only in a run', () => {
  expect(stems('175.甲', '176.8千克干粉灭火器', '177.50千克干粉灭火器', '178.乙')).toEqual([
    '甲',
    '8千克干粉灭火器',
    '50千克干粉灭火器',
    '乙',
  ])
  expect(stems('6、甲', '7、1211灭火器', '8、20G钢')).toEqual(['甲', '1211灭火器', '20G钢'])
})

test('a number typed twice goes twice', () => {
  expect(stems('535、甲', '536、536.乙', '537、5365号钢')).toEqual(['甲', '乙', '5365号钢'])
})

test('bracketed numbers count in a run', () => {
  expect(stems('(1)甲', '（2）乙', '(3)丙', '(4)丁', '(5)戊')).toEqual(['甲', '乙', '丙', '丁', '戊'])
})

test('figures that do not rise by one are part of the questions', () => {
  const questions = ['2人以上', '20人以上', '21岁以上', '30岁以下', '3班制', '5年一次']
  expect(stems(...questions)).toEqual(questions)
})

test('an apostrophe typed after the number to keep it as text goes with it; quotation marks stay', () => {
  expect(stems("171，'关于各种气体", "172，'甲'是什么？", '173.丙')).toEqual(['关于各种气体', "'甲'是什么？", '丙'])
})

test('the number is remembered', () => {
  expect(itemNumbers(['7、甲'])).toEqual([{ number: 7, stem: '甲' }])
})
