import type { DutyView } from '@kaochang/contract/duty'
import { CLOCKS } from '@kaochang/domain/law/deadline'
import { writeCsv } from '@kaochang/exchange/write-csv'

const HEADINGS = [
  '期限 Clock',
  '条 Article',
  '事项 What',
  '省 Province',
  '市 City',
  '企业 Enterprise',
  '起算 From',
  '到期 Due',
  '未顺延 Before rolling',
  '是否暂定 Firm or provisional',
  '状态 State',
  '剩余工作日 Working days left',
  '完成 Met on',
  '不再要求 Lapsed because',
  '日历 Calendar',
  '调整 Recounted',
]

const STATES: Record<DutyView['state'], string> = {
  due: '未到期 due',
  overdue: '已超期 overdue',
  reached: '已到期日 reached',
  lasting: '存续 lasting',
  met: '按期完成 met',
  late: '逾期完成 met late',
  lapsed: '不再要求 lapsed',
}

/** The duties board as CSV, both languages in the headings. A provisional day says so in words. */
export function dutyFile(duties: readonly DutyView[]): string {
  const rows = duties.map((duty) => [
    `${CLOCKS[duty.clock].title.zh} ${duty.clock}`,
    duty.article,
    duty.title,
    duty.province ?? '国家 nation',
    duty.city ?? '',
    duty.enterprise?.name ?? '',
    duty.from,
    duty.due,
    duty.strict,
    duty.provisional ? '暂定 provisional' : '确定 firm',
    STATES[duty.state],
    duty.workdaysLeft === null ? '' : String(duty.workdaysLeft),
    duty.metOn ?? '',
    duty.lapsedBecause ?? '',
    duty.calendar,
    duty.recounts.map(({ oldDue, newDue, newCalendar }) => `${oldDue}→${newDue} (${newCalendar})`).join('; '),
  ])
  return writeCsv([HEADINGS, ...rows])
}
