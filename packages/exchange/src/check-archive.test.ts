import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { ARCHIVE_LIMITS, checkArchive } from './check-archive.ts'
import { readItemFile } from './read-item-file.ts'

const ENTRY = 0x02014b50
const MEGABYTE = 1_048_576

function codeOf(bytes: Uint8Array) {
  const checked = checkArchive(bytes)
  return checked.ok ? 'allowed' : checked.refusal.code
}

/** Rewrites fields of every entry of the central directory; the entries themselves stay as they are. */
function forge(bytes: Uint8Array, change: (view: DataView, at: number) => void): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < bytes.length - 46; at++) if (view.getUint32(at, true) === ENTRY) change(view, at)
  return bytes
}

/** Bytes that hardly pack, so that an entry can be given any ratio by forging its size. */
function noise(length: number) {
  let state = 1
  return Uint8Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647) & 0xff)
}

test('an ordinary archive passes', () => {
  expect(codeOf(zipSync({ 'a.xml': strToU8('<a/>'), 'empty/': new Uint8Array(), 'b.bin': noise(5_000) }))).toBe(
    'allowed',
  )
})

test('a bomb is refused by what its directory says', () => {
  expect(codeOf(zipSync({ 'a.xml': new Uint8Array(MEGABYTE) }, { level: 9 }))).toBe('archive_packed_too_tightly')
  expect(codeOf(zipSync({ 'a.xml': new Uint8Array(51 * MEGABYTE) }, { level: 1 }))).toBe('archive_entry_too_large')
})

test('entries that are each allowed may be too much together', () => {
  const five = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, noise(600_000)]))
  const forged = forge(zipSync(five, { level: 1 }), (view, at) => view.setUint32(at + 24, 45 * MEGABYTE, true))
  expect(codeOf(forged)).toBe('archive_too_large')
})

test('a directory of too many entries is refused', () => {
  const names = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`${n}`, strToU8('x')]))
  expect(codeOf(zipSync(names(ARCHIVE_LIMITS.entries)))).toBe('allowed')
  expect(codeOf(zipSync(names(ARCHIVE_LIMITS.entries + 1)))).toBe('archive_has_too_many_entries')
})

test('an entry whose size is stated as nothing is refused, for the unpacker would not stop at it', () => {
  const forged = forge(zipSync({ 'a.xml': noise(5_000) }), (view, at) => view.setUint32(at + 24, 0, true))
  expect(codeOf(forged)).toBe('archive_irregular')
})

test('locked, strangely packed, cut off and scrambled archives are refused', () => {
  const archive = () => zipSync({ 'a.xml': noise(5_000) })
  expect(codeOf(forge(archive(), (view, at) => view.setUint16(at + 8, 1, true)))).toBe('archive_irregular')
  expect(codeOf(forge(archive(), (view, at) => view.setUint16(at + 10, 12, true)))).toBe('archive_irregular')
  expect(codeOf(forge(archive(), (view, at) => view.setUint32(at + 42, 0xffff_ffff, true)))).toBe('archive_irregular')
  expect(codeOf(forge(archive(), (view, at) => view.setUint32(at + 42, 4_000_000, true)))).toBe('archive_irregular')
  expect(codeOf(archive().subarray(0, 300))).toBe('archive_irregular')
  expect(codeOf(new Uint8Array(10))).toBe('archive_irregular')
})

test('a part with a DOCTYPE is refused', () => {
  const bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
  expect(codeOf(zipSync({ 'xl/workbook.xml': strToU8(bomb) }))).toBe('xml_declares_types')
  expect(codeOf(zipSync({ 'xl/media/image1.svg': strToU8(bomb) }))).toBe('allowed')
})

test('an archive that states less than it unpacks to is not unpacked further than it states', async () => {
  const parts = { '[Content_Types].xml': new Uint8Array(40 * MEGABYTE), '_rels/.rels': strToU8('<a/>') }
  const forged = forge(zipSync(parts, { level: 1 }), (view, at) => {
    if (view.getUint32(at + 24, true) > MEGABYTE) view.setUint32(at + 24, 1_000, true)
  })
  expect(codeOf(forged)).toBe('allowed')
  const read = await readItemFile(forged, '题库.xlsx')
  expect(read).toMatchObject({ ok: false, refusal: { code: 'workbook_unreadable' } })
})
