import type { RequestOf } from '@kaochang/contract/endpoints'
import type { openSpotCheck } from '@kaochang/contract/supervision'
import { type Bank, listBanks } from '@kaochang/database/bank'
import type { Transaction } from '@kaochang/database/client'
import { noteAct } from '@kaochang/database/people'
import { advanceSession, findSessionRow, insertRoom, insertSession, insertSite } from '@kaochang/database/session'
import {
  type SupervisedEnterprise,
  findSupervised,
  insertSpotCheck,
  insertSpotCheckPeople,
  insertSpotCheckSession,
} from '@kaochang/database/supervision'
import { transact } from '@kaochang/database/transact'
import { servesDraws } from '@kaochang/domain/bank/bank'
import type { SiteId, StaffId } from '@kaochang/domain/ids'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import { TRADES, isTrade } from '@kaochang/domain/law/trades'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import type { AllocationRefusal } from '@kaochang/domain/paper/allocate'
import { type SpotCheckMix, spotCheckBlueprint, spotCheckMixOf } from '@kaochang/domain/paper/spot-check-blueprints'
import { type BankRefusal, checkBanks } from '@kaochang/domain/session/check-banks'
import { DEFAULT_SETTINGS, type SessionSettings } from '@kaochang/domain/session/session'
import type { Deps } from '../deps.ts'
import { freeze } from '../paper/draw-session.ts'
import { readPool } from '../paper/read-pool.ts'
import type { Actor } from '../people/access.ts'
import { newTickets } from '../session/add-to-roster.ts'
import { type Named, type NamingRefusal, namePeople } from './name-people.ts'

type Asked = RequestOf<typeof openSpotCheck>['body']

export type OpeningRefusal = { code: 'storage_short' } | NamingRefusal | BankRefusal | AllocationRefusal

/**
 * On the spot there is no plan to be late for: it begins when it is opened, people may come for four hours, and
 * whoever has finished may hand in at once.
 */
const ON_THE_SPOT: SessionSettings = {
  ...DEFAULT_SETTINGS,
  admissionMinutes: 0,
  lateEntryMinutes: 240,
  earliestHandInMinutes: 0,
}

/**
 * Opens a spot check (R40-1): a place at the mine with a seat for everybody named, a session for each mix of banks
 * they are examined from, the rosters, and the commitment that the papers will be drawn by. The papers themselves
 * are drawn only when all this is on disk (`prepareSpotCheckFor`).
 *
 * Art. 16's announcement is for assessments; a spot check that was announced would be none. Its sessions count as
 * announced from the moment they are made, which is what a session asks for before it is sealed.
 *
 * @returns the spot check's id
 */
export async function openSpotCheckFor(
  deps: Deps,
  actor: Actor,
  asked: Asked,
): Promise<Outcome<string, OpeningRefusal>> {
  if (!deps.hasRoom()) return refuse({ code: 'storage_short' })
  return transact(deps.db, async (tx): Promise<Outcome<string, OpeningRefusal>> => {
    const at = deps.clock.now()
    const enterprise = await findSupervised(tx, asked.enterpriseId)
    if (!enterprise || !actor.may('hold_spot_check', { level: 'province', province: enterprise.province }))
      return refuse({ code: 'not_found' })
    const named = await namePeople(tx, deps.secrets, enterprise, asked, at)
    if (!named.ok) return named

    const siteId = await insertSite(tx, {
      province: enterprise.province,
      name: enterprise.name,
      address: asked.place,
      accreditedFrom: civilDateAt(at),
      accreditedTo: civilDateAt(at),
      purpose: 'spot_check',
      createdAt: at,
    })
    const spotCheckId = await insertSpotCheck(tx, {
      province: enterprise.province,
      enterpriseId: enterprise.id,
      siteId,
      name: asked.name,
      cutScore: asked.cutScore,
      durationMinutes: asked.durationMinutes,
      openedBy: actor.id,
      openedAt: at,
    })
    const groups = Map.groupBy(named.value, (person) => JSON.stringify(spotCheckMixOf(person)))
    for (const [mix, people] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const opened = await openSession(tx, deps, {
        asked,
        enterprise,
        siteId,
        spotCheckId,
        mix: JSON.parse(mix) as SpotCheckMix,
        people,
        by: actor.id,
        at,
      })
      if (!opened.ok) return opened
    }
    const facts = { enterpriseId: enterprise.id, peopleCount: named.value.length, sessionCount: groups.size }
    await noteAct(tx, { at, staffId: actor.id, act: 'open_spot_check', subject: `spot_check:${spotCheckId}`, facts })
    return allow(spotCheckId)
  })
}

