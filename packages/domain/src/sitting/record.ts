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
  return hash(`${sitting.head || origin(sitting.id)}\n${number}\n${at}\n${eventText(event)}`)
}

/**
 * `canonical` of an event. Nearly all events are saved answers, and every answer of an exam passes here twice:
 * one that has just the members of a save and nothing else is written out, in a tenth of the time.
 */
export function eventText(event: SittingEvent): string {
  if (event.type !== 'answer_saved' || !isPlain(event)) return canonical(event)
  const { item, marked, response, seq } = event
  return `{"item":${item},"marked":${marked},"response":"${response}","seq":${seq},"type":"answer_saved"}`
}

function isPlain(event: Extract<SittingEvent, { type: 'answer_saved' }>): boolean {
  const { item, marked, response, seq } = event
  return (
    Object.keys(event).length === 5 &&
    Number.isSafeInteger(item) &&
    Number.isSafeInteger(seq) &&
    typeof marked === 'boolean' &&
    typeof response === 'string' &&
    /^[A-Z]*$/.test(response)
  )
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

/** Brings a sitting up to its record, from nothing or from wherever it stands, and checks every number and link. */
export function refold(
  hash: Hash,
  from: Sitting,
  entries: readonly Recorded[],
): Outcome<Sitting, { code: 'record_broken'; number: number }> {
  let sitting = from
  for (const entry of entries) {
    if (!continues(hash, sitting, entry)) return refuse({ code: 'record_broken', number: entry.number })
    sitting = evolve(sitting, entry)
  }
  return allow(sitting)
}

function continues(hash: Hash, sitting: Sitting, { number, at, link, event }: Recorded): boolean {
  if (number !== sitting.number + 1) return false
  try {
    return link === linkOf(hash, sitting, number, at, event)
  } catch {
    // Somebody has put something into the record that we would never have hashed.
    return false
  }
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** Crockford's base 32: without I, L, O and U, so that a code copied by hand is read back right. */
const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The short code on a candidate's receipt: the first 80 bits of the record's last link, in fours. */
export function receiptCode({ head }: Pick<Sitting, 'head'>): string {
  let bits = 0n
  for (const sign of head.slice(0, 14)) bits = bits * 64n + BigInt(BASE64URL.indexOf(sign))
  const code = Array.from({ length: 16 }, (_, place) => BASE32[Number((bits >> BigInt(79 - 5 * place)) & 31n)])
  return (code.join('').match(/.{4}/g) ?? []).join(' ')
}
