import type { Instant } from '../instant.ts'
import { type Outcome, allow, refuse } from '../outcome.ts'
import type { Photographs } from '../session/session.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** When a photograph is taken: as the candidate says "that is me", when the exam begins, and while it goes on. */
export const PHOTOGRAPH_OCCASIONS = ['check_in', 'start', 'interval'] as const
export type PhotographOccasion = (typeof PHOTOGRAPH_OCCASIONS)[number]

/** What a terminal says of its camera. */
export const CAMERA_REPORTS = ['working', 'none', 'lost'] as const
export type CameraReport = (typeof CAMERA_REPORTS)[number]

/** How a camera stands on the wall: as reported, as what arrived shows, or nothing known of it yet. */
export const CAMERA_STANDINGS = [...CAMERA_REPORTS, 'overdue', 'unknown'] as const
export type CameraStanding = (typeof CAMERA_STANDINGS)[number]

/** What a candidate said to being photographed. Without a yes nobody is. */
export const CONSENTS = ['unasked', 'agreed', 'declined'] as const
export type Consent = (typeof CONSENTS)[number]

/** Raise this when the notice to the candidate changes: what somebody agreed to is kept with its number. */
export const PHOTOGRAPH_NOTICE = 1

/**
 * How long a photograph is kept: as long as the recording of the whole exam, which is at least three years. Three
 * calendar years never have more than 1,096 days. A face is sensitive personal information (Personal Information
 * Protection Law, art. 28) and is not kept longer than it is needed for (art. 19).
 */
export const PHOTOGRAPH_KEPT_DAYS = 1_096

/** Until when a picture is kept that was taken, or put on file, at an instant. */
export function retainUntil(at: Instant): Instant {
  return (at + PHOTOGRAPH_KEPT_DAYS * DAY) as Instant
}

/** Over so long a room's uploads are spread: all of its candidates begin at the same moment. */
export const PHOTOGRAPHS_SPREAD_MS = 2 * MINUTE

/** How far a sitting's photographs come after the moment they are due: the same on every terminal, in ms. */
export function photographOffsetMs(ticket: string): number {
  // FNV-1a: tickets that follow one another come to lie far apart.
  let hash = 2_166_136_261
  for (const sign of ticket) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16_777_619)
  return (hash >>> 0) % PHOTOGRAPHS_SPREAD_MS
}

/**
 * The next photograph of a candidate who answers.
 *
 * @param answeringSince since when without a break: the start, the end of a pause, or when the page was loaded again
 * @param lastTakenAt the last one taken since the start; null when there is none
 */
export function nextPhotograph(
  { everyMinutes }: Photographs,
  ticket: string,
  { answeringSince, lastTakenAt }: { answeringSince: Instant; lastTakenAt: Instant | null },
): { readonly occasion: PhotographOccasion; readonly at: Instant } {
  const first = (answeringSince + photographOffsetMs(ticket)) as Instant
  if (lastTakenAt === null) return { occasion: 'start', at: first }
  return { occasion: 'interval', at: Math.max(first, lastTakenAt + everyMinutes * MINUTE) as Instant }
}

/** After so long a photograph that was due is missed on the wall: uploads are tried again for a while. */
const OVERDUE_AFTER_MS = PHOTOGRAPHS_SPREAD_MS + 3 * MINUTE

/**
 * How the camera of a terminal stands, from what arrived and from what it said of itself. Silence is no health: where a
 * photograph should long have come, that is what is said.
 *
 * @param answeringSince the start of a sitting that goes on; null before it, after it and while it rests
 * @param lastTakenAt of any occasion
 */
