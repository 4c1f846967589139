import type { ReactNode } from 'react'

/** What a page without content says: what would be here, how it begins, and the act that begins it. */
export function EmptyPage({ what, begin, act }: { what: string; begin: string; act?: ReactNode }) {
  return (
    <div className="empty-page">
      <p className="what">{what}</p>
      <p className="begin">{begin}</p>
      {act && <div className="act">{act}</div>}
    </div>
  )
}
