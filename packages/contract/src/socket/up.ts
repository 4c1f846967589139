import { SCREEN_EVENTS } from '@kaochang/domain/sitting/sitting'
import { Type, type Static } from 'typebox'
import { oneOf } from '../fields.ts'

/**
 * What a terminal says. Every message can be sent twice: a save is known by its `seq`, which the terminal
 * counts from 1 over the whole sitting, and the rest change nothing the second time.
 */
export const Up = Type.Union([
  /**
   * The first frame on every line. The server answers `welcome` or `refused`. `fresh`: the page was loaded anew since
   * the last line, so that nobody could answer meanwhile. `log`: which of this terminal's own logs the page writes to.
   * `hasPaper`: the page still holds the paper, which then is not sent again.
   */
  Type.Object({
    type: Type.Literal('hello'),
    protocol: Type.Integer(),
    fresh: Type.Optional(Type.Boolean()),
    log: Type.Optional(Type.String({ maxLength: 40 })),
    hasPaper: Type.Optional(Type.Boolean()),
  }),
  Type.Object({ type: Type.Literal('accept_rules') }),
  Type.Object({
    type: Type.Literal('save'),
    epoch: Type.Integer({ minimum: 1 }),
    seq: Type.Integer({ minimum: 1 }),
    /** The item's number on the paper, from 1. */
    item: Type.Integer({ minimum: 1, maximum: 500 }),
    /** The letters of the chosen places, ascending; empty takes the answer back. */
    response: Type.String({ maxLength: 10 }),
    /** The candidate's own mark to come back to this item. */
    marked: Type.Boolean(),
  }),
  /** Saves a replaced terminal still held when it came back: kept apart for a decision, not applied. */
  Type.Object({
    type: Type.Literal('surrender'),
    saves: Type.Array(
      Type.Object({
        seq: Type.Integer({ minimum: 1 }),
        item: Type.Integer({ minimum: 1, maximum: 500 }),
        response: Type.String({ maxLength: 10 }),
        marked: Type.Boolean(),
      }),
      { maxItems: 200 },
    ),
  }),
  Type.Object({ type: Type.Literal('hand_in') }),
  Type.Object({ type: Type.Literal('note_screen'), what: oneOf(SCREEN_EVENTS) }),
  /** The terminal could not show this item; the candidate goes on with the others (F62). */
  Type.Object({ type: Type.Literal('note_item'), item: Type.Integer({ minimum: 1, maximum: 500 }) }),
  /** Every 5 seconds; the server answers `pong`. A line silent for 12 seconds is given up by either end. */
  Type.Object({ type: Type.Literal('ping') }),
])
export type Up = Static<typeof Up>
