import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CivilDate, addDays } from '../instant.ts'
import { LONG_TERM, cardReadingFrom, judgeCard, readDeskEntry } from './card-reading.ts'

const today = '2026-10-22' as CivilDate
const card = { name: '王芳', validFrom: '2016-10-22' as CivilDate, validUntil: '2036-10-22' as CivilDate }
const expected = { name: '王芳', holdsNumber: true }
const yes = { ok: true, value: true }
const no = (refusal: object) => ({ ok: false, refusal })

describe('a card', () => {
  test('of the candidate, in order, confirms them; so does their number alone', () => {
    expect(judgeCard(card, expected, today)).toEqual(yes)
    expect(judgeCard({ ...card, validUntil: LONG_TERM }, expected, today)).toEqual(yes)
    expect(judgeCard(null, expected, today)).toEqual(yes)
  })

  test('of another is refused before anything else is said of it', () => {
    const others = { ...expected, holdsNumber: false }
    expect(judgeCard({ ...card, name: '李四', validUntil: '2000-01-01' as CivilDate }, others, today)).toEqual(
      no({ code: 'card_of_another' }),
    )
    expect(judgeCard(null, others, today)).toEqual(no({ code: 'card_of_another' }))
  })

  test.each([
    ['王　芳', '王芳', true],
    [' 王 芳 ', '王芳', true],
    ['阿卜杜热合曼•买买提', '阿卜杜热合曼·买买提', true],
    ['阿卜杜热合曼・买买提', '阿卜杜热合曼·买买提', true],
    ['阿卜杜热合曼．买买提', '阿卜杜热合曼 · 买买提', true],
    ['阿卜杜热合曼买买提', '阿卜杜热合曼·买买提', false],
    ['王芬', '王芳', false],
    ['王芳芳', '王芳', false],
    ['', '王芳', false],
  ])('with the name “%s” for “%s”: %s', (name, roster, same) => {
    const judged = judgeCard({ ...card, name }, { ...expected, name: roster }, today)
    expect(judged).toEqual(same ? yes : no({ code: 'card_name_differs' }))
  })

  test('is good from its first day to the end of its last, and on no other', () => {
    const days = fc.integer({ min: -20_000, max: 20_000 })
    fc.assert(
      fc.property(days, days, (first, last) => {
        const [validFrom, validUntil] = [addDays(today, first), addDays(today, last)]
        const judged = judgeCard({ ...card, validFrom, validUntil }, expected, today)
        if (first > 0) expect(judged).toEqual(no({ code: 'card_not_valid_yet', validFrom }))
        else if (last < 0) expect(judged).toEqual(no({ code: 'card_expired', validUntil }))
        else expect(judged).toEqual(yes)
      }),
    )
  })
})

describe('what is typed at the desk', () => {
  test.each([
    ['110105194912310021', { idNumber: '110105194912310021' }],
    ['11010519491231002x', { idNumber: '11010519491231002x' }],
    [' 1101 0519 4912 3100 2X ', { idNumber: '11010519491231002X' }],
    ['１１０１０５１９４９１２３１００２１', { idNumber: '110105194912310021' }],
    ['110105491231002', { idNumber: '110105491231002' }],
    ['128252781621', { ticket: '128252781621' }],
    [' 1282-5278-1621 ', { ticket: '1282-5278-1621' }],
    ['11010519491231002', { ticket: '11010519491231002' }],
    ['hello', { ticket: 'hello' }],
  ])('“%s” is %j', (typed, entry) => {
    expect(readDeskEntry(typed)).toEqual(entry)
  })
})

describe('what a reader’s program answers', () => {
  const answer = {
    name: '王芳',
    idNumber: '110105194912310021',
    validFrom: '2016-03-01',
    validUntil: '2036-03-01',
    readAt: 1_792_634_400_000,
  }

  test('is taken with what was asked for, and with nothing more', () => {
    expect(cardReadingFrom({ ...answer, address: '一号路', photograph: 'AAAA' })).toEqual(answer)
    expect(cardReadingFrom({ ...answer, validUntil: '长期' })).toMatchObject({ validUntil: LONG_TERM })
  })

  test('is no reading when a part is missing or is something else', () => {
    for (const part of Object.keys(answer)) {
      const { [part as 'name']: _, ...rest } = answer
      expect(cardReadingFrom(rest)).toBeUndefined()
    }
    for (const wrong of [
      { name: ' ' },
      { name: '王'.repeat(81) },
      { idNumber: 110105194912310 },
      { validFrom: '20160301' },
      { validFrom: '2016-02-30' },
      { validUntil: '永久' },
      { readAt: '2026-10-22' },
    ])
      expect(cardReadingFrom({ ...answer, ...wrong })).toBeUndefined()
    fc.assert(fc.property(fc.anything(), (anything) => cardReadingFrom(anything) === undefined))
  })
})
