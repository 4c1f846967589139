import { canonical } from '../canonical.ts'
import type { SittingId } from '../ids.ts'
import type { Instant } from '../instant.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import { type Recorded, type Sitting, type SittingEvent, evolve } from './sitting.ts'

/** SHA-256 of a text, in base64url. An argument, so that the rules stay free of any library. */
export type Hash = (text: string) => string

/** The link of the first event: it binds the chain to its sitting, so that no record can be moved to another. */
function origin(id: SittingId) {
  return `kaochang/record/1\n${id}`
}

/**
 * The hash that binds an event to every event before it (Haber and Stornetta, "How to time-stamp a digital
 * document", 1991). Changing, dropping or inserting one event changes every later link, and the last link
 * is on the candidate's receipt.
 */
export function linkOf(hash: Hash, sitting: Sitting, number: number, at: Instant, event: SittingEvent): string {
  return hash(`${sitting.head || origin(sitting.id)}\n${number}\n${at}\n${canonical(event)}`)
}

/** The events as they will stand in the record after `sitting`, and the sitting after them. */
export function record(
  hash: Hash,
  sitting: Sitting,
  events: readonly SittingEvent[],
  at: Instant,
): { recorded: Recorded[]; after: Sitting } {
  const recorded: Recorded[] = []
  let after = sitting
  for (const event of events) {
    const number = after.number + 1
    const entry: Recorded = { number, at, link: linkOf(hash, after, number, at, event), event }
    recorded.push(entry)
    after = evolve(after, entry)
  }
  return { recorded, after }
}

/** Rebuilds a sitting from its record and checks every number and link on the way. */
export function refold(
  hash: Hash,
  unbegun: Sitting,
  entries: readonly Recorded[],
): Outcome<Sitting, { code: 'record_broken'; number: number }> {
  let sitting = unbegun
  for (const entry of entries) {
    const expected = linkOf(hash, sitting, sitting.number + 1, entry.at, entry.event)
    if (entry.number !== sitting.number + 1 || entry.link !== expected)
      return refuse({ code: 'record_broken', number: entry.number })
    sitting = evolve(sitting, entry)
  }
  return allow(sitting)
}

/** The short code on a candidate's receipt: the first 16 characters of the record's last link, in fours. */
export function receiptCode({ head }: Sitting): string {
  return (head.slice(0, 16).match(/.{1,4}/g) ?? []).join(' ')
}
