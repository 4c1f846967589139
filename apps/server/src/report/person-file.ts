import type { PersonFile } from '@kaochang/contract/report'
import type { Database } from '@kaochang/database/client'
import { findPersonWithPosts, listCertificatesOfPeople, listEventsOf } from '@kaochang/database/report'
import { listAssessments } from '@kaochang/database/result'
import { listSpotChecksOf } from '@kaochang/database/supervision'
import { listTrainings } from '@kaochang/database/training'
import { type CivilDate, type Instant, civilDateAt } from '@kaochang/domain/instant'
import { marksText } from '@kaochang/domain/law/marks'
import { PERSON_FILE_YEARS, personFileKeptThrough } from '@kaochang/domain/report/retention'
import { type TableSheet, tableBook } from '@kaochang/exchange/table-book'
import { isAssessment } from '@kaochang/domain/law/attempts'
import { reachesEnterprise } from '../enterprise/reach.ts'
import type { Actor } from '../people/access.ts'
import { categoryText, instantText, tradeText } from './words.ts'

type Person = NonNullable<Awaited<ReturnType<typeof findPersonWithPosts>>>

/**
 * A person's whole history of training and assessment (R08-1 (3)) for somebody who may read it; undefined for others.
 * An enterprise reads the files of the people it employs; the authority those of whoever works or was examined there.
 */
export async function readPersonFileFor(
  db: Database,
  actor: Actor,
  personId: string,
  at: Instant,
): Promise<PersonFile | undefined> {
  const person = await findPersonWithPosts(db, personId)
  return person && reachesPerson(actor, person) ? readFile(db, person, at) : undefined
}

function reachesPerson(actor: Actor, { posts, examinedIn }: Person): boolean {
  const employed = posts.some(
    ({ endedOn, enterpriseId: id, province, city, oversight }) =>
      endedOn === null && reachesEnterprise(actor, 'read_people', { id, province, city, oversight }),
  )
  const provinces = [...posts.map(({ province }) => province), ...examinedIn]
  return (
    employed ||
    provinces.some((province) =>
      actor.may('read_people', province === null ? { level: 'nation' } : { level: 'province', province }),
    )
  )
}

async function readFile(db: Database, person: Person, at: Instant): Promise<PersonFile> {
  const { id, name, idNumberMasked, posts } = person
  const trainings = await listTrainings(db, [id])
  const assessments = (await listAssessments(db, [id])).filter(({ purpose }) => isAssessment(purpose))
  const spotChecks = await listSpotChecksOf(db, id)
  const certificates = await listCertificatesOfPeople(db, [id])
  const events = Map.groupBy(
    await listEventsOf(
      db,
      certificates.map((certificate) => certificate.id),
    ),
    ({ certificateId }) => certificateId,
  )
  return {
    format: 'kaochang-person-file/1',
    producedAt: at,
    person: {
      id,
      name,
      idNumberMasked,
      posts: posts.map(({ enterprise, category, post, trade, startedOn, endedOn }) => ({
        enterprise,
        category,
        post,
        trade,
        from: startedOn,
        to: endedOn,
      })),
    },
    trainings: trainings.toReversed().map((training) => ({
      course: training.courseName,
      kind: training.kind,
      institution: training.institution,
      from: training.startedOn,
      to: training.closedOn,
      hoursAttended: training.hoursAttended,
      result: training.result,
      points: training.points,
      certificateNumber: training.certificateNumber,
    })),
    assessments: assessments.map(({ category, trade, purpose, rulesVersion, openedAt, closedAt, attempts }) => ({
      category,
      trade,
      purpose,
      rulesVersion,
      openedAt,
      closedAt,
      attempts: attempts.map(({ sessionName, component, attempt, startsAt, absent, published }) => ({
        session: sessionName,
        component,
        attempt,
        startsAt,
        state: published ? 'published' : absent ? 'absent' : 'not_published',
        points: published?.points ?? null,
        passed: published?.passed ?? null,
        publishedAt: published?.publishedAt ?? null,
      })),
    })),
    spotChecks,
    certificates: certificates.map((certificate) => ({
      category: certificate.category,
      trade: certificate.trade,
      numberMasked: certificate.numberMasked,
      issuedOn: certificate.issuedOn,
      validThrough: certificate.validThrough,
      events: (events.get(certificate.id) ?? []).map(({ onDate, kind, reference }) => ({
        on: onDate,
        kind,
        reference,
      })),
    })),
    retention: {
      years: PERSON_FILE_YEARS,
      keepAtLeastThrough: personFileKeptThrough(keptFrom(person, at)),
      basis: '《煤矿安全培训规定》第八条；《企业文件材料归档范围和档案保管期限规定》（国家档案局令第10号）',
    },
  }
}

