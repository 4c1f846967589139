import type { RoomRecord } from '@kaochang/contract/room'
import { Button } from 'antd'
import { useParams } from 'react-router'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { type Texts, useTexts } from '../language/language.ts'
import { clockText, timeText } from '../time/beijing-time.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { photographRecord } from './photograph-text.ts'
import { sebText } from './seb-text.ts'
import './record.css'

/** The room record (考场记录单): one A4 sheet or more, to be signed by the invigilators and kept. */
export function RoomRecordPage() {
  const { t } = useTexts()
  const { sessionId = '', roomId = '' } = useParams()
  const answer = useAnswer('GET /v1/sessions/:sessionId/rooms/:roomId/record', { params: { sessionId, roomId } })
  return (
    <main className="record-page">
      <Loaded answer={answer}>
        {(record) => (
          <>
            <PageHeading
              title={t('room.record')}
              trail={{ to: `/sessions/${sessionId}/rooms/${roomId}`, name: record.room }}
              acts={
                <Button type="primary" onClick={() => window.print()}>
                  {t('frame.print')}
                </Button>
              }
            />
            <Sheet record={record} />
          </>
        )}
      </Loaded>
    </main>
  )
}

function Sheet({ record }: { record: RoomRecord }) {
  const { t, language } = useTexts()
  const { session, site, counts, irregularities, refusedCards } = record
  const when = (at: number | null) => (at === null ? '—' : timeText(at, language))
  return (
    <article className="sheet">
      <h1>{t('room.record')}</h1>
      <table className="facts">
        <tbody>
          <tr>
            <th>{t('session.name')}</th>
            <td colSpan={3}>{session.name}</td>
          </tr>
          <tr>
            <th>{t('room.recordSite')}</th>
            <td>
              {site.name} · {record.room}
            </td>
            <th>{t('room.recordPlanned')}</th>
            <td>
              {when(session.startsAt)} · {t('session.durationMinutes', { minutes: session.durationMinutes })}
            </td>
          </tr>
          <tr>
            <th>{t('room.recordStarted')}</th>
            <td>
              {when(record.startedAt)} {record.startedBy.join('、')}
            </td>
            <th>{t('room.recordEnded')}</th>
            <td>
              {when(record.endedAt)} {record.endedBy.join('、')}
            </td>
          </tr>
          <tr>
            <th>{t('room.recordCounts')}</th>
            <td colSpan={3}>{t('room.recordCountsText', counts)}</td>
          </tr>
        </tbody>
      </table>

      <h2>{t('room.recordCandidates')}</h2>
      <table>
        <thead>
          <tr>
            <th>{t('room.recordSeat')}</th>
            <th>{t('session.personName')}</th>
            <th>{t('room.ticket')}</th>
            <th>{t('room.card.label')}</th>
            <th>{t('room.startedLabel')}</th>
            <th>{t('room.endedLabel')}</th>
            <th>{t('room.recordAnswered')}</th>
            <th>{t('room.recordTime')}</th>
            <th>{t('room.recordCode')}</th>
          </tr>
        </thead>
        <tbody>
          {record.candidates.map((candidate) => (
            <Candidate key={candidate.ticket} candidate={candidate} />
          ))}
        </tbody>
      </table>

      <h2>{t('room.recordIrregularities')}</h2>
      {irregularities.length === 0 ? (
        <p>{t('words.none')}</p>
      ) : (
        <ol>
          {irregularities.map(({ at, kind, reason, notedBy, seatNumber, name }) => (
            <li key={`${at} ${kind} ${reason}`}>
              {clockText(at)} {name === null ? t('room.wholeRoom') : `${seatNumber ?? '—'} ${name}`}：
              {t(`room.irregularity.${kind}`)}，{reason}（{notedBy ?? t('room.byPlatform')}）
            </li>
          ))}
        </ol>
      )}

      {refusedCards.length > 0 && (
        <>
          <h2>{t('room.card.refused')}</h2>
          <ol>
            {refusedCards.map(({ at, seatNumber, name, idNumberMasked, nameRead, refusal, readBy }) => (
              <li key={`${at} ${idNumberMasked} ${refusal}`}>
                {clockText(at)} {name !== null && `${seatNumber ?? '—'} ${name}：`}
                {t(`room.card.why.${refusal}`)}（{idNumberMasked}
                {nameRead !== null && ` ${nameRead}`}，{readBy}）
              </li>
            ))}
          </ol>
        </>
      )}

      <div className="signatures">
        <span>{t('room.signChief')}</span>
        <span>{t('room.signInvigilator')}</span>
        <span>{t('room.signDate')}</span>
      </div>
      <footer>{t('room.recordPrinted', { at: timeText(record.printedAt, language) })}</footer>
    </article>
  )
}

function Candidate({ candidate }: { candidate: RoomRecord['candidates'][number] }) {
  const { t } = useTexts()
  const { seatNumber, name, ticket, startedAt, endedAt, endReason, answeredCount, code } = candidate
  const { identityProof, identityConfirmedBy } = candidate
  const clock = (at: number | null) => (at === null ? '—' : clockText(at))
  // How an identity was confirmed has a column; only why it was confirmed without a card is told here.
  const told = candidate.events.filter(
    ({ what, reason }) =>
      !['seated', 'ended', 'identity_confirmed'].includes(what) || (what === 'identity_confirmed' && reason),
  )
  return (
    <>
      <tr>
        <td>{seatNumber ?? '—'}</td>
        <td>{name}</td>
        <td className="code">{ticket}</td>
        <td>
          {identityProof === null ? '—' : t(`room.card.proof.${identityProof}`)} {identityConfirmedBy}
        </td>
        <td>{clock(startedAt)}</td>
        <td>
          {clock(endedAt)} {endReason && t(`words.endReason.${endReason as 'handed_in'}`)}
        </td>
        <td>{startedAt === null ? '—' : answeredCount}</td>
        <td>{timeOf(candidate, t)}</td>
        <td className="code">{code ?? '—'}</td>
      </tr>
      {told.length > 0 && (
        <tr className="told">
          <td colSpan={9}>
            {told
              .map(
                ({ at, what, by, reason }) =>
                  `${clockText(at)} ${t(`room.did.${what as 'paused'}`)}${reason ? `：${reason}` : ''}${by ? `（${by}）` : ''}`,
              )
              .join('；')}
          </td>
        </tr>
      )}
    </>
  )
}

/** What was given to, rested for, and lost by a candidate, in minutes; what their browser said of itself; and their photographs. */
function timeOf(
  { grantedMs, pausedMs, lostMs, seb, sebExcused, photographs }: RoomRecord['candidates'][number],
  t: Texts,
) {
  const minutes = (ms: number) => Math.round(ms / 60_000)
  const parts = [
    grantedMs > 0 && t('room.granted', { minutes: minutes(grantedMs) }),
    pausedMs > 0 && t('room.rested', { minutes: minutes(pausedMs) }),
    lostMs > 0 && t('room.lostFor', { minutes: Math.max(1, minutes(lostMs)) }),
    seb !== null && t('room.seb.tile', { standing: sebText({ seb, sebExcused }, t) }),
    photographs !== null && photographRecord(photographs, t),
  ].filter((part) => part !== false)
  return parts.length === 0 ? '—' : parts.join('，')
}
