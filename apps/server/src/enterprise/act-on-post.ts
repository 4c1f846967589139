import type { RequestOf } from '@kaochang/contract/endpoints'
import type { PersonFileView, addPost, beginMentorship } from '@kaochang/contract/enterprise'
import type { Transaction } from '@kaochang/database/client'
import * as store from '@kaochang/database/enterprise'
import { noteAct } from '@kaochang/database/people'
import { listTrainings } from '@kaochang/database/training'
import { transact } from '@kaochang/database/transact'
import { returnToPost } from '@kaochang/domain/enterprise/absence'
import { signMentorship } from '@kaochang/domain/enterprise/mentor'
import { checkPost } from '@kaochang/domain/enterprise/read-entry'
import type { EnterpriseId, PersonId } from '@kaochang/domain/ids'
import { type CivilDate, type Instant, addDays, civilDateAt } from '@kaochang/domain/instant'
import { type Outcome, type Refusal, allow, refuse } from '@kaochang/domain/outcome'
import { trainingSuffices } from '@kaochang/domain/training/training-suffices'
import type { Deps } from '../deps.ts'
import { meetDuty, startDuty } from '../duty/keep-duties.ts'
import { readDay } from '../law/read-day.ts'
import type { Actor } from '../people/access.ts'
import { getPersonFile } from './person-file.ts'
import { reachesEnterprise } from './reach.ts'
import { dutyOf, finishPost, startPost } from './start-post.ts'

type PostBody = RequestOf<typeof addPost>['body']
type OnPost = {
  readonly tx: Transaction
  readonly enterprise: store.EnterpriseRow
  readonly person: store.PersonRow
  readonly post: store.Employment
  readonly today: CivilDate
  readonly at: Instant
}
type RefusalOf<O extends Outcome<unknown, Refusal>> = Extract<O, { ok: false }>['refusal']

/**
 * One act of an enterprise on a post that has not ended, in one transaction that holds the person: `step` decides and
 * keeps, and says what the log of acts shall know. A post of another enterprise is not found.
 */
async function actOnPost<Step extends Outcome<Readonly<Record<string, unknown>>, Refusal>>(
  { db, clock }: Deps,
  actor: Actor,
  { employmentId, note }: { employmentId: string; note: string },
  step: (on: OnPost) => Promise<Step>,
): Promise<Outcome<PersonFileView, RefusalOf<Step> | { code: 'not_found' | 'post_ended' }>> {
  type Done = Outcome<PersonFileView, RefusalOf<Step> | { code: 'not_found' | 'post_ended' }>
  return transact(db, async (tx): Promise<Done> => {
    const found = await store.lockEmployment(tx, employmentId)
    const enterprise = found && (await store.findEnterpriseRow(tx, found.enterpriseId))
    if (!found || !enterprise || !reachesEnterprise(actor, 'edit_people', enterprise))
      return refuse({ code: 'not_found' })
    const person = await store.findPersonAt(tx, enterprise.id, found.personId)
    if (!person) return refuse({ code: 'not_found' })
    if (found.endedOn !== null) return refuse({ code: 'post_ended' })
    const at = clock.now()
    const today = civilDateAt(at)
    const done: Outcome<Readonly<Record<string, unknown>>, Refusal> = await step({
      tx,
      enterprise,
      person,
      post: found,
      today,
      at,
    })
    if (!done.ok) return done
    const facts = { enterpriseId: enterprise.id, ...done.value }
    await noteAct(tx, { at, staffId: actor.id, act: note, subject: `employment:${found.id}`, facts })
    return allow(await getPersonFile(tx, enterprise.id, person.id, today))
  })
}