/** The day the last post ended; today while one is held, or where none is known. */
function keptFrom({ posts }: Person, at: Instant): CivilDate {
  const today = civilDateAt(at)
  const ended = posts.map(({ endedOn }) => endedOn)
  if (ended.length === 0 || ended.includes(null)) return today
  return ended.reduce<CivilDate>((last, day) => (day !== null && day > last ? day : last), ended[0] ?? today)
}

const RESULTS = { passed: '合格', failed: '不合格', no_exam: '不考试' } as const
const STATES = { published: '已公布', not_published: '未公布', absent: '缺考' } as const
const COMPONENTS = { knowledge: '安全生产知识', practical: '实际操作' } as const

/** The same file as a workbook, a sheet for each part. */
export function personFileBook(file: PersonFile): Promise<Uint8Array> {
  const { person, retention } = file
  const notes = [
    `${person.name}，${person.idNumberMasked}，从业人员安全培训档案（历次培训、考核）`,
    `至少保存至 ${retention.keepAtLeastThrough}。依据：${retention.basis}`,
  ]
  const sheets: TableSheet[] = [
    {
      name: '职务 Posts',
      notes,
      columns: columns([
        ['企业', 30],
        ['人员类别', 20],
        ['职务', 24],
        ['工种', 20],
        ['自', 14],
        ['至', 14],
      ]),
      rows: person.posts.map(({ enterprise, category, post, trade, from, to }) => [
        enterprise,
        categoryText(category),
        post,
        tradeText(trade),
        from,
        to ?? '在职',
      ]),
    },
    {
      name: '培训 Training',
      notes,
      columns: columns([
        ['培训班', 30],
        ['培训机构', 28],
        ['自', 14],
        ['至', 14],
        ['参加学时', 12],
        ['结果', 12],
        ['分数', 10],
        ['培训合格证明编号', 24],
      ]),
      rows: file.trainings.map(
        ({ course, institution, from, to, hoursAttended, result, points, certificateNumber }) => [
          course,
          institution,
          from,
          to,
          String(hoursAttended),
          RESULTS[result],
          points === null ? '' : marksText(points),
          certificateNumber ?? '',
        ],
      ),
    },
    {
      name: '考核 Assessments',
      notes,
      columns: columns([
        ['场次', 34],
        ['人员类别', 20],
        ['工种', 20],
        ['科目', 16],
        ['次数', 8],
        ['时间', 18],
        ['状态', 12],
        ['分数', 10],
        ['结果', 12],
        ['公布时间', 18],
      ]),
      rows: file.assessments.flatMap(({ category, trade, attempts }) =>
        attempts.map(({ session, component, attempt, startsAt, state, points, passed, publishedAt }) => [
          session,
          categoryText(category),
          tradeText(trade),
          COMPONENTS[component],
          String(attempt),
          instantText(startsAt as Instant),
          STATES[state],
          points === null ? '' : marksText(points),
          passed === null ? '' : passed ? '合格' : '不合格',
          publishedAt === null ? '' : instantText(publishedAt as Instant),
        ]),
      ),
    },
    {
      name: '现场抽考 Spot checks',
      notes: [...notes, '现场抽考只作记录，不影响考核合格证明和特种作业操作证。'],
      columns: columns([
        ['抽考', 34],
        ['时间', 18],
        ['人员类别', 20],
        ['分数', 10],
        ['合格线', 10],
        ['责令重新考核', 18],
      ]),
      rows: file.spotChecks.map(({ name, heldAt, category, points, cutScore, orderedAt }) => [
        name,
        instantText(heldAt as Instant),
        categoryText(category),
        points === null ? '' : marksText(points),
        marksText(cutScore),
        orderedAt === null ? '' : instantText(orderedAt as Instant),
      ]),
    },
    {
      name: '证件 Certificates',
      notes,
      columns: columns([
        ['证件', 26],
        ['工种', 20],
        ['编号', 26],
        ['发证日期', 14],
        ['有效期至', 14],
        ['经过', 60],
      ]),
      rows: file.certificates.map(({ category, trade, numberMasked, issuedOn, validThrough, events }) => [
        category === 'operator' ? '特种作业操作证' : '考核合格证明',
        tradeText(trade),
        numberMasked,
        issuedOn,
        validThrough ?? '长期',
        events.map(({ on, kind }) => `${on} ${kind}`).join('；'),
      ]),
    },
  ]
  return tableBook(sheets)
}

/** Headings with their widths. */
export function columns(given: readonly (readonly [header: string, width: number])[]): TableSheet['columns'] {
  return given.map(([header, width]) => ({ header, width }))
}
