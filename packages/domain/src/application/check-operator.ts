import { type CivilDate } from '../instant.ts'
import { officialCalendar } from '../law/calendar.ts'
import { deadline } from '../law/deadline.ts'
import type { Education, EducationLevel, WorkPeriod } from '../people/background.ts'
import type { Training } from '../training/training.ts'
import { type TrainingPurpose, trainingSuffices } from '../training/training-suffices.ts'
import type { ApplicationPurpose, HeldCertificate, TrainingWaiver } from './application.ts'
import type { Finding } from './finding.ts'
import { educationWords } from './finding-words.ts'
import { experience } from './work-experience.ts'

/** Whoever is newly on a special-operation post from this day needs senior middle school (R22-1). */
export const SENIOR_MIDDLE_FROM = '2018-06-01' as CivilDate

const FROM_SENIOR_MIDDLE: readonly EducationLevel[] = [
  'senior_middle',
  'vocational',
  'college_diploma',
  'bachelor',
  'master_or_above',
]
const FROM_VOCATIONAL: readonly EducationLevel[] = ['vocational', 'college_diploma', 'bachelor', 'master_or_above']

export type Operator = {
  readonly purpose: ApplicationPurpose
  readonly trade: string
  readonly education: Education | null
  readonly work: readonly WorkPeriod[]
  /** The first day on any special-operation post; null for somebody who never held one (A25). */
  readonly firstPostOn: CivilDate | null
  /** The course the application rests on. */
  readonly training: Training | null
  /** The day of a last failure that training must come after (R27-8); null for none. */
  readonly failedOn: CivilDate | null
  readonly waiver: TrainingWaiver
  readonly certificate: HeldCertificate | null
  /** When the application was made; null before it is. */
  readonly submittedOn: CivilDate | null
}

/**
 * The course that an application rests on: the latest that suffices, else the latest of the trade, so that what is
 * lacking can be named. Null where the purpose asks for none (R30-1), or there is none.
 */
export function fittingTraining(
  trainings: readonly Training[],
  asked: { readonly purpose: ApplicationPurpose; readonly trade: string; readonly failedOn: CivilDate | null },
  on: CivilDate,
): Training | null {
  const purpose = trainingPurpose(asked)
  if (purpose === null) return null
  const suffices = trainingSuffices(purpose, trainings, on)
  if (suffices.ok) return suffices.value.trainings[0] ?? null
  const ofTrade = trainings.filter(
    ({ category, trade, kind }) => category === 'operator' && trade === asked.trade && kind !== 'refresher',
  )
  return ofTrade.toSorted((a, b) => (a.closedOn > b.closedOn ? -1 : 1))[0] ?? null
}

/** Whether an operator meets arts. 22, 25 and 29, condition by condition. Art. 30 asks for nothing beyond its certificate. */
export function checkOperator(operator: Operator, on: CivilDate): Finding[] {
  switch (operator.purpose) {
    case 'first':
      return [schooling(operator, on), coalBackground(operator, on), initialTraining(operator, on)]
    case 'renewal':
      return [renewalTraining(operator, on), renewalInTime(operator, on)]
    case 'practical_again':
    case 'reassessment':
      return []
  }
}

/** The last day on which renewal training and application are in time: sixty days before the last valid day (R29-1). */
export function renewalMark(validThrough: CivilDate): CivilDate {
  // Counted back in days and never rolled, so no calendar can move it.
  return deadline('operator.renewalMark', validThrough, officialCalendar()).due
}

function trainingPurpose({
  purpose,
  trade,
  failedOn: after,
}: Pick<Operator, 'purpose' | 'trade' | 'failedOn'>): TrainingPurpose | null {
  if (purpose === 'first') return { for: 'operator_first', trade, after }
  return purpose === 'renewal' ? { for: 'operator_renewal', trade, after } : null
}

function suffices(operator: Operator, on: CivilDate) {
  const purpose = trainingPurpose(operator)
  return purpose !== null && operator.training !== null && trainingSuffices(purpose, [operator.training], on).ok
}

/** R22-1: junior middle school, or senior middle school for whoever is new on the post from 2018-06-01. */
function schooling({ education, firstPostOn }: Operator, on: CivilDate): Finding {
  const isNew = (firstPostOn ?? on) >= SENIOR_MIDDLE_FROM
  const asked = isNew
    ? {
        zh: `2018年6月1日起新上岗（首次上岗 ${firstPostOn ?? '尚未上岗'}），应当具备高中及以上文化程度`,
        en: `New on the post from 2018-06-01 (first day: ${firstPostOn ?? 'not yet'}): senior middle school or above`,
      }
    : {
        zh: `2018年6月1日前已上岗（首次上岗 ${firstPostOn}），应当具备初中及以上文化程度`,
        en: `On the post before 2018-06-01 (first day: ${firstPostOn}): junior middle school or above`,
      }
  const met =
    education !== null &&
    (FROM_SENIOR_MIDDLE.includes(education.level) || (!isNew && education.level === 'junior_middle'))
  const has = educationWords(education)
  return {
    code: 'operator_schooling',
    article: '22',
    verdict: met ? 'met' : 'not_met',
    zh: `${asked.zh}；登记的学历：${has.zh}`,
    en: `${asked.en}; on record: ${has.en}`,
  }
}

