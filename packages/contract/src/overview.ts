import { TERMINAL_CHECKS, TERMINAL_STANDINGS } from '@kaochang/domain/session/terminal-check'
import { IRREGULARITY_KINDS } from '@kaochang/domain/sitting/irregularity'
import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { IdField, InstantField, ProvinceField, nullable, oneOf } from './fields.ts'
import { ServerProcess } from './process.ts'
import { refusals } from './refusal.ts'
import { FactsView } from './terminal.ts'

/** Where a room stands: announced, open for check-in, started, ended. */
export const OVERVIEW_STATES = ['announced', 'open', 'started', 'ended'] as const

/** What a seat's terminal said last, and how it stands by that. */
export const SeatStandingView = Type.Object({
  seatNumber: Type.Integer(),
  standing: oneOf(TERMINAL_STANDINGS),
  failing: Type.Array(oneOf(TERMINAL_CHECKS)),
  noted: Type.Array(oneOf(TERMINAL_CHECKS)),
  heardAt: nullable(InstantField),
  build: nullable(Type.String()),
  /** It runs another client than the one served now. */
  oldBuild: Type.Boolean(),
  facts: nullable(FactsView),
})
export type SeatStandingView = Static<typeof SeatStandingView>

export const OverviewRoom = Type.Object({
  sessionId: IdField,
  sessionName: Type.String(),
  startsAt: InstantField,
  admissionOpensAt: InstantField,
  /** Whether the papers are drawn and sealed. */
  papersDrawn: Type.Boolean(),
  site: Type.Object({ id: IdField, name: Type.String(), province: ProvinceField }),
  roomId: IdField,
  roomName: Type.String(),
  state: oneOf(OVERVIEW_STATES),
  startedAt: nullable(InstantField),
  expected: Type.Integer(),
  seated: Type.Integer(),
  answering: Type.Integer(),
  paused: Type.Integer(),
  ended: Type.Integer(),
  /** Terminals with a candidate at them that have been silent for 15 s and more, and for 60 s and more. */
  amber: Type.Integer(),
  red: Type.Integer(),
  silentSince: nullable(InstantField),
  /** Measured as lost and not made good, of so many who can still answer. */
  lostMs: Type.Integer(),
  lostCount: Type.Integer(),
  irregularityCount: Type.Integer(),
  lastIrregularity: nullable(Type.Object({ kind: oneOf(IRREGULARITY_KINDS), at: InstantField })),
  /** How the terminals stand before the room begins; null afterwards, when its wall tells. */
  terminals: nullable(
    Type.Object({
      enrolled: Type.Integer(),
      ready: Type.Integer(),
      /** Those that are not simply ready are so many; the worst of them are named. */
      troubledCount: Type.Integer(),
      troubled: Type.Array(SeatStandingView),
    }),
  ),
})
export type OverviewRoom = Static<typeof OverviewRoom>

export const Overview = Type.Object({
  serverAt: InstantField,
  /** Whether the server that answers can make answers durable just now. */
  durable: Type.Boolean(),
  processes: Type.Array(ServerProcess),
  rooms: Type.Array(OverviewRoom),
})
export type Overview = Static<typeof Overview>

export const readOverview = endpoint({
  method: 'GET',
  url: '/v1/overview',
  config: { access: { act: 'read_overview' } },
  schema: {
    summary: 'Every room within the reader’s reach of the sessions of today and the next day, in numbers',
    response: { 200: Overview, ...refusals() },
  },
})

export const readSiteTerminals = endpoint({
  method: 'GET',
  url: '/v1/sites/:siteId/terminals',
  config: { access: { act: 'read_sites' } },
  schema: {
    summary: 'How every enrolled terminal of a site stands by what it said last',
    params: Type.Object({ siteId: IdField }),
    response: {
      200: Type.Object({
        at: InstantField,
        rooms: Type.Array(Type.Object({ roomId: IdField, seats: Type.Array(SeatStandingView) })),
      }),
      ...refusals(404),
    },
  },
})
