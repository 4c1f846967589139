/**
 * JSON with its keys in code-unit order and no white space, so that equal values have equal bytes and so
 * equal hashes. The subset of RFC 8785 (JSON Canonicalization Scheme) for values made of strings,
 * booleans, null, safe integers, arrays and plain objects; throws for anything else, because a hash over
 * a float or an undefined is a hash nobody can check.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value))
      throw new Error(`Cannot hash the number ${value}: only safe integers have one form`)
    return String(value)
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`)
    return `{${members.join(',')}}`
  }
  throw new Error(`Cannot hash a ${typeof value}`)
}
