import type { SpotCheckRow, SpotCheckView } from '@kaochang/contract/supervision'
import { civilDateAt } from '@kaochang/domain/instant'
import type { Instant } from '@kaochang/domain/instant'
import { marksText } from '@kaochang/domain/law/marks'
import { permilleText } from '@kaochang/domain/supervision/spot-check-table'
import { tableBook } from '@kaochang/exchange/table-book'
import { categoryText, tradeText } from '../report/words.ts'

const OUTCOMES: Readonly<Record<SpotCheckView['people'][number]['outcome'], string>> = {
  not_tested: '未参加',
  passed: '合格',
  reassessment: '不合格，责令重新参加考核',
  recorded: '不合格，记录通报',
}

/** The table an inspection team takes along, and the people behind it, as a workbook. */
export function spotCheckBook(view: SpotCheckView): Promise<Uint8Array> {
  const notes = [
    `${view.enterprise.name} ${view.name}，${civilDateAt(view.openedAt as Instant)}，合格线 ${marksText(view.cutScore)} 分`,
    '现场抽考的结果不影响考核合格证明和特种作业操作证。 / No result of a spot check touches a certificate.',
  ]
  return tableBook([
    {
      name: '汇总 Table',
      notes,
      columns: [
        { header: '人员类别 Role', width: 26 },
        { header: '工种 Trade', width: 22 },
        { header: '点名 Named', width: 12 },
        { header: '参考 Tested', width: 12 },
        { header: '合格 Passed', width: 12 },
        { header: '80 分以下 Below 80', width: 18 },
        { header: '60 分以下', width: 12 },
        { header: '60–69', width: 10 },
        { header: '70–79', width: 10 },
        { header: '80–89', width: 10 },
        { header: '90 分以上', width: 12 },
        { header: '合格率 Pass rate', width: 16 },
      ],
      rows: [...view.table.rows, view.table.total].map(rowText),
    },
    {
      name: '人员 People',
      notes,
      columns: [
        { header: '姓名 Name', width: 14 },
        { header: '身份证号 ID number', width: 24 },
        { header: '人员类别 Role', width: 22 },
        { header: '职务 Post', width: 22 },
        { header: '工种 Trade', width: 20 },
        { header: '分数 Points', width: 12 },
        { header: '结果 Outcome', width: 28 },
      ],
      rows: view.people.map(({ name, idNumberMasked, category, post, trade, points, outcome }) => [
        name,
        idNumberMasked,
        categoryText(category),
        post,
        tradeText(trade),
        points === null ? '' : marksText(points),
        OUTCOMES[outcome],
      ]),
    },
  ])
}

function rowText({ category, trade, named, tested, passed, below80, bands, passPermille }: SpotCheckRow): string[] {
  const role = category === null ? '合计 Total' : categoryText(category)
  const counts = [named, tested, passed, below80, ...bands].map(String)
  return [role, tradeText(trade), ...counts, passPermille === null ? '' : permilleText(passPermille)]
}