/** A further post beside those a person has here: another role, on a track of its own (A29). */
export async function addPostFor(deps: Deps, actor: Actor, enterpriseId: string, personId: string, body: PostBody) {
  const startedOn = readDay(body.startedOn)
  return transact(deps.db, async (tx) => {
    const enterprise = await store.findEnterpriseRow(tx, enterpriseId as EnterpriseId)
    if (!enterprise || !reachesEnterprise(actor, 'edit_people', enterprise)) return refuse({ code: 'not_found' })
    const person = await store.findPersonAt(tx, enterprise.id, personId as PersonId)
    if (!person) return refuse({ code: 'not_found' })
    await store.lockPerson(tx, person.id)
    const at = deps.clock.now()
    const checked = checkPost({ ...body, startedOn }, civilDateAt(at))
    if (!checked.ok) return checked
    const current = await store.listCurrentPosts(tx, [person.id])
    // Whoever left and has a post elsewhere comes back through the list, which says that they moved.
    if (current.some((held) => held.enterpriseId !== enterprise.id)) return refuse({ code: 'employed_elsewhere' })
    if (current.some((held) => held.post === body.post && held.trade === body.trade))
      return refuse({ code: 'post_held_already' })
    const post = { ...newPost(body, startedOn), category: checked.value.category }
    const employment = await startPost(tx, enterprise, person, post, { by: actor.id, at })
    const facts = { enterpriseId: enterprise.id, post: body.post }
    await noteAct(tx, { at, staffId: actor.id, act: 'add_post', subject: `employment:${employment.id}`, facts })
    return allow(await getPersonFile(tx, enterprise.id, person.id, civilDateAt(at)))
  })
}

function newPost({ post, title, trade, underground }: PostBody, startedOn: CivilDate) {
  return { post, title: title?.trim() ?? '', trade, underground, startedOn }
}

/** Moves a person from one post to another: the old one ends the day before. Which clocks run then is A5's to say. */
export async function transferPostFor(deps: Deps, actor: Actor, employmentId: string, body: PostBody) {
  const startedOn = readDay(body.startedOn)
  return actOnPost(
    deps,
    actor,
    { employmentId, note: 'transfer_post' },
    async ({ tx, enterprise, person, post, today, at }) => {
      const checked = checkPost({ ...body, startedOn }, today)
      if (!checked.ok) return checked
      const endedOn = addDays(startedOn, -1)
      if (endedOn < post.startedOn) return refuse({ code: 'day_before_the_post', startedOn: post.startedOn })
      const current = await store.listCurrentPosts(tx, [person.id])
      if (current.some((held) => held.id !== post.id && held.post === body.post && held.trade === body.trade))
        return refuse({ code: 'post_held_already' })
      const next = { ...newPost(body, startedOn), category: checked.value.category }
      // The new post first: the running clocks of the old one have somewhere to go.
      const employment = await startPost(tx, enterprise, person, next, { by: actor.id, at })
      await finishPost(tx, person, post, { endedOn, reason: '调岗 / transferred' }, at)
      return allow({ to: employment.id, post: body.post })
    },
  )
}

/** Ends a post on its last day. */
export async function endPostFor(
  deps: Deps,
  actor: Actor,
  employmentId: string,
  asked: { readonly endedOn: string; readonly reason: string },
) {
  const endedOn = readDay(asked.endedOn)
  return actOnPost(deps, actor, { employmentId, note: 'end_post' }, async ({ tx, person, post, today, at }) => {
    const day = checkDay(endedOn, post, today)
    if (!day.ok) return day
    await finishPost(tx, person, post, { endedOn, reason: asked.reason.trim() }, at)
    return allow({ endedOn })
  })
}

function checkDay(day: CivilDate, { startedOn }: store.Employment, today: CivilDate) {
  if (day < startedOn) return refuse({ code: 'day_before_the_post', startedOn })
  return day > today ? refuse({ code: 'day_in_the_future' }) : allow(true)
}

/** Writes down the first day off a post; an operator's six months begin (R30-1). */
export async function leavePostFor(
  deps: Deps,
  actor: Actor,
  employmentId: string,
  asked: { readonly awayFrom: string },
) {
  const awayFrom = readDay(asked.awayFrom)
  return actOnPost(
    deps,
    actor,
    { employmentId, note: 'leave_post' },
    async ({ tx, enterprise, person, post, today, at }) => {
      if (post.awayFrom !== null) return refuse({ code: 'away_already' })
      const day = checkDay(awayFrom, post, today)
      if (!day.ok) return day
      await store.updateEmployment(tx, post.id, { awayFrom })
      if (post.category === 'operator')
        await startDuty(tx, 'operator.absence', awayFrom, dutyOf(enterprise, person, post), at)
      return allow({ awayFrom })
    },
  )
}

