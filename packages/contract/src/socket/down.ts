import { type Static, Type } from 'typebox'
import { HundredthsField, InstantField, ItemKindField, nullable, oneOf } from '../fields.ts'
import { RefusalBody } from '../refusal.ts'

/** A paper as the candidate may see it: no key, no item ids, no seed, no bank. */
export const CandidatePaper = Type.Object({
  items: Type.Array(
    Type.Object({
      number: Type.Integer(),
      kind: ItemKindField,
      points: HundredthsField,
      stem: Type.String(),
      /** In this paper's order; place n is lettered A, B, C… */
      options: Type.Array(Type.String()),
    }),
  ),
})
export type CandidatePaper = Static<typeof CandidatePaper>

/** How a sitting stands for the candidate. Remaining time is counted down from when the frame arrives. */
export const SittingView = Type.Object({
  phase: oneOf(['waiting', 'answering', 'paused', 'ended']),
  identityConfirmed: Type.Boolean(),
  rulesAccepted: Type.Boolean(),
  roomStarted: Type.Boolean(),
  /** The plan's start, for the countdown of the waiting room. */
  startsInMs: Type.Integer(),
  /** Null before the start. Never negative. It stands still in a pause. */
  remainingMs: nullable(Type.Integer()),
  grantedMs: Type.Integer(),
  /** How long until handing in is allowed; 0 when it is. */
  handInOpensInMs: Type.Integer(),
})
export type SittingView = Static<typeof SittingView>

/** What a candidate takes away. */
export const Receipt = Type.Object({
  endedAt: InstantField,
  reason: oneOf(['handed_in', 'time_up', 'ended_by_invigilator']),
  answeredCount: Type.Integer(),
  itemCount: Type.Integer(),
  /** The short form of the record's last link. */
  code: Type.String(),
  /** The last lawful day for the result, and whether the calendar for it has been announced yet. */
  resultDue: Type.String(),
  resultDueProvisional: Type.Boolean(),
})
export type Receipt = Static<typeof Receipt>

/** What the server says to a terminal. Facts, in the past; built by the `present…` functions and by nothing else. */
export const Down = Type.Union([
  Type.Object({
    type: Type.Literal('welcome'),
    protocol: Type.Integer(),
    /** Goes with every save. A terminal that attaches later gets a higher one, and this one is refused from then on. */
    epoch: Type.Integer(),
    /**
     * Since which epoch this very terminal has held the seat, with one and the same log. What it still has unsent from
     * that epoch on may follow; anything older is from before another had the seat, and is surrendered.
     */
    heldSince: Type.Integer(),
    /** The last save the record holds: everything up to it is durable. */
    lastSeq: Type.Integer(),
    view: SittingView,
    /** Null until the sitting has started, again once it has ended, and where the terminal said that it has it. */
    paper: nullable(CandidatePaper),
    answers: Type.Array(Type.Object({ item: Type.Integer(), response: Type.String(), marked: Type.Boolean() })),
    receipt: nullable(Receipt),
  }),
  Type.Object({ type: Type.Literal('identity_confirmed'), view: SittingView }),
  Type.Object({ type: Type.Literal('rules_accepted'), view: SittingView }),
  Type.Object({ type: Type.Literal('room_started'), view: SittingView }),
  Type.Object({ type: Type.Literal('started'), view: SittingView, paper: CandidatePaper }),
  /** Everything up to `seq` is on disk. `head` is the record's last link. */
  Type.Object({ type: Type.Literal('answers_saved'), seq: Type.Integer(), head: Type.String() }),
  Type.Object({ type: Type.Literal('time_granted'), ms: Type.Integer(), view: SittingView }),
  /** The sitting rests: nothing can be answered, and no time passes. What was answered before is sent all the same. */
  Type.Object({ type: Type.Literal('paused'), view: SittingView }),
  Type.Object({ type: Type.Literal('resumed'), view: SittingView }),
  /** A message of the invigilator's. */
  Type.Object({ type: Type.Literal('told'), text: Type.String() }),
  /** The candidate goes on at another seat. This terminal must stop; the server closes the line. */
  Type.Object({ type: Type.Literal('moved') }),
  Type.Object({ type: Type.Literal('ended'), receipt: Receipt }),
  /** Another terminal or tab has the seat now. This one must stop; the server closes the line. */
  Type.Object({ type: Type.Literal('taken_over') }),
  /** The server cannot make answers durable just now: keep them and go on answering. `restored` ends it. */
  Type.Object({ type: Type.Literal('degraded') }),
  Type.Object({ type: Type.Literal('restored') }),
  Type.Object({ type: Type.Literal('refused'), refusal: RefusalBody, seq: nullable(Type.Integer()) }),
  /** Saves were kept apart, for a decision after the exam. */
  Type.Object({ type: Type.Literal('kept_apart'), upToSeq: Type.Integer() }),
  Type.Object({ type: Type.Literal('pong'), view: SittingView }),
])
export type Down = Static<typeof Down>
