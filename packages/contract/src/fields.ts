import { CONTENT_AREAS, type ContentArea } from '@kaochang/domain/law/content-areas'
import { ITEM_KINDS } from '@kaochang/domain/bank/item'
import { Type, type TLiteral, type TUnion } from 'typebox'

/** An instant on the wire: milliseconds since 1970-01-01T00:00Z. Screens show it in Beijing time. */
export const InstantField = Type.Integer({ description: 'milliseconds since 1970-01-01T00:00Z' })

/** A civil date in Asia/Shanghai, as `2026-09-25`. */
export const DateField = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

export const IdField = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' })

export const ProvinceField = Type.String({ pattern: '^\\d{2}$', description: 'first two digits of GB/T 2260' })

export const CityField = Type.String({ pattern: '^\\d{4}$', description: 'first four digits of GB/T 2260' })

/** Points in whole hundredths: 7950 is 79.5. */
export const HundredthsField = Type.Integer({ minimum: 0, maximum: 10_000 })

export const ReasonField = Type.String({ minLength: 2, maxLength: 200 })

/** A union of literal strings, from the list the domain keeps. */
export function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return Type.Union(values.map((value) => Type.Literal(value))) as unknown as TUnion<{
    -readonly [K in keyof T]: TLiteral<T[K]>
  }>
}

export const ItemKindField = oneOf(ITEM_KINDS)

export const ContentAreaField = oneOf(Object.keys(CONTENT_AREAS) as [ContentArea, ...ContentArea[]])

export const nullable = <T extends import('typebox').TSchema>(schema: T) => Type.Union([schema, Type.Null()])