export function cameraStanding(
  { everyMinutes }: Photographs,
  {
    reported,
    reportedAt,
    answeringSince,
    lastTakenAt,
  }: {
    reported: CameraReport | null
    reportedAt: Instant | null
    answeringSince: Instant | null
    lastTakenAt: Instant | null
  },
  at: Instant,
): CameraStanding {
  if (reported !== null && reported !== 'working' && (lastTakenAt === null || lastTakenAt <= (reportedAt ?? 0)))
    return reported
  if (answeringSince !== null) {
    const due =
      lastTakenAt === null || lastTakenAt < answeringSince ? answeringSince : lastTakenAt + everyMinutes * MINUTE
    if (at > due + OVERDUE_AFTER_MS) return 'overdue'
  }
  return reported !== null || lastTakenAt !== null ? 'working' : 'unknown'
}

/** More of one sitting come from no terminal of ours: one every five minutes for eight hours. */
export const PHOTOGRAPHS_MOST = 100

/** A picture as its own bytes describe it; its name and its label say nothing. */
export type Picture = {
  readonly mediaType: 'image/jpeg' | 'image/png'
  readonly width: number
  readonly height: number
}

export type PictureRefusal =
  | { code: 'photograph_too_large'; limitBytes: number }
  | { code: 'photograph_not_readable' }
  | { code: 'photograph_wrong_size'; width: number; height: number; least: number; most: number }

type PictureLimits = { readonly bytes: number; readonly least: number; readonly most: number }

/** A photograph from a terminal: 640 × 480 in JPEG are some 40 kB. Edges in pixels. */
export const PHOTOGRAPH_LIMITS = { bytes: 200 * 1024, least: 160, most: 1_920 } as const satisfies PictureLimits

/** The photo on file: what an ID photograph has, and no more than a room full of terminals can fetch at once. */
export const PORTRAIT_LIMITS = { bytes: 300 * 1024, least: 160, most: 2_400 } as const satisfies PictureLimits

/** Whether bytes are a photograph as a terminal takes them. */
export function judgePhotograph(bytes: Uint8Array): Outcome<Picture, PictureRefusal> {
  const picture = judgePicture(bytes, PHOTOGRAPH_LIMITS)
  return picture.ok && picture.value.mediaType !== 'image/jpeg' ? refuse({ code: 'photograph_not_readable' }) : picture
}

/** Whether bytes are a picture that may be put on file. */
export function judgePortrait(bytes: Uint8Array): Outcome<Picture, PictureRefusal> {
  return judgePicture(bytes, PORTRAIT_LIMITS)
}

function judgePicture(bytes: Uint8Array, limits: PictureLimits): Outcome<Picture, PictureRefusal> {
  if (bytes.length > limits.bytes) return refuse({ code: 'photograph_too_large', limitBytes: limits.bytes })
  const picture = readJpeg(bytes) ?? readPng(bytes)
  if (!picture) return refuse({ code: 'photograph_not_readable' })
  const { width, height } = picture
  const { least, most } = limits
  return Math.min(width, height) < least || Math.max(width, height) > most
    ? refuse({ code: 'photograph_wrong_size', width, height, least, most })
    : allow(picture)
}

/** Start of a frame, of any kind of coding (ITU-T T.81, table B.1): every other of C0 to CF is something else. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** Goes along a JPEG's segments to its frame header, where the size stands. Undefined when the bytes are none. */
function readJpeg(bytes: Uint8Array): Picture | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined
  let at = 2
  while (at + 9 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    // Start of scan before any frame, or the end: there is nothing to see.
    if (marker === 0xda || marker === 0xd9) return undefined
    if (isFrame(marker)) return { mediaType: 'image/jpeg', width: two(bytes, at + 7), height: two(bytes, at + 5) }
    at += 2 + Math.max(2, two(bytes, at + 2))
  }
  return undefined
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]

function readPng(bytes: Uint8Array): Picture | undefined {
  if (bytes.length < 33 || PNG.some((byte, index) => bytes[index] !== byte)) return undefined
  const four = (at: number) => two(bytes, at) * 65_536 + two(bytes, at + 2)
  return { mediaType: 'image/png', width: four(16), height: four(20) }
}

function two(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
}
