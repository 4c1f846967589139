import type { RequestOf } from '@kaochang/contract/endpoints'
import type { addRoom, createSite } from '@kaochang/contract/session'
import { noteAct } from '@kaochang/database/people'
import { type Site, findSite, insertRoom, insertSite } from '@kaochang/database/session'
import { transact } from '@kaochang/database/transact'
import type { SiteId } from '@kaochang/domain/ids'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import { readDay } from '../law/read-day.ts'
import type { Actor } from '../people/access.ts'

/** Designates an exam site. */
export async function createSiteFor(
  { db, clock }: Deps,
  actor: Actor,
  { province, name, address, accreditedFrom, accreditedTo }: RequestOf<typeof createSite>['body'],
): Promise<Outcome<Site, { code: 'not_permitted' }>> {
  const from = readDay(accreditedFrom)
  const to = accreditedTo === null ? null : readDay(accreditedTo)
  if (!actor.may('edit_site', { level: 'province', province })) return refuse({ code: 'not_permitted' })

  return transact(db, async (tx) => {
    const at = clock.now()
    const id = await insertSite(tx, { province, name, address, accreditedFrom: from, accreditedTo: to, createdAt: at })
    await noteAct(tx, { at, staffId: actor.id, act: 'create_site', subject: `site:${id}`, facts: { province, name } })
    const site = await findSite(tx, id)
    invariant(site, 'a site that was just made can be found')
    return allow(site)
  })
}

/** Adds a room with its seats to a site. */
export async function addRoomFor(
  { db, clock }: Deps,
  actor: Actor,
  siteId: string,
  { name, seatCount }: RequestOf<typeof addRoom>['body'],
): Promise<Outcome<Site, { code: 'not_found' | 'room_name_taken' }>> {
  return transact(db, async (tx) => {
    const site = await findSite(tx, siteId as SiteId)
    const reached = site && actor.may('edit_site', { level: 'site', province: site.province, siteId: site.id })
    if (!reached) return refuse({ code: 'not_found' })
    const roomId = await insertRoom(tx, { siteId: site.id, name, seatCount })
    if (roomId === undefined) return refuse({ code: 'room_name_taken' })
    const at = clock.now()
    await noteAct(tx, {
      at,
      staffId: actor.id,
      act: 'add_room',
      subject: `site:${site.id}`,
      facts: { roomId, name, seatCount },
    })
    const after = await findSite(tx, site.id)
    invariant(after, 'a site does not vanish')
    return allow(after)
  })
}
