import type { CoverageGroup, readEnterpriseReport } from '@kaochang/contract/report'
import type { ResponseOf } from '@kaochang/contract/endpoints'
import type { Database } from '@kaochang/database/client'
import { type TrainingPlan, listTrainingPlans } from '@kaochang/database/enterprise'
import {
  type ReportCertificate,
  type RollPerson,
  listCertificatesOfPeople,
  listCoursesOf,
  listLastResults,
  listRolls,
  listTrainedWorkers,
} from '@kaochang/database/report'
import type { SupervisedEnterprise } from '@kaochang/database/supervision'
import { type Institution, type PersonTraining, listInstitutions, listTrainings } from '@kaochang/database/training'
import type { EnterpriseId, PersonId } from '@kaochang/domain/ids'
import { type CivilDate, type Instant, civilDateAt } from '@kaochang/domain/instant'
import { officialCalendar } from '@kaochang/domain/law/calendar'
import { CLOCKS, deadline } from '@kaochang/domain/law/deadline'
import { type Validity, coverageOf, validityOn } from '@kaochang/domain/report/coverage'
import { INSPECTION_HEADINGS } from '@kaochang/domain/report/inspection'
import { archiveClock } from '@kaochang/domain/training/training'
import { inspectionSheets } from './inspection-sheets.ts'

/** Everything that the reports on one enterprise are made of. */
export type EnterpriseMaterial = {
  readonly today: CivilDate
  readonly roll: readonly (RollPerson & { readonly validity: Validity })[]
  readonly certificates: ReadonlyMap<PersonId, readonly ReportCertificate[]>
  readonly trainings: ReadonlyMap<PersonId, readonly PersonTraining[]>
  readonly lastResults: ReadonlyMap<PersonId, Awaited<ReturnType<typeof listLastResults>>[number]>
  readonly courses: readonly (Awaited<ReturnType<typeof listCoursesOf>>[number] & {
    readonly years: number
    readonly keepThrough: CivilDate
  })[]
  readonly plans: readonly TrainingPlan[]
  readonly ownTraining: readonly Institution[]
}

export async function readMaterial(db: Database, id: EnterpriseId, at: Instant): Promise<EnterpriseMaterial> {
  const today = civilDateAt(at)
  const roll = await withValidity(db, await listRolls(db, id), today)
  const personIds = [...new Set(roll.map(({ personId }) => personId))]
  const courses = await listCoursesOf(db, id)
  return {
    today,
    roll,
    certificates: Map.groupBy(await listCertificatesOfPeople(db, personIds), ({ personId }) => personId),
    trainings: Map.groupBy(await listTrainings(db, personIds), ({ personId }) => personId),
    lastResults: new Map((await listLastResults(db, personIds)).map((result) => [result.personId, result])),
    courses: courses.map((course) => {
      const clock = archiveClock(course.category)
      // Years never roll, so no calendar can move the day.
      const { due } = deadline(clock, course.closedOn, officialCalendar())
      return { ...course, years: CLOCKS[clock].length, keepThrough: due }
    }),
    plans: await listTrainingPlans(db, id),
    ownTraining: (await listInstitutions(db)).filter(({ enterpriseId }) => enterpriseId === id),
  }
}

async function withValidity(db: Database, roll: readonly RollPerson[], today: CivilDate) {
  const personIds = [...new Set(roll.map(({ personId }) => personId))]
  const certificates = Map.groupBy(await listCertificatesOfPeople(db, personIds), ({ personId }) => personId)
  const trained = await listTrainedWorkers(db, personIds)
  return roll.map((person) => {
    const held = { certificates: certificates.get(person.personId) ?? [], trainingPassed: trained.has(person.personId) }
    return { ...person, validity: validityOn(person, held, today) }
  })
}

/** One enterprise at a glance: coverage with those missing, the eight headings, and until when its files are kept. */
export async function readEnterpriseReportOf(
  db: Database,
  enterprise: SupervisedEnterprise,
  at: Instant,
): Promise<ResponseOf<typeof readEnterpriseReport>> {
  const material = await readMaterial(db, enterprise.id, at)
  const { roll, courses, today } = material
  const { groups, total } = coverageOf(roll)
  const sheets = inspectionSheets(enterprise.name, material)
  return {
    enterprise: { id: enterprise.id, name: enterprise.name },
    coverage: {
      groups: groups.map((group) => ({ ...group })),
      total,
      missing: roll.flatMap(({ validity, ...person }) => {
        if (validity === 'valid') return []
        const { personId, name, idNumberMasked, category, post, trade } = person
        return [{ personId, name, idNumberMasked, category, post, trade, why: validity }]
      }),
    },
    people: roll.map(({ personId, name, idNumberMasked, category, post, trade }) => ({
      personId,
      name,
      idNumberMasked,
      category,
      post,
      trade,
    })),
    headings: INSPECTION_HEADINGS.map((heading) => ({
      heading,
      rowCount: sheets[heading].rows.length,
      recorded: sheets[heading].rows.length > 0,
    })),
    courseFiles: courses.map(({ id, name, category, closedOn, years, keepThrough }) => ({
      courseId: id,
      name,
      category,
      closedOn,
      years,
      keepThrough,
      past: keepThrough < today,
    })),
  }
}

/** Coverage by enterprise, category and trade of the provinces that the reader reaches (B3). */
export async function readCoverageFor(
  db: Database,
  reaches: (province: string) => boolean,
  at: Instant,
): Promise<CoverageGroup[]> {
  const roll = (await listRolls(db)).filter(({ province }) => reaches(province))
  return coverageOf(await withValidity(db, roll, civilDateAt(at))).groups.map((group) => ({ ...group }))
}
