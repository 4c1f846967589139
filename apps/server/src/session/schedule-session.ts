import type { RequestOf } from '@kaochang/contract/endpoints'
import type { scheduleSession } from '@kaochang/contract/session'
import { noteAct } from '@kaochang/database/people'
import { type Session, findSite, getSession, insertSession } from '@kaochang/database/session'
import { transact } from '@kaochang/database/transact'
import type { SiteId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { AllocationRefusal } from '@kaochang/domain/paper/allocate'
import { type BlueprintRefusal, checkBlueprint } from '@kaochang/domain/paper/blueprint'
import { findBlueprint, tradeOf } from '@kaochang/domain/paper/blueprints'
import { prepareDraw } from '@kaochang/domain/paper/draw-paper'
import type { BankRefusal } from '@kaochang/domain/session/check-banks'
import { type ScheduleRefusal, checkSchedule } from '@kaochang/domain/session/check-schedule'
import { DEFAULT_SETTINGS } from '@kaochang/domain/session/session'
import type { Deps } from '../deps.ts'
import { readCalendar } from '../law/read-calendar.ts'
import { chooseBanks } from '../paper/choose-banks.ts'
import { readPool } from '../paper/read-pool.ts'
import type { Actor } from '../people/access.ts'
import { authorityFor } from './reach.ts'

type Refusals =
  | { code: 'not_permitted' | 'not_found' | 'bank_not_for_this_exam' }
  | { code: 'blueprint_unknown'; name: string }
  | BlueprintRefusal
  | ScheduleRefusal
  | BankRefusal
  | AllocationRefusal

/**
 * Plans a session for the officer's own authority. What would fail on the day fails now: a blueprint that
 * leaves out a mandatory area, a bank that is not filed or too small, a site that is not designated.
 */
export async function scheduleSessionFor(
  { db, clock }: Deps,
  actor: Actor,
  asked: RequestOf<typeof scheduleSession>['body'],
): Promise<Outcome<Session, Refusals>> {
  const { name, admissionMinutes, lateEntryMinutes, earliestHandInMinutes, restDayConfirmed, identity } = asked
  const { photographs = null } = asked
  const blueprint = findBlueprint(asked.blueprint)
  if (!blueprint) return refuse({ code: 'blueprint_unknown', name: asked.blueprint })
  const lawful = checkBlueprint(blueprint, { mustCoverAreas: true })
  if (!lawful.ok) return lawful

  return transact(db, async (tx) => {
    const at = clock.now()
    const site = await findSite(tx, asked.siteId as SiteId)
    const province = authorityFor(actor, 'schedule_session', site?.province)
    if (province === undefined) return refuse({ code: 'not_permitted' })
    const rooms = site?.rooms.filter(({ id }) => asked.roomIds.includes(id)) ?? []
    if (!site || rooms.length < new Set(asked.roomIds).size) return refuse({ code: 'not_found' })

    const startsAt = asked.startsAt as Instant
    const calendar = await readCalendar(tx, province)
    const fits = checkSchedule({ startsAt, province, site, restDayConfirmed }, calendar, at)
    if (!fits.ok) return fits
    const banks = await chooseBanks(tx, blueprint, province, asked.bankIds)
    if (!banks.ok) return banks
    const bankIds = banks.value.map(({ id }) => id)
    const prepared = prepareDraw(blueprint, await readPool(tx, bankIds))
    if (!prepared.ok) return prepared

    const id = await insertSession(
      tx,
      {
        name,
        category: blueprint.category,
        trade: tradeOf(blueprint),
        province,
        siteId: site.id,
        blueprint,
        startsAt,
        settings: {
          ...DEFAULT_SETTINGS,
          admissionMinutes,
          lateEntryMinutes,
          earliestHandInMinutes,
          ...(identity && { identity }),
          photographs,
        },
        createdBy: actor.id,
        createdAt: at,
      },
      { roomIds: rooms.map((room) => room.id), bankIds },
    )
    const facts = { name, blueprint: blueprint.name, startsAt, siteId: site.id, bankIds, restDayConfirmed }
    await noteAct(tx, { at, staffId: actor.id, act: 'schedule_session', subject: `session:${id}`, facts })
    return allow(await getSession(tx, id))
  })
}
