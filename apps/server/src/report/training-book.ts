import type { Database } from '@kaochang/database/client'
import { listCoursesOf, listResultsOf } from '@kaochang/database/report'
import type { SupervisedEnterprise } from '@kaochang/database/supervision'
import { type CivilDate, type Instant, addDays, startOfDay } from '@kaochang/domain/instant'
import type { Category } from '@kaochang/domain/law/categories'
import { marksText } from '@kaochang/domain/law/marks'
import { coverageOf } from '@kaochang/domain/report/coverage'
import { permilleText } from '@kaochang/domain/supervision/spot-check-table'
import { tableBook } from '@kaochang/exchange/table-book'
import { readMaterial } from './enterprise-report.ts'
import { columns } from './person-file.ts'
import { categoryText, instantText, tradeText } from './words.ts'

/** An enterprise's training and exams between two days, both counted, as a workbook (B12). */
export async function trainingBook(
  db: Database,
  enterprise: SupervisedEnterprise,
  { from, to }: { from: CivilDate; to: CivilDate },
  at: Instant,
): Promise<Uint8Array> {
  const courses = await listCoursesOf(db, enterprise.id, { from, to })
  const results = await listResultsOf(db, enterprise.id, { from: startOfDay(from), before: startOfDay(addDays(to, 1)) })
  const { roll } = await readMaterial(db, enterprise.id, at)
  const { groups } = coverageOf(roll)
  const notes = [`${enterprise.name} 学习培训和考试考核报告，${from} 至 ${to}`]
  return tableBook([
    {
      name: '全员覆盖 Coverage',
      notes,
      columns: columns([
        ['人员类别', 24],
        ['工种', 24],
        ['在册', 10],
        ['有效', 10],
        ['覆盖率', 12],
      ]),
      rows: groups.map(({ category, trade, onRoll, valid, permille }) => [
        categoryText(category),
        tradeText(trade),
        String(onRoll),
        String(valid),
        permilleText(permille),
      ]),
    },
    {
      name: '培训 Training',
      notes,
      columns: columns([
        ['培训班', 34],
        ['人员类别', 22],
        ['工种', 22],
        ['自', 14],
        ['至', 14],
        ['学时', 8],
        ['参加', 8],
        ['合格', 8],
      ]),
      rows: courses.map(({ name, category, trade, startedOn, closedOn, hours, takenBy, passedBy }) => [
        name,
        categoryText(category),
        tradeText(trade),
        startedOn,
        closedOn,
        String(hours),
        String(takenBy),
        String(passedBy),
      ]),
    },
    {
      name: '考试 Exams',
      notes,
      columns: columns([
        ['姓名', 14],
        ['身份证号', 24],
        ['人员类别', 22],
        ['工种', 22],
        ['场次', 34],
        ['次数', 8],
        ['分数', 10],
        ['结果', 10],
        ['公布时间', 18],
      ]),
      rows: results.map(({ name, idNumberMasked, category, trade, session, attempt, points, passed, publishedAt }) => [
        name,
        idNumberMasked,
        categoryText(category as Category),
        tradeText(trade),
        session,
        String(attempt),
        marksText(points),
        passed ? '合格' : '不合格',
        instantText(publishedAt),
      ]),
    },
  ])
}
