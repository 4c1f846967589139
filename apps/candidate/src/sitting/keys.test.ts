import { expect, test } from 'vitest'
import { type Key, keyAct } from './keys.ts'

const four = { kind: 'single_choice', options: ['a', 'b', 'c', 'd'] } as const
const trueFalse = { kind: 'true_false', options: ['正确', '错误'] } as const

test.each([
  ['a', four, { type: 'choose', letter: 'A' }],
  ['D', four, { type: 'choose', letter: 'D' }],
  ['e', four, null],
  ['1', four, null],
  ['1', trueFalse, { type: 'choose', letter: 'A' }],
  ['2', trueFalse, { type: 'choose', letter: 'B' }],
  ['3', trueFalse, null],
  ['m', four, { type: 'mark' }],
  ['ArrowLeft', four, { type: 'step', by: -1 }],
  ['ArrowRight', four, { type: 'step', by: 1 }],
  ['Enter', four, { type: 'step', by: 1 }],
  ['Backspace', four, { type: 'clear' }],
  ['Tab', four, null],
  ['F5', four, null],
  ['字', four, null],
] as const)('%s on %o', (key, item, act) => {
  expect(keyAct(pressed({ key }), item)).toEqual(act)
})

test('a key held down, or with Ctrl, is nobody’s answer', () => {
  expect(keyAct(pressed({ key: 'a', repeat: true }), four)).toBeNull()
  expect(keyAct(pressed({ key: 'a', modified: true }), four)).toBeNull()
})

test('Enter on a button presses the button', () => {
  expect(keyAct(pressed({ key: 'Enter', onButton: true }), four)).toBeNull()
  expect(keyAct(pressed({ key: 'a', onButton: true }), four)).toEqual({ type: 'choose', letter: 'A' })
})

function pressed(given: Partial<Key> & { key: string }): Key {
  return { repeat: false, modified: false, onButton: false, ...given }
}
