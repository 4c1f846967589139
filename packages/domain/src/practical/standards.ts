import type { CivilDate } from '../instant.ts'
import { TRADES, TRADE_CODES, type TradeCode } from '../law/trades.ts'
import type { PracticalStandard, PracticalSubject } from './standard.ts'

/** A standard with the days it is offered from, and what it is worth: a demonstration that the officer may change. */
export type OfferedStandard = PracticalStandard & {
  readonly trade: TradeCode
  readonly from: CivilDate
  readonly to: CivilDate | null
  readonly source: 'demonstration'
  readonly minutes: number
}

/** What stands in the name of every demonstration standard, so that it says so wherever it is printed. */
export const DEMONSTRATION = '演示'

/**
 * What a practical exam of each trade is marked by until the authority enters the national marking sheet. The national
 * sheets are not published in a form that could be read here, so these are demonstrations with plain titles and
 * weights, and every screen says so; whoever schedules a session puts the national subjects in their place.
 */
const SUBJECTS: Readonly<Record<TradeCode, readonly (readonly [zh: string, en: string, points: number])[]>> = {
  electrical: [
    ['安全用具与仪表使用', 'Safety tools and instruments', 20],
    ['停送电操作', 'Switching off and on', 30],
    ['电气设备检查与故障排除', 'Inspection and fault finding', 30],
    ['触电急救与应急处置', 'First aid and emergency', 20],
  ],
  blasting: [
    ['爆破器材领退与运送', 'Drawing and carrying explosives', 20],
    ['装药与连线', 'Charging and wiring', 30],
    ['一炮三检与三人连锁', 'Gas checks and the three-person lock', 30],
    ['拒爆处理与应急处置', 'Misfires and emergency', 20],
  ],
  monitoring: [
    ['传感器安装与位置', 'Placing sensors', 25],
    ['传感器调校', 'Calibrating sensors', 30],
    ['断电试验与馈电状态检查', 'Cut-off tests', 25],
    ['故障处理与应急处置', 'Faults and emergency', 20],
  ],
  gas_inspection: [
    ['仪器准备与检查', 'Preparing the instruments', 20],
    ['瓦斯与二氧化碳浓度测定', 'Measuring methane and carbon dioxide', 35],
    ['现场隐患识别与汇报', 'Finding and reporting hazards', 25],
    ['自救器使用与应急处置', 'Self-rescuer and emergency', 20],
  ],
  safety_inspection: [
    ['检查准备与路线', 'Preparing the round', 20],
    ['采掘工作面隐患排查', 'Hazards at the faces', 35],
    ['违章行为处置与记录', 'Acting on violations', 25],
    ['自救器使用与应急处置', 'Self-rescuer and emergency', 20],
  ],
  hoist: [
    ['开车前检查', 'Checks before starting', 25],
    ['启动、运行与停车操作', 'Starting, running and stopping', 35],
    ['信号识别与保护试验', 'Signals and protection tests', 20],
    ['紧急停车与应急处置', 'Emergency stop', 20],
  ],
  shearer_roadheader: [
    ['开机前检查', 'Checks before starting', 25],
    ['割煤（掘进）操作', 'Cutting', 35],
    ['停机与维护', 'Stopping and maintenance', 20],
    ['故障判断与应急处置', 'Faults and emergency', 20],
  ],
  gas_drainage: [
    ['钻孔施工与封孔', 'Drilling and sealing holes', 30],
    ['抽采参数测定', 'Measuring the drainage', 30],
    ['管路检查与放水', 'Pipes and drainage of water', 20],
    ['异常处理与应急处置', 'Irregularities and emergency', 20],
  ],
  outburst_prevention: [
    ['突出危险性指标测定', 'Measuring the outburst indices', 35],
    ['防突措施施工与检查', 'Preventive measures', 30],
    ['突出预兆识别与撤人', 'Signs of an outburst and withdrawal', 20],
    ['自救器使用与应急处置', 'Self-rescuer and emergency', 15],
  ],
  water_exploration: [
    ['钻机安装与检查', 'Setting up the rig', 20],
    ['探放水钻孔施工', 'Drilling for water', 35],
    ['孔口装置与水量水压观测', 'Collar fittings, flow and pressure', 25],
    ['透水预兆识别与应急处置', 'Signs of an inrush and emergency', 20],
  ],
}

export const STANDARDS: readonly OfferedStandard[] = TRADE_CODES.map((trade) => ({
  name: `${TRADES[trade].title.zh}实际操作考试评分标准（${DEMONSTRATION}）`,
  trade,
  from: '2018-03-01' as CivilDate,
  to: null,
  source: 'demonstration',
  minutes: 40,
  subjects: SUBJECTS[trade].map(([zh, en, points], index): PracticalSubject => ({
    code: `K${index + 1}`,
    title: { zh, en },
    full: points * 100,
  })),
}))

/** The standards that are offered on a day. */
export function standardsOn(day: CivilDate): readonly OfferedStandard[] {
  return STANDARDS.filter(({ from, to }) => from <= day && (to === null || day <= to))
}
