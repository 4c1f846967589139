import { EXAM_CATEGORIES } from '@kaochang/domain/law/categories'
import { COMPONENTS } from '@kaochang/domain/law/rules'
import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import {
  ContentAreaField,
  DateField,
  HundredthsField,
  IdField,
  InstantField,
  ProvinceField,
  ReasonField,
  nullable,
  oneOf,
} from './fields.ts'
import { refusals } from './refusal.ts'

const SessionParams = Type.Object({ sessionId: IdField })

export const AreaScoreView = Type.Object({
  area: nullable(ContentAreaField),
  /** The subject (科目), of a practical exam. */
  subject: Type.Optional(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() })),
  points: HundredthsField,
  full: HundredthsField,
})

/** A last lawful day. Provisional when it lies beyond the last announced calendar, and never shown as firm then. */
export const DueView = Type.Object({
  due: DateField,
  provisional: Type.Boolean(),
  article: Type.String(),
  /** Working days left; negative when overdue; null once done. */
  workdaysLeft: nullable(Type.Integer()),
  overdue: Type.Boolean(),
})
export type DueView = Static<typeof DueView>

/** One line of the authority's list of sessions to release, most pressing first. */
export const ReleaseDuty = Type.Object({
  sessionId: IdField,
  name: Type.String(),
  category: oneOf(EXAM_CATEGORIES),
  component: oneOf(COMPONENTS),
  province: nullable(ProvinceField),
  state: oneOf(['ended', 'scored', 'released']),
  endedAt: nullable(InstantField),
  /** Null while nobody sat the exam, so that nothing is owed. */
  due: nullable(DueView),
  sittingCount: Type.Integer(),
  proposedBy: nullable(Type.String()),
  publishedAt: nullable(InstantField),
  /** Whether it was published after its last lawful day: what was late stays visible. */
  releasedLate: Type.Boolean(),
})
export type ReleaseDuty = Static<typeof ReleaseDuty>

export const listReleaseDuties = endpoint({
  method: 'GET',
  url: '/v1/release-duties',
  config: { access: { act: 'read_scores' } },
  schema: {
    summary: 'Sessions whose scores are owed or were published, with the statutory day of each, overdue first',
    response: { 200: Type.Object({ duties: Type.Array(ReleaseDuty) }) },
  },
})

export const ScoredSitting = Type.Object({
  sittingId: IdField,
  name: Type.String(),
  idNumberMasked: Type.String(),
  ticket: Type.String(),
  attempt: Type.Integer(),
  points: HundredthsField,
  passed: Type.Boolean(),
  endReason: Type.String(),
  byArea: Type.Array(AreaScoreView),
  /** Late frames that nobody has decided about; a release is refused while there are any. */
  undecidedLateFrames: Type.Integer(),
})
export type ScoredSitting = Static<typeof ScoredSitting>

export const ScoreSheet = Type.Object({
  session: Type.Object({ id: IdField, name: Type.String(), component: oneOf(COMPONENTS), state: Type.String() }),
  due: nullable(DueView),
  cutScore: HundredthsField,
  sittings: Type.Array(ScoredSitting),
  absentCount: Type.Integer(),
  passedCount: Type.Integer(),
  /** Ten bands of ten points; 100 belongs to the last. */
  distribution: Type.Array(Type.Integer()),
  /** What a proposal or an approval binds to. Null until scored. */
  digest: nullable(Type.String()),
  /** Whether papers and scores, computed afresh from the records, equal what is stored. */
  verified: nullable(
    Type.Object({
      recordsEqual: Type.Integer(),
      papersEqual: Type.Integer(),
      scoresEqual: Type.Integer(),
      of: Type.Integer(),
      findings: Type.Array(Type.String()),
    }),
  ),
  proposal: nullable(
    Type.Object({
      id: IdField,
      digest: Type.String(),
      proposedBy: Type.String(),
      proposedById: IdField,
      proposedAt: InstantField,
      outdated: Type.Boolean(),
    }),
  ),
  release: nullable(
    Type.Object({
      publishedAt: InstantField,
      approvedBy: Type.String(),
      proposedBy: Type.String(),
      overdue: Type.Boolean(),
    }),
  ),
})
export type ScoreSheet = Static<typeof ScoreSheet>

