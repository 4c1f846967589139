import { marksText } from '@kaochang/domain/law/marks'
import { civilDateAt } from '@kaochang/domain/instant'
import type { Validity } from '@kaochang/domain/report/coverage'
import { HEADINGS, type InspectionHeading } from '@kaochang/domain/report/inspection'
import { personFileKeptThrough } from '@kaochang/domain/report/retention'
import type { TableSheet } from '@kaochang/exchange/table-book'
import type { EnterpriseMaterial } from './enterprise-report.ts'
import { columns } from './person-file.ts'
import { categoryText, tradeText } from './words.ts'

const VALIDITY: Readonly<Record<Validity, string>> = {
  valid: '有效',
  none: '没有',
  expired: '已过有效期',
  revoked: '已撤销',
}

const COURSE_KINDS: Readonly<Record<string, string>> = {
  initial: '初次培训',
  renewal: '换证培训',
  refresher: '再培训',
  retraining: '重新培训',
}

/**
 * The eight headings of art. 39 as tables (R39-1): facts of one enterprise as the platform holds them, each with what
 * it does not hold. No finding, no penalty and no sum is drawn from them (R47-1).
 */
export function inspectionSheets(
  enterprise: string,
  material: EnterpriseMaterial,
): Readonly<Record<InspectionHeading, TableSheet>> {
  const { today, roll, plans, ownTraining, courses, certificates, trainings, lastResults } = material
  const sheet = (heading: InspectionHeading, table: Pick<TableSheet, 'columns' | 'rows'>): TableSheet => {
    const { title, item, notHeld } = HEADINGS[heading]
    const notes = [
      `${enterprise}：${title.zh}（《煤矿安全培训规定》第三十九条第（${item.slice(3, -1)}）项），${today}`,
      ...(notHeld === null ? [] : [notHeld.zh]),
      ...(table.rows.length === 0
        ? ['本平台没有这一项的记录。 / The platform holds no record under this heading.']
        : []),
    ]
    return { name: title.zh, notes, ...table }
  }
  const certificateOf = (personId: (typeof roll)[number]['personId'], category: string, trade: string | null) =>
    certificates.get(personId)?.findLast((held) => held.category === category && held.trade === trade)

  return {
    system_and_plan: sheet('system_and_plan', {
      columns: columns([
        ['年度', 10],
        ['负责培训的机构', 30],
        ['培训管理人员', 30],
        ['年度计划', 70],
      ]),
      rows: plans.map(({ year, body, staffNames, plan }) => [String(year), body, staffNames, plan]),
    }),
    funds: sheet('funds', {
      columns: columns([
        ['年度', 10],
        ['用于安全培训的比例（占职工教育经费）', 44],
        ['不低于 40%', 16],
      ]),
      rows: plans.map(({ year, budgetPercent }) => [
        String(year),
        `${budgetPercent}%`,
        budgetPercent >= 40 ? '是' : '否',
      ]),
    }),
    own_training: sheet('own_training', {
      columns: columns([
        ['名称', 34],
        ['书面报告日期', 16],
        ['文号', 28],
        ['退出日期', 16],
      ]),
      rows: ownTraining.map(({ name, reportedOn, reference, withdrawnOn }) => [
        name,
        reportedOn,
        reference,
        withdrawnOn ?? '',
      ]),
    }),
    files: sheet('files', {
      columns: columns([
        ['档案', 14],
        ['姓名或培训班', 34],
        ['人员类别', 22],
        ['学员登记', 12],
        ['培训记录', 12],
        ['最近考核', 16],
        ['至少保存至', 16],
      ]),
      rows: [
        ...roll.map(({ personId, name, category, hasBackground }) => [
          '一人一档',
          name,
          categoryText(category),
          hasBackground ? '有' : '无',
          String(trainings.get(personId)?.length ?? 0),
          dayOf(lastResults.get(personId)?.publishedAt),
          personFileKeptThrough(today),
        ]),
        ...courses.map(({ name, category, takenBy, keepThrough }) => [
          '一期一档',
          name,
          categoryText(category),
          '',
          String(takenBy),
          '',
          keepThrough,
        ]),
      ],
    }),
    manager_assessment: sheet('manager_assessment', {
      columns: columns([
        ['姓名', 14],
        ['人员类别', 22],
        ['职务', 26],
        ['任职日期', 14],
        ['考核合格证明', 26],
        ['发证日期', 14],
        ['最近公布的成绩', 16],
        ['公布日期', 14],
        ['状态', 14],
      ]),
      rows: roll
        .filter(({ category }) => category === 'principal' || category === 'manager')
        .map(({ personId, name, category, post, trade, startedOn, validity }) => {
          const held = certificateOf(personId, category, trade)
          const last = lastResults.get(personId)
          return [
            name,
            categoryText(category),
            post,
            startedOn,
            held?.numberMasked ?? '',
            held?.issuedOn ?? '',
            last ? marksText(last.points) : '',
            dayOf(last?.publishedAt),
            VALIDITY[validity],
          ]
        }),
    }),
    operator_certificates: sheet('operator_certificates', {
      columns: columns([
        ['姓名', 14],
        ['工种', 26],
        ['上岗日期', 14],
        ['操作证编号', 26],
        ['有效期至', 14],
        ['状态', 14],
      ]),
      rows: roll
        .filter(({ category }) => category === 'operator')
        .map(({ personId, name, trade, startedOn, validity }) => {
          const held = certificateOf(personId, 'operator', trade)
          return [
            name,
            tradeText(trade),
            startedOn,
            held?.numberMasked ?? '',
            held?.validThrough ?? '',
            VALIDITY[validity],
          ]
        }),
    }),
    retraining: sheet('retraining', {
      columns: columns([
        ['事项', 14],
        ['姓名或培训班', 34],
        ['人员类别', 22],
        ['离岗或开班日期', 18],
        ['结束日期', 14],
        ['参加人数', 12],
      ]),
      rows: [
        ...courses
          .filter(({ kind }) => kind === 'refresher' || kind === 'retraining')
          .map(({ kind, name, category, startedOn, closedOn, takenBy }) => [
            COURSE_KINDS[kind] ?? kind,
            name,
            categoryText(category),
            startedOn,
            closedOn,
            String(takenBy),
          ]),
        ...roll.flatMap(({ name, category, awayFrom }) =>
          awayFrom === null ? [] : [['离岗', name, categoryText(category), awayFrom, '', '']],
        ),
      ],
    }),
    other_workers: sheet('other_workers', {
      columns: columns([
        ['姓名', 14],
        ['职务', 26],
        ['到岗日期', 14],
        ['参加学时合计', 14],
        ['最近合格的培训', 34],
        ['结束日期', 14],
        ['状态', 14],
      ]),
      rows: roll
        .filter(({ category }) => category === 'worker')
        .map(({ personId, name, post, startedOn, validity }) => {
          const taken = trainings.get(personId) ?? []
          const passed = taken.find(({ result }) => result === 'passed')
          return [
            name,
            post,
            startedOn,
            String(taken.reduce((sum, { hoursAttended }) => sum + hoursAttended, 0)),
            passed?.courseName ?? '',
            passed?.closedOn ?? '',
            validity === 'valid' ? '已培训合格' : '没有培训合格的记录',
          ]
        }),
    }),
  }
}

function dayOf(at: Parameters<typeof civilDateAt>[0] | undefined): string {
  return at === undefined ? '' : civilDateAt(at)
}