/** Writes down the first day back. Refused until what arts. 30 and 37 ask for was passed. */
export async function comeBackFor(deps: Deps, actor: Actor, employmentId: string, asked: { readonly backOn: string }) {
  const backOn = readDay(asked.backOn)
  return actOnPost(deps, actor, { employmentId, note: 'come_back' }, async ({ tx, person, post, today, at }) => {
    const { awayFrom, category, underground } = post
    if (awayFrom === null) return refuse({ code: 'not_away' })
    if (backOn > today) return refuse({ code: 'day_in_the_future' })
    const may = returnToPost({ category, underground, awayFrom, backOn }, await passedSince(tx, post, awayFrom, backOn))
    if (!may.ok) return may
    await store.updateEmployment(tx, post.id, { awayFrom: null })
    await meetDuty(tx, 'operator.absence', { kind: 'employment', id: post.id }, at, backOn)
    return allow({ awayFrom, backOn, person: person.id })
  })
}

/** What a person passed since they went away: the practical exam again, or a training. */
async function passedSince(tx: Transaction, { personId, trade }: store.Employment, after: CivilDate, on: CivilDate) {
  const passed = (await store.listCertificatesOf(tx, [personId])).flatMap((held) =>
    held.category === 'operator' &&
    held.trade === trade &&
    held.practicalAgainOn !== null &&
    held.practicalAgainOn <= on
      ? [held.practicalAgainOn]
      : [],
  )
  const training = trainingSuffices({ for: 'worker_again', after }, await listTrainings(tx, [personId]), on)
  return {
    practicalAgainOn: passed.toSorted().at(-1) ?? null,
    trainedOn: training.ok ? (training.value.trainings[0]?.closedOn ?? null) : null,
  }
}

/** Puts a new underground worker under a mentor; the four months begin (R36-1). What the mentor lacks is only a warning (R36-2). */
export async function beginMentorshipFor(
  deps: Deps,
  actor: Actor,
  employmentId: string,
  body: RequestOf<typeof beginMentorship>['body'],
) {
  const startedOn = readDay(body.startedOn)
  const on = { employmentId, note: 'begin_mentorship' }
  return actOnPost(deps, actor, on, async ({ tx, enterprise, person, post, today, at }) => {
    if (!post.underground) return refuse({ code: 'mentor_only_underground' })
    const day = checkDay(startedOn, post, today)
    if (!day.ok) return day
    const [before] = await store.listMentorships(tx, [post.id])
    if (before) return refuse({ code: 'mentor_stands_already' })
    const entered = { employmentId: post.id, startedOn, enteredBy: actor.id, enteredAt: at }
    await store.insertMentorship(tx, { ...body, ...entered })
    await startDuty(tx, 'worker.mentor', startedOn, dutyOf(enterprise, person, post), at)
    return allow({ startedOn })
  })
}

/** Records the certificate that the mentor signed, once four full months are over (R36-1). */
export async function signMentorshipFor(
  deps: Deps,
  actor: Actor,
  employmentId: string,
  asked: { readonly signedOn: string },
) {
  const signedOn = readDay(asked.signedOn)
  return actOnPost(deps, actor, { employmentId, note: 'sign_mentorship' }, async ({ tx, post, today, at }) => {
    const [mentorship] = await store.listMentorships(tx, [post.id])
    if (!mentorship) return refuse({ code: 'mentorship_not_begun' })
    if (mentorship.signedOn !== null) return refuse({ code: 'mentorship_signed' })
    if (signedOn > today) return refuse({ code: 'day_in_the_future' })
    const signed = signMentorship(mentorship.startedOn, signedOn)
    if (!signed.ok) return signed
    await store.setMentorshipSigned(tx, mentorship.id, signedOn)
    await meetDuty(tx, 'worker.mentor', { kind: 'employment', id: post.id }, at, signedOn)
    return allow({ signedOn })
  })
}