export const readScores = endpoint({
  method: 'GET',
  url: '/v1/sessions/:sessionId/scores',
  config: { access: { act: 'read_scores' } },
  schema: {
    summary: 'A session’s scores before or after release, checked against the records as they are read',
    params: SessionParams,
    response: { 200: ScoreSheet, ...refusals(404, 409) },
  },
})

export const decideLateFrames = endpoint({
  method: 'POST',
  url: '/v1/sittings/:sittingId/late-frames/decide',
  config: { access: { act: 'decide_late_frames' } },
  schema: {
    summary: 'Decides whether saves that arrived too late count; the sitting is scored again when they do',
    params: Type.Object({ sittingId: IdField }),
    body: Type.Object(
      { decision: oneOf(['count', 'do_not_count']), reason: ReasonField },
      { additionalProperties: false },
    ),
    response: { 200: ScoredSitting, ...refusals(404, 409) },
  },
})

export const proposeRelease = endpoint({
  method: 'POST',
  url: '/v1/sessions/:sessionId/release-proposals',
  config: { access: { act: 'propose_release' } },
  schema: {
    summary: 'The first of two people: these scores may be published',
    params: SessionParams,
    body: Type.Object({ digest: Type.String({ maxLength: 64 }) }, { additionalProperties: false }),
    response: { 200: ScoreSheet, ...refusals(404, 409) },
  },
})

export const approveRelease = endpoint({
  method: 'POST',
  url: '/v1/release-proposals/:proposalId/approve',
  config: { access: { act: 'approve_release' } },
  schema: {
    summary: 'The second, another person: publishes exactly the scores that were proposed',
    params: Type.Object({ proposalId: IdField }),
    body: Type.Object({ digest: Type.String({ maxLength: 64 }) }, { additionalProperties: false }),
    response: { 200: ScoreSheet, ...refusals(403, 404, 409) },
  },
})

/** What follows from a published result, with its article. */
export const NextStep = Type.Union([
  Type.Object({
    kind: Type.Literal('certificate_due'),
    due: DateField,
    provisional: Type.Boolean(),
    article: Type.String(),
  }),
  /** `keptThrough`: the last day on which the practical exam can build on this pass (A11). */
  Type.Object({ kind: Type.Literal('practical_exam'), keptThrough: nullable(DateField), article: Type.String() }),
  Type.Object({ kind: Type.Literal('knowledge_awaited'), article: Type.String() }),
  Type.Object({ kind: Type.Literal('back_to_work'), article: Type.String() }),
  Type.Object({ kind: Type.Literal('certificate_stands'), article: Type.String() }),
  /** Null attempts are without limit. */
  Type.Object({ kind: Type.Literal('retake'), attemptsLeft: nullable(Type.Integer()), article: Type.String() }),
  Type.Object({ kind: Type.Literal('barred'), earliestReapplication: DateField, article: Type.String() }),
  Type.Object({ kind: Type.Literal('training_again'), article: Type.String() }),
  Type.Object({ kind: Type.Literal('knowledge_again'), article: Type.String() }),
])
export type NextStep = Static<typeof NextStep>

export const CandidateResult = Type.Object({
  examName: Type.String(),
  category: oneOf(EXAM_CATEGORIES),
  component: oneOf(COMPONENTS),
  attempt: Type.Integer(),
  /** When and where it is or was to be held. */
  startsAt: InstantField,
  siteName: Type.String(),
  satAt: nullable(InstantField),
  /** `coming`: the exam is still to be sat. `not_sat`: it is over and the candidate was absent. */
  state: oneOf(['coming', 'not_sat', 'awaiting_release', 'released']),
  /** By when the result must be published. Before the release this is all there is. */
  due: nullable(Type.Object({ due: DateField, provisional: Type.Boolean(), overdue: Type.Boolean() })),
  result: nullable(
    Type.Object({
      points: HundredthsField,
      cutScore: HundredthsField,
      passed: Type.Boolean(),
      byArea: Type.Array(AreaScoreView),
      publishedAt: InstantField,
      next: NextStep,
    }),
  ),
})
export type CandidateResult = Static<typeof CandidateResult>

export const readMyResults = endpoint({
  method: 'GET',
  url: '/v1/candidate/results',
  config: { access: 'candidate' },
  schema: {
    summary: 'The candidate’s own sittings and published results, newest first',
    response: {
      200: Type.Object({ name: Type.String(), idNumberMasked: Type.String(), results: Type.Array(CandidateResult) }),
      ...refusals(401),
    },
  },
})
