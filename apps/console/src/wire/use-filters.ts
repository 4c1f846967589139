import { useSearchParams } from 'react-router'

/** A page's filters, kept in its address: they survive a reload and can be sent to somebody. */
export function useFilters<const Key extends string>(
  keys: readonly Key[],
): [Partial<Record<Key, string>>, (change: Partial<Record<Key, string | undefined>>) => void] {
  const [search, setSearch] = useSearchParams()
  const filters: Partial<Record<Key, string>> = {}
  for (const key of keys) {
    const value = search.get(key)
    if (value !== null) filters[key] = value
  }
  const change = (changed: Partial<Record<Key, string | undefined>>) =>
    setSearch(
      (standing) => {
        const next = new URLSearchParams(standing)
        for (const key of keys) {
          if (!(key in changed)) continue
          const value = changed[key]
          if (value === undefined || value === '') next.delete(key)
          else next.set(key, value)
        }
        return next
      },
      { replace: true },
    )
  return [filters, change]
}
