import { useTexts } from '../language/language.ts'

/** A board older than this says so: what it shows may no longer be true. */
const STALE_MS = 5_000

/** The server's health in words, or that this page has lost the server. */
export function RoomHealth({ durable, ageMs }: { durable: boolean; ageMs: number }) {
  const { t } = useTexts()
  if (ageMs >= STALE_MS)
    return (
      <div className="health ill" role="alert">
        ⚠ {t('room.stale', { seconds: Math.floor(ageMs / 1000) })}
      </div>
    )
  if (!durable)
    return (
      <div className="health ill" role="alert">
        ⚠ {t('room.degraded')}
      </div>
    )
  return <div className="health well">✓ {t('room.healthy')}</div>
}
