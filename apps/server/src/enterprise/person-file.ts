import type { ClockView, EnterpriseView, PersonFileView, PersonView, PostView } from '@kaochang/contract/enterprise'
import type { Database, Transaction } from '@kaochang/database/client'
import * as store from '@kaochang/database/enterprise'
import { type PersonTraining, listTrainings } from '@kaochang/database/training'
import { mentorWarnings } from '@kaochang/domain/enterprise/mentor'
import { type KnownOf, postWarnings } from '@kaochang/domain/enterprise/post-warnings'
import type { EnterpriseId, PersonId } from '@kaochang/domain/ids'
import type { CivilDate } from '@kaochang/domain/instant'
import { CLOCKS } from '@kaochang/domain/law/deadline'

export function presentEnterprise(enterprise: store.Enterprise): EnterpriseView {
  const { createdAt: _, createdBy: __, ...view } = enterprise
  return view
}

function presentClock(duty: store.Duty, today: CivilDate): ClockView {
  const { id, clock, personId, title, fromDate, due, strict, provisional, metOn, lapsedBecause } = duty
  const employmentId = duty.subjectKind === 'employment' ? duty.subjectId : null
  const closed = duty.closedAt !== null
  const overdue = !closed && CLOCKS[clock].meaning === 'due_by' && due < today
  return {
    id,
    clock,
    personId,
    employmentId,
    title,
    fromDate,
    due,
    strict,
    provisional,
    metOn,
    lapsedBecause,
    closed,
    overdue,
  }
}

type Known = {
  readonly employments: readonly store.Employment[]
  readonly mentorships: readonly store.Mentorship[]
  readonly duties: readonly store.Duty[]
  readonly backgrounds: readonly store.Background[]
  readonly trainings: readonly PersonTraining[]
  readonly certificates: readonly store.PersonCertificate[]
}

/** Everything an enterprise may know of some of its people, read at once. */
async function readKnown(
  db: Database | Transaction,
  enterprise: store.EnterpriseRow,
  personIds: readonly PersonId[],
  closed: boolean,
): Promise<Known> {
  const employments = await store.listEmployments(db, enterprise.id, personIds)
  const trainings = await listTrainings(db, personIds)
  return {
    employments,
    mentorships: await store.listMentorships(
      db,
      employments.map(({ id }) => id),
    ),
    duties: await store.listEnterpriseDuties(db, enterprise.id, { personIds, closed }),
    backgrounds: await store.listBackgrounds(db, enterprise.id, personIds),
    // What another enterprise organised is that enterprise's; an open course and the higher enterprise's are not.
    trainings: trainings.filter(
      ({ organiserId }) =>
        organiserId === null || organiserId === enterprise.id || organiserId === enterprise.higherEnterpriseId,
    ),
    certificates: await store.listCertificatesOf(db, personIds),
  }
}

/** The people of an enterprise with their posts and running clocks, as the roll lists them. */
export async function presentPeople(
  db: Database | Transaction,
  enterprise: store.EnterpriseRow,
  people: readonly store.PersonRow[],
  today: CivilDate,
): Promise<PersonView[]> {
  const known = await readKnown(
    db,
    enterprise,
    people.map(({ id }) => id),
    false,
  )
  const groups = groupByPerson(known)
  return people.map((person) => presentPerson(person, groups(person.id), today))
}

/** One person's file (R08-1). Undefined for somebody who never had a post in the enterprise. */
export async function readPersonFile(
  db: Database | Transaction,
  enterprise: store.EnterpriseRow,
  personId: PersonId,
  today: CivilDate,
): Promise<PersonFileView | undefined> {
  const person = await store.findPersonAt(db, enterprise.id, personId)
  if (!person) return undefined
  const known = await readKnown(db, enterprise, [personId], true)
  const [background] = known.backgrounds
  return {
    enterpriseId: enterprise.id,
    person: presentPerson(person, known, today),
    background: {
      education: background?.education ?? null,
      work: background?.work.map((period) => ({ ...period })) ?? [],
      skillGrade: background?.skillLevel ?? null,
      changedAt: background?.changedAt ?? null,
    },
    trainings: known.trainings.map(({ personId: _, organiserId: __, ...training }) => training),
    certificates: known.certificates.map(({ id, category, trade, numberMasked, issuedOn, validThrough, ended }) => ({
      id,
      category,
      trade,
      numberMasked,
      issuedOn,
      validThrough,
      ended,
    })),
  }
}

