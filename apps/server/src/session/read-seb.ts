import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import { gunzipSync } from 'node:zlib'
import { parse } from 'plist'

/** What a configuration may hold unpacked. Real ones are some 20 kB; one with embedded certificates a few hundred. */
export const SEB_LIMIT_BYTES = 2_097_152

export type SebFileRefusal = { code: 'seb_encrypted' } | { code: 'seb_unreadable' }

/** What an encrypted configuration begins with: a password's or a certificate's prefix. */
const ENCRYPTED = ['pswd', 'pwcc', 'pkhs', 'phsk']

/**
 * Reads a configuration of Safe Exam Browser (`.seb`) that is not encrypted into the text whose SHA-256 is its Config
 * Key: the settings as JSON without spaces, every dictionary sorted by its keys whatever their case, without
 * `originatorVersion` and without empty dictionaries, and with no character escaped (Safe Exam Browser, "Config Key").
 */
export function readSeb(bytes: Uint8Array): Outcome<string, SebFileRefusal> {
  let unpacked: Uint8Array
  try {
    unpacked = withoutPrefix(unzipped(bytes))
  } catch {
    return refuse({ code: 'seb_unreadable' })
  }
  if (ENCRYPTED.includes(prefixOf(unpacked))) return refuse({ code: 'seb_encrypted' })
  const text = new TextDecoder().decode(unpacked)
  // A property list names Apple's definition and declares nothing of its own: whoever declares entities means harm.
  if (unpacked.length > SEB_LIMIT_BYTES || /<!DOCTYPE[^>]*\[|<!ENTITY/i.test(text))
    return refuse({ code: 'seb_unreadable' })
  try {
    const settings: unknown = parse(text)
    if (!isDictionary(settings)) return refuse({ code: 'seb_unreadable' })
    const { originatorVersion: _, ...kept } = settings
    return allow(written(kept))
  } catch {
    return refuse({ code: 'seb_unreadable' })
  }
}

/** Either may be packed with gzip: the whole file, and the settings behind the prefix of a plain one. */
function unzipped(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: SEB_LIMIT_BYTES }) : bytes
}

function withoutPrefix(bytes: Uint8Array): Uint8Array {
  return prefixOf(bytes) === 'plnd' ? unzipped(bytes.subarray(4)) : bytes
}

function prefixOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 4))
}

type Dictionary = Readonly<Record<string, unknown>>

function isDictionary(value: unknown): value is Dictionary {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

function written(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`
  if (value instanceof Uint8Array) return `"${Buffer.from(value).toString('base64')}"`
  if (value instanceof Date) return `"${value.toISOString()}"`
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`
  if (!isDictionary(value)) return String(value)
  const entries = Object.entries(value)
    .filter(([, inner]) => !isDictionary(inner) || Object.keys(inner).length > 0)
    .map(([key, inner]) => [key.toLowerCase(), `"${key}":${written(inner)}`] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${entries.map(([, text]) => text).join(',')}}`
}
