import { beijingClock } from '@kaochang/browser/beijing-time'
import { type ServerClock, serverNow } from '@kaochang/browser/countdown'
import type { CandidateView } from '@kaochang/contract/terminal'
import { useNow } from '../use-now.ts'

const REPEATS = 24

/** Name, tail of the ticket and time, faint across the paper: a photograph of the screen says whose it was. */
export function Watermark({ candidate, clock }: { candidate: CandidateView; clock: ServerClock | null }) {
  const now = useNow(10_000)
  const time = clock ? beijingClock(serverNow(clock, now), 'zh-CN') : ''
  const text = `${candidate.name} ${candidate.ticket.slice(-4)} ${time}`
  return (
    <div className="watermark" aria-hidden="true">
      {Array.from({ length: REPEATS }, (_, place) => (
        <span key={place}>{text}</span>
      ))}
    </div>
  )
}
