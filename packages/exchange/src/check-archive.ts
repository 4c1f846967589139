import { type Outcome, allow } from '@kaochang/domain/outcome'
import { inflateSync, strFromU8 } from 'fflate'
import { refuseFile } from './file-words.ts'
import type { FileRefusal } from './item-file.ts'

/** A workbook of 20,000 items has some 15 entries, the largest of 20 MB, packed about 20-fold. */
export const ARCHIVE_LIMITS = { entries: 500, entryBytes: 52_428_800, totalBytes: 209_715_200, ratio: 100 } as const

const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const END_LENGTH = 22
const ENTRY_LENGTH = 46
const LOCAL_LENGTH = 30
const LONGEST_COMMENT = 65_535
/** Stands in a 32- or 16-bit field whose value is kept in a zip64 record. */
const ELSEWHERE = { 16: 0xffff, 32: 0xffff_ffff } as const

/** Never read as part of the workbook; an .svg among them may well have a DOCTYPE. */
const PICTURES = /(?:^|\/)media\//

type Entry = { name: string; flags: number; method: number; packed: number; size: number; at: number }

/**
 * Reads an archive's central directory and refuses what could not be unpacked safely, before anything is
 * unpacked: too many entries, too large ones, bombs, and entries whose size is not stated truly enough for
 * the unpacker to hold them to it. Then refuses any part that declares a DOCTYPE, so that no XML reader
 * ever meets an entity of the file's own making.
 */
export function checkArchive(bytes: Uint8Array): Outcome<null, FileRefusal> {
  const directory = readDirectory(bytes)
  if (!directory.ok) return directory

  let total = 0
  for (const entry of directory.value) {
    const refused = checkEntry(entry)
    if (refused !== null) return refused
    total += entry.size
  }
  if (total > ARCHIVE_LIMITS.totalBytes)
    return refuseFile({ code: 'archive_too_large', bytes: total, most: ARCHIVE_LIMITS.totalBytes })

  for (const entry of directory.value.filter(({ name }) => !PICTURES.test(name))) {
    const text = unpack(bytes, entry)
    if (text === null) return irregular(`${entry.name}: damaged`)
    if (text.includes('<!DOCTYPE')) return refuseFile({ code: 'xml_declares_types', entry: entry.name })
  }
  return allow(null)
}

function readDirectory(bytes: Uint8Array): Outcome<Entry[], FileRefusal> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(view)
  if (end === null) return irregular('no central directory')

  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count === ELSEWHERE[16] || at === ELSEWHERE[32]) return irregular('zip64')
  if (count !== view.getUint16(end + 8, true)) return irregular('several disks')
  if (count > ARCHIVE_LIMITS.entries)
    return refuseFile({ code: 'archive_has_too_many_entries', found: count, most: ARCHIVE_LIMITS.entries })

  const entries: Entry[] = []
  for (let index = 0; index < count; index++) {
    if (at + ENTRY_LENGTH > end || view.getUint32(at, true) !== ENTRY_SIGNATURE) return irregular('broken directory')
    const nameLength = view.getUint16(at + 28, true)
    entries.push({
      name: strFromU8(bytes.subarray(at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    })
    at += ENTRY_LENGTH + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return allow(entries)
}

function endOfDirectory(view: DataView): number | null {
  const last = view.byteLength - END_LENGTH
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at
  }
  return null
}

function checkEntry({ name, flags, method, packed, size, at }: Entry): Outcome<never, FileRefusal> | null {
  if (packed === ELSEWHERE[32] || size === ELSEWHERE[32] || at === ELSEWHERE[32]) return irregular(`${name}: zip64`)
  if ((flags & 1) !== 0) return irregular(`${name}: encrypted`)
  if (method !== 0 && method !== 8) return irregular(`${name}: method ${method}`)
  if (method === 0 && size !== packed) return irregular(`${name}: sizes differ`)
  // The unpacker holds an entry to the size stated here, and takes "0" for "not stated".
  if (size === 0 && (packed > 2 || (packed === 0 && (flags & 8) !== 0))) return irregular(`${name}: size not stated`)
  if (size > ARCHIVE_LIMITS.entryBytes)
    return refuseFile({ code: 'archive_entry_too_large', entry: name, bytes: size, most: ARCHIVE_LIMITS.entryBytes })
  const ratio = Math.ceil(size / Math.max(packed, 1))
  if (ratio > ARCHIVE_LIMITS.ratio)
    return refuseFile({ code: 'archive_packed_too_tightly', entry: name, ratio, most: ARCHIVE_LIMITS.ratio })
  return null
}

/** The entry's bytes as Latin-1 text, or null when they are not what the directory says. */
function unpack(bytes: Uint8Array, { method, packed, size, at }: Entry): string | null {
  if (size === 0) return ''
  if (at + LOCAL_LENGTH > bytes.length) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, LOCAL_LENGTH)
  const start = at + LOCAL_LENGTH + view.getUint16(26, true) + view.getUint16(28, true)
  const body = bytes.subarray(start, start + packed)
  if (body.length !== packed) return null
  try {
    return strFromU8(method === 0 ? body : inflateSync(body, { out: new Uint8Array(size) }), true)
  } catch {
    return null
  }
}

function irregular(detail: string) {
  return refuseFile({ code: 'archive_irregular', detail })
}
