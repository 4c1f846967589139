import { listApplicants } from '@kaochang/database/application'
import type { DocumentKind } from '@kaochang/domain/application/application'
import type { ApplicationId } from '@kaochang/domain/ids'
import { type CivilDate, type Instant, addDays, civilDateAt, startOfDay } from '@kaochang/domain/instant'
import { invariant } from '@kaochang/domain/outcome'
import { acceptApplicationFor } from '../application/accept-application.ts'
import { askForPapersFor } from '../application/ask-for-papers.ts'
import { enterDelegationFor } from '../application/delegate.ts'
import { draftApplicationsFor } from '../application/draft-applications.ts'
import { enterprisesOf } from '../application/reach.ts'
import { refuseApplicationFor } from '../application/refuse-application.ts'
import { submitApplicationFor } from '../application/submit-application.ts'
import { uploadDocumentFor } from '../application/upload-document.ts'
import { withdrawApplicationFor } from '../application/withdraw-application.ts'
import { openPdf } from '../pdf/open-pdf.ts'
import type { Actor } from '../people/access.ts'
import { demoActor } from './demo-actors.ts'
import { type TurnedDeps, given } from './hold-session.ts'

const HOUR = 3_600_000

/** What stands on the sample papers: nobody's name, so that one of each kind serves everybody. */
const PAPERS: Readonly<Record<DocumentKind, string>> = {
  application_form: '煤矿特种作业操作资格考试申请表',
  id_card: '居民身份证复印件',
  education: '学历证书复印件',
  appointment: '关于任职的通知',
  work_history: '工作经历证明',
  training_certificate: '安全培训合格证明',
  other: '其他材料',
}

const MANAGER: readonly DocumentKind[] = ['appointment', 'education', 'work_history']
const OPERATOR: readonly DocumentKind[] = ['application_form', 'id_card', 'training_certificate']

/**
 * Applications in every state: a draft, some that wait for review, one in time and one late, one whose papers were asked
 * for, accepted ones that wait for an exam, one refused for art. 11, one withdrawn; and a trade that Datong decides.
 */
export async function demoApplications(deps: TurnedDeps, now: Instant): Promise<void> {
  const today = civilDateAt(now)
  const [shanxi, guizhou, datong, group, qinglong] = await Promise.all(
    ['officer-shanxi', 'officer-guizhou', 'enterprise-datong', 'enterprise-group', 'enterprise-guizhou'].map((login) =>
      demoActor(deps, login),
    ),
  )
  invariant(shanxi && guizhou && datong && group && qinglong, 'the demonstration’s staff has been appointed')

  deps.turn(nineOn(addDays(today, -30)))
  given(
    await enterDelegationFor(deps, shanxi, {
      province: '14',
      city: '1402',
      trades: ['hoist'],
      fromDate: addDays(today, -30),
      toDate: addDays(today, 700),
      reference: '晋煤安培〔演示〕7 号',
    }),
  )

  // The work histories were entered two days ago.
  deps.turn(nineOn(addDays(today, -1)))
  const sample = samples(deps)
  const handIn = async (clerk: Actor, name: string, kinds: readonly DocumentKind[]) => {
    const id = await draft(deps, clerk, name)
    for (const kind of kinds) given(await uploadDocumentFor(deps, clerk, id, await sample(kind)))
    given(await submitApplicationFor(deps, clerk, id))
    return id
  }
  const accepted = [await handIn(datong, '武镇岳', MANAGER), await handIn(datong, '阿依古丽·买买提', OPERATOR)]
  await handIn(datong, '𠮷田福', MANAGER)
  await handIn(datong, '高秀英', OPERATOR)
  await handIn(group, '郭振华', MANAGER)
  const incomplete = await handIn(datong, '淼𣱝', ['appointment'])
  await handIn(datong, '马金锁', ['application_form', 'id_card'])
  const takenBack = await handIn(datong, '㛃婷', MANAGER)
  const refused = await handIn(qinglong, '欧阳龑', MANAGER)
  const begun = await draft(deps, datong, '朱镕犇')
  given(await uploadDocumentFor(deps, datong, begun, await sample('appointment')))

  deps.turn((nineOn(addDays(today, -1)) + 5 * HOUR) as Instant)
  for (const id of accepted) given(await acceptApplicationFor(deps, shanxi, id, false))
  given(
    await askForPapersFor(deps, shanxi, incomplete, {
      missing: ['education', 'work_history'],
      note: '请补交学历证书复印件和煤矿安全生产工作经历证明',
    }),
  )
  given(await withdrawApplicationFor(deps, datong, takenBack, '任职文件有误，更正后重新申请'))
  given(await refuseApplicationFor(deps, guizhou, refused, { grounds: [], falsePapers: false }))
}

async function draft(deps: TurnedDeps, clerk: Actor, name: string): Promise<ApplicationId> {
  const applicants = await listApplicants(deps.db, enterprisesOf(clerk))
  const post = applicants.find(({ person }) => person.name === name)
  invariant(post, `${name} has a post that is assessed`)
  const { drafted, problems } = given(
    await draftApplicationsFor(deps, clerk, {
      employmentIds: [post.employment.id],
      purpose: 'first',
      basis: 'work',
      household: null,
      asksTrainingWaiver: false,
    }),
  )
  const [made] = drafted
  invariant(made, `the demonstration’s people may apply: ${JSON.stringify(problems)}`)
  return made.id
}

/** Sample papers, each drawn when it is first asked for. */
function samples({ clock }: TurnedDeps) {
  const drawn = new Map<DocumentKind, Promise<Buffer>>()
  return async (kind: DocumentKind) => {
    const bytes = drawn.get(kind) ?? drawPaper(PAPERS[kind], clock.now())
    drawn.set(kind, bytes)
    return { kind, fileName: `${PAPERS[kind]}.pdf`, bytes: await bytes }
  }
}

async function drawPaper(title: string, at: Instant): Promise<Buffer> {
  const { doc, finish } = openPdf({ title, at })
  doc.font('bold').fontSize(22).text(title, { align: 'center' })
  doc.moveDown(2).font('regular').fontSize(13)
  doc.text('演示材料：内容均为虚构，仅用于展示材料的上传、查看和审核。')
  doc.moveDown().text('Sample paper of the demonstration: nothing on it is real.')
  return finish()
}

/** Nine in the morning in Beijing. */
function nineOn(date: CivilDate): Instant {
  return (startOfDay(date) + 9 * HOUR) as Instant
}
