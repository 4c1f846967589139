import type { BlueprintView, SessionView, SiteView } from '@kaochang/contract/session'
import { type Session, type Site, scheduleOf } from '@kaochang/database/session'
import type { Blueprint } from '@kaochang/domain/paper/blueprint'
import { identityCheckOf } from '@kaochang/domain/session/identity-check'
import { admissionClosesAt, admissionOpensAt, photographsOf } from '@kaochang/domain/session/session'
import { presentStandard } from '../practical/present-practical.ts'
import type { Static } from 'typebox'

export function presentSite({ id, province, name, address, accreditedFrom, accreditedTo, rooms }: Site): SiteView {
  return {
    id,
    province,
    name,
    address,
    accreditedFrom,
    accreditedTo,
    rooms: rooms.map((room) => ({ id: room.id, name: room.name, seats: room.seats.map((seat) => ({ ...seat })) })),
  }
}

export function presentBlueprint(blueprint: Blueprint): Static<typeof BlueprintView> {
  const { name, title, category, sources, durationMinutes, sections } = blueprint
  return { name, title, category, sources, durationMinutes, sections: sections.map((section) => ({ ...section })) }
}

export function presentSession(session: Session): SessionView {
  const schedule = scheduleOf(session)
  const { admissionMinutes, lateEntryMinutes, earliestHandInMinutes, graceSeconds } = session.settings
  return {
    id: session.id,
    name: session.name,
    category: session.category,
    trade: session.trade,
    component: session.component,
    province: session.province,
    site: session.site,
    rooms: session.rooms.map(({ id, name, seatCount, startedAt }) => ({ id, name, seatCount, startedAt })),
    blueprint: presentBlueprint(session.blueprint),
    practicalStandard: session.practicalStandard && presentStandard(session.practicalStandard),
    banks: session.banks.map(({ id, name, kind }) => ({ id, name, kind })),
    startsAt: session.startsAt,
    admissionOpensAt: admissionOpensAt(schedule),
    admissionClosesAt: admissionClosesAt(schedule),
    settings: {
      admissionMinutes,
      lateEntryMinutes,
      earliestHandInMinutes,
      graceSeconds,
      photographs: photographsOf(session.settings),
      identity: identityCheckOf(session.settings),
    },
    safeExamBrowser: session.safeExamBrowser && {
      required: session.safeExamBrowser.required,
      configKeyBegins: session.safeExamBrowser.configKey?.slice(0, 8) ?? null,
      browserExamKeyCount: session.safeExamBrowser.browserExamKeys.length,
    },
    state: session.state,
    candidateCount: session.candidateCount,
    announcedAt: session.announcedAt,
    endedAt: session.endedAt,
    releasedAt: session.releasedAt,
    seal: session.seal,
  }
}
