/** A .csv of single-choice items: row 1 is the header, then the good rows, then rows that lack a key. */
export function bytesOfBank({ good, withoutKey = 0 }: { good: number; withoutKey?: number }): Uint8Array {
  const header = '试题类型,题目内容,题目选项,题目答案'
  const row = (number: number, key: string) =>
    `单选题,第${number}问的正确说法是（）。,**A.甲${number}**B.乙${number}**C.丙${number},${key}`
  const rows = Array.from({ length: good + withoutKey }, (_, index) =>
    row(index + 1, index < good ? 'ABC'.charAt(index % 3) : ''),
  )
  return Buffer.from([header, ...rows].join('\n'))
}