/** R22-2: coal-related work, or a related vocational qualification. */
function coalBackground({ education, work }: Operator, on: CivilDate): Finding {
  const { years, days } = experience(work, ['coal', 'coal_safety'], on)
  const worked = years > 0 || days > 0
  const qualified = isGraduate(education)
  return {
    code: 'operator_background',
    article: '22',
    verdict: worked || qualified ? 'met' : 'not_met',
    zh: `应当具有煤矿相关工作经历，或者职高、技校及中专以上相关专业学历；登记：${worked ? `煤矿相关工作 ${years} 年 ${days} 天` : '无煤矿相关工作经历'}，${qualified ? '有相关专业学历' : '无相关专业学历'}`,
    en: `Coal-related work, or a related vocational qualification; on record: ${worked ? `${years} years and ${days} days of coal-related work` : 'no coal-related work'}, ${qualified ? 'a related qualification' : 'no related qualification'}`,
  }
}

/** R25-1, or R25-2 in its place. */
function initialTraining(operator: Operator, on: CivilDate): Finding {
  const { training, waiver, education } = operator
  if (waiver !== 'no') return trainingWaiver(waiver, education)
  const { zh, en } = trainingWords(training)
  return {
    code: 'operator_training',
    article: '25',
    verdict: suffices(operator, on) ? 'met' : 'not_met',
    zh: `初次培训不得少于 90 学时并考核合格；登记：${zh}`,
    en: `Initial training of at least 90 hours, passed; on record: ${en}`,
  }
}

/** R25-2: the schooling decides whether a waiver can be had; that the papers are true, an officer's eyes. */
function trainingWaiver(waiver: 'asked' | 'granted', education: Education | null): Finding {
  const has = educationWords(education)
  const possible = isGraduate(education)
  return {
    code: 'training_waiver',
    article: '25',
    verdict: !possible ? 'not_met' : waiver === 'granted' ? 'met' : 'to_verify',
    zh: `免予初次培训须为职高、技校及中专以上学历、专业与所从事的特种作业相应，并经审核属实；登记的学历：${has.zh}`,
    en: `The waiver of initial training needs a vocational or higher qualification in the matching subject, verified by the authority; on record: ${has.en}`,
  }
}

/** R29-1. A course from before the certificate renewed the one before it, and not this one. */
function renewalTraining(operator: Operator, on: CivilDate): Finding {
  const { training, certificate } = operator
  const { zh, en } = trainingWords(training)
  const ofThisTerm = training !== null && certificate !== null && training.closedOn >= certificate.validFrom
  return {
    code: 'renewal_training',
    article: '29',
    verdict: ofThisTerm && suffices(operator, on) ? 'met' : 'not_met',
    zh: `延期换证应当参加不少于 24 学时的专门培训并合格；登记：${zh}`,
    en: `Renewal needs special training of at least 24 hours, passed; on record: ${en}`,
  }
}

/** A17: training and application by the mark are in time; later but before expiry is accepted and flagged. */
function renewalInTime({ training, certificate, submittedOn }: Operator, on: CivilDate): Finding {
  const validThrough = certificate?.validThrough ?? null
  if (validThrough === null) {
    return {
      code: 'renewal_in_time',
      article: '29',
      verdict: 'not_met',
      zh: '没有登记本工种的有效特种作业操作证',
      en: 'No valid certificate of this trade is on record',
    }
  }
  const mark = renewalMark(validThrough)
  const appliedOn = submittedOn ?? on
  const trainedOn = training?.closedOn ?? null
  const inTime = appliedOn <= mark && trainedOn !== null && trainedOn <= mark
  return {
    code: 'renewal_in_time',
    article: '29',
    verdict: inTime ? 'met' : 'flagged',
    zh: `有效期至 ${validThrough}，应在 ${mark} 前完成专门培训并提出申请；培训结束 ${trainedOn ?? '未登记'}，申请 ${appliedOn}${inTime ? '' : '，已过期限，仍在有效期内，予以受理并注明'}`,
    en: `Valid through ${validThrough}: training and application by ${mark}; training ended ${trainedOn ?? 'not recorded'}, applied ${appliedOn}${inTime ? '' : '; late but before expiry, taken in and flagged'}`,
  }
}

/** A graduate of a vocational school or above in a coal-related subject. */
function isGraduate(education: Education | null) {
  return education !== null && education.coalRelated && FROM_VOCATIONAL.includes(education.level)
}

function trainingWords(training: Training | null) {
  if (training === null) return { zh: '没有登记相应的培训', en: 'no such training recorded' }
  const { hoursAttended: hours, startedOn, closedOn, result } = training
  const passed = result === 'passed'
  return {
    zh: `${hours} 学时，${startedOn} 至 ${closedOn}，${passed ? '合格' : '未合格'}`,
    en: `${hours} hours, ${startedOn} to ${closedOn}, ${passed ? 'passed' : 'not passed'}`,
  }
}
