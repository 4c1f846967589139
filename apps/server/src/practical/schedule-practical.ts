import type { RequestOf } from '@kaochang/contract/endpoints'
import type { schedulePractical } from '@kaochang/contract/practical'
import { noteAct } from '@kaochang/database/people'
import { type Session, findSite, getSession, insertSession } from '@kaochang/database/session'
import { transact } from '@kaochang/database/transact'
import type { SiteId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { TRADES } from '@kaochang/domain/law/trades'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { Blueprint } from '@kaochang/domain/paper/blueprint'
import { type StandardRefusal, checkStandard } from '@kaochang/domain/practical/standard'
import { type ScheduleRefusal, checkSchedule } from '@kaochang/domain/session/check-schedule'
import { DEFAULT_SETTINGS } from '@kaochang/domain/session/session'
import type { Deps } from '../deps.ts'
import { readCalendar } from '../law/read-calendar.ts'
import type { Actor } from '../people/access.ts'
import { authorityFor } from '../session/reach.ts'

type Refusals = { code: 'not_permitted' | 'not_found' } | StandardRefusal | ScheduleRefusal

/**
 * Plans a practical exam (R27-4) for the officer's own authority: for one trade, by the national standard as the officer
 * enters it, at a designated site (R27-2).
 */
export async function schedulePracticalFor(
  { db, clock }: Deps,
  actor: Actor,
  asked: RequestOf<typeof schedulePractical>['body'],
): Promise<Outcome<Session, Refusals>> {
  const { name, standard, durationMinutes, admissionMinutes, lateEntryMinutes, restDayConfirmed } = asked
  const lawful = checkStandard(standard)
  if (!lawful.ok) return lawful

  return transact(db, async (tx) => {
    const at = clock.now()
    const site = await findSite(tx, asked.siteId as SiteId)
    const province = authorityFor(actor, 'schedule_session', site?.province)
    if (province === undefined) return refuse({ code: 'not_permitted' })
    const rooms = site?.rooms.filter(({ id }) => asked.roomIds.includes(id)) ?? []
    if (!site || rooms.length < new Set(asked.roomIds).size) return refuse({ code: 'not_found' })

    const startsAt = asked.startsAt as Instant
    const fits = checkSchedule({ startsAt, province, site, restDayConfirmed }, await readCalendar(tx, province), at)
    if (!fits.ok) return fits

    const id = await insertSession(
      tx,
      {
        name,
        category: 'operator',
        trade: standard.trade,
        component: 'practical',
        province,
        siteId: site.id,
        blueprint: withoutItems(standard.trade, durationMinutes),
        practicalStandard: standard,
        startsAt,
        settings: { ...DEFAULT_SETTINGS, admissionMinutes, lateEntryMinutes, earliestHandInMinutes: 0 },
        createdBy: actor.id,
        createdAt: at,
      },
      { roomIds: rooms.map((room) => room.id), bankIds: [] },
    )
    const facts = { name, trade: standard.trade, startsAt, siteId: site.id, restDayConfirmed }
    await noteAct(tx, { at, staffId: actor.id, act: 'schedule_practical', subject: `session:${id}`, facts })
    return allow(await getSession(tx, id))
  })
}

/** What stands in the place of a blueprint: a practical exam asks for no items, and has a length. */
function withoutItems(trade: keyof typeof TRADES, durationMinutes: number): Blueprint {
  const { zh, en } = TRADES[trade].title
  return {
    name: `practical-${trade}`,
    title: { zh: `${zh}实际操作能力考试`, en: `${en}: practical exam` },
    category: 'operator',
    sources: 'unified',
    durationMinutes,
    sections: [],
  }
}