function groupByPerson(known: Known) {
  const employments = Map.groupBy(known.employments, ({ personId }) => personId)
  const duties = Map.groupBy(known.duties, ({ personId }) => personId)
  const backgrounds = Map.groupBy(known.backgrounds, ({ personId }) => personId)
  const trainings = Map.groupBy(known.trainings, ({ personId }) => personId)
  const certificates = Map.groupBy(known.certificates, ({ personId }) => personId)
  return (id: PersonId): Known => ({
    employments: employments.get(id) ?? [],
    mentorships: known.mentorships,
    duties: duties.get(id) ?? [],
    backgrounds: backgrounds.get(id) ?? [],
    trainings: trainings.get(id) ?? [],
    certificates: certificates.get(id) ?? [],
  })
}

function presentPerson({ id, name, idNumberMasked }: store.PersonRow, known: Known, today: CivilDate): PersonView {
  const valid = known.certificates.filter(
    ({ ended, validThrough }) => !ended && (validThrough === null || validThrough >= today),
  )
  const knownOf: KnownOf = {
    level: known.backgrounds[0]?.education?.level ?? null,
    trainings: known.trainings,
    certifiedTrades: valid.flatMap(({ trade }) => trade ?? []),
  }
  const mentorshipOf = new Map(known.mentorships.map((mentorship) => [mentorship.employmentId, mentorship]))
  return {
    id,
    name,
    idNumberMasked,
    posts: known.employments.map((post) => presentPost(post, mentorshipOf.get(post.id), knownOf, today)),
    clocks: known.duties.map((duty) => presentClock(duty, today)),
  }
}

function presentPost(
  employment: store.Employment,
  mentorship: store.Mentorship | undefined,
  known: KnownOf,
  today: CivilDate,
): PostView {
  const { id, category, post, title, trade, underground, startedOn, endedOn, endReason, awayFrom } = employment
  const { adjustmentReason } = employment
  const mustBeAdjusted = adjustmentReason !== null
  const held = {
    category,
    trade,
    underground,
    startedOn,
    awayFrom,
    mustBeAdjusted,
    hasMentor: mentorship !== undefined,
  }
  return {
    id,
    category,
    post,
    title,
    trade,
    underground,
    startedOn,
    endedOn,
    endReason,
    awayFrom,
    adjustmentReason,
    mentorship: mentorship ? presentMentorship(mentorship) : null,
    // Nothing is left to mend of a post that ended.
    warnings: endedOn === null ? postWarnings(held, known, today) : [],
  }
}

function presentMentorship(mentorship: store.Mentorship): NonNullable<PostView['mentorship']> {
  const { mentorName, mentorSkillGrade, mentorYears, mentorViolations, startedOn, signedOn } = mentorship
  const warnings = mentorWarnings({ skillGrade: mentorSkillGrade, years: mentorYears, violations: mentorViolations })
  return { mentorName, mentorSkillGrade, mentorYears, mentorViolations, startedOn, signedOn, warnings }
}

/** The person's file after an act on it; they are there, since the act found them. */
export async function getPersonFile(
  tx: Transaction,
  enterpriseId: EnterpriseId,
  personId: PersonId,
  today: CivilDate,
): Promise<PersonFileView> {
  const enterprise = await store.findEnterpriseRow(tx, enterpriseId)
  const file = enterprise && (await readPersonFile(tx, enterprise, personId, today))
  if (!file) throw new Error('The person whom the act was about is not there')
  return file
}