type Part = {
  readonly asked: Asked
  readonly enterprise: SupervisedEnterprise
  readonly siteId: SiteId
  readonly spotCheckId: string
  readonly mix: SpotCheckMix
  readonly people: readonly Named[]
  readonly by: StaffId
  readonly at: Instant
}

/** One session of a spot check with its own room, its roster and its seal. */
async function openSession(
  tx: Transaction,
  { secrets }: Pick<Deps, 'secrets'>,
  { asked, enterprise, siteId, spotCheckId, mix, people, by, at }: Part,
): Promise<Outcome<true, BankRefusal | AllocationRefusal>> {
  const { province } = enterprise
  const blueprint = spotCheckBlueprint(mix, asked.durationMinutes)
  const trade = mix.banks === 'unified' ? mix.trade : null
  const banks = (await listBanks(tx)).filter((bank) => serves(bank, mix, province))
  const checked = checkBanks(blueprint, { province, trade }, banks)
  if (!checked.ok) return checked

  const name = `${asked.name}（${titleOf(mix)}）`
  // Of each session its own room: a seat is given once in a session, and two sessions must not give the same one.
  const roomId = await insertRoom(tx, { siteId, name: titleOf(mix), seatCount: people.length })
  invariant(roomId, 'the rooms of a spot check have different names')
  const bankIds = banks.map(({ id }) => id)
  const sessionId = await insertSession(
    tx,
    {
      name,
      category: blueprint.category,
      trade,
      purpose: 'spot_check',
      province,
      siteId,
      blueprint,
      startsAt: at,
      settings: ON_THE_SPOT,
      createdBy: by,
      createdAt: at,
    },
    { roomIds: [roomId], bankIds },
  )
  await insertSpotCheckSession(tx, spotCheckId, sessionId)
  const tickets = await newTickets(tx, people.length)
  await insertSpotCheckPeople(
    tx,
    { spotCheckId, sessionId, roomId, at },
    people.map((person, index) => ({ ...person, ticket: tickets[index] ?? '' })),
  )
  await advanceSession(tx, sessionId, 'announced', at)

  const session = await findSessionRow(tx, sessionId)
  invariant(session, 'a session that was just made can be found')
  const pool = await readPool(tx, bankIds)
  const frozen = await freeze(tx, secrets, { session, pool, by, at })
  if (!frozen.ok) return frozen
  const facts = { candidateCount: people.length, poolCount: pool.length }
  await noteAct(tx, { at, staffId: by, act: 'freeze_session', subject: `session:${sessionId}`, facts })
  return allow(true)
}

/** Whether a bank is one that a mix draws from: in force, and for managers national or the province's own (R18-3). */
function serves(bank: Bank, mix: SpotCheckMix, province: string): boolean {
  if (!servesDraws(bank)) return false
  if (mix.banks === 'unified') return bank.kind === 'unified' && bank.trade === mix.trade
  return bank.kind === 'national' || (bank.kind === 'provincial' && bank.province === province)
}

function titleOf(mix: SpotCheckMix): string {
  if (mix.banks === 'managers') return '管理人员题库'
  return isTrade(mix.trade) ? TRADES[mix.trade].title.zh : mix.trade
}
