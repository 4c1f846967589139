import { beijingDate } from '@kaochang/browser/beijing-time'
import { CallRefused, call } from '@kaochang/browser/call'
import type { NoticeText, OwnNotice } from '@kaochang/contract/notice'
import { useState } from 'react'
import { RefusalLine } from '../RefusalLine.tsx'
import { useText } from '../text/text.ts'
import { useAnswer } from './use-answer.ts'

const readNotices = () => call('GET /v1/candidate/notices')

/** The notices addressed to the candidate: each opens where it stands, and from then on has been read. */
export function OwnNotices() {
  const { t } = useText('pages')
  const [asked] = useAnswer(readNotices)
  if (asked.state === 'asking') return null
  return (
    <section>
      <h2 className="part">{t('notices.title')}</h2>
      {asked.state === 'refused' && <RefusalLine refusal={asked.refusal} />}
      {asked.state === 'answered' && asked.answer.notices.length === 0 && <p className="empty">{t('notices.none')}</p>}
      {asked.state === 'answered' &&
        asked.answer.notices.map((notice) => <NoticeCard key={notice.id} notice={notice} />)}
    </section>
  )
}

function NoticeCard({ notice }: { notice: OwnNotice }) {
  const { t, language } = useText('pages')
  const [text, setText] = useState<NoticeText | null>(null)
  const [shown, setShown] = useState(false)
  const [refusal, setRefusal] = useState<CallRefused['refusal'] | null>(null)
  const { id, number, producedAt } = notice
  const of = language === 'en' ? 'en' : 'zh'
  const unread = notice.readAt === null && text === null

  async function toggle() {
    setShown(!shown)
    if (text !== null || shown) return
    try {
      setText((await call('GET /v1/candidate/notices/:noticeId', { params: { noticeId: id } })).text)
      setRefusal(null)
    } catch (error) {
      if (!(error instanceof CallRefused)) throw error
      setRefusal(error.refusal)
    }
  }

  return (
    <article className="card">
      <p className={unread ? 'tag' : 'muted'}>{t(unread ? 'notices.unread' : 'notices.read')}</p>
      <h3 className="notice-name">{notice.title[of]}</h3>
      <p className="muted small">
        {number} · {beijingDate(producedAt, language)}
      </p>
      {shown && text !== null && <NoticeBody text={text} of={of} />}
      <RefusalLine refusal={refusal} />
      <p className="notice-acts">
        <button type="button" aria-expanded={shown} onClick={() => void toggle()}>
          {t(shown ? 'notices.close' : 'notices.open')}
        </button>
        <a href={`/v1/candidate/notices/${id}/pdf`} target="_blank" rel="noopener">
          PDF
        </a>
      </p>
    </article>
  )
}

function NoticeBody({ text, of }: { text: NoticeText; of: 'zh' | 'en' }) {
  const [opening, ...rest] = text.paragraphs[of]
  return (
    <div className="notice-body">
      <p>{opening}</p>
      {text.lines.length > 0 && (
        <dl className="facts">
          {text.lines.map((line) => (
            <div key={`${line.zh} ${line.value}`} className="fact">
              <dt>{line[of]}</dt>
              <dd>{line.value}</dd>
            </div>
          ))}
        </dl>
      )}
      {rest.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <p className="signed">
        {text.authority[of]}
        <br />
        {text.date[of]}
      </p>
    </div>
  )
}
