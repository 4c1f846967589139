import type { NoticeView } from '@kaochang/contract/notice'
import { NOTICES } from '@kaochang/domain/notice/notice'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Card, Descriptions } from 'antd'
import { useEffect } from 'react'
import { Link, useParams } from 'react-router'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { When } from '../frame/When.tsx'
import { useTexts } from '../language/language.ts'
import { timeText } from '../time/beijing-time.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { Deliveries } from './Deliveries.tsx'
import { DeliverNotice } from './DeliverNotice.tsx'
import { mailWords } from './mail-words.ts'
import { NoticeSheet } from './NoticeSheet.tsx'
import { Standing } from './Standing.tsx'
import './notice.css'

/** Where the console shows what a notice is about; what has no page of its own is named by its kind alone. */
const PAGES: Readonly<Record<string, string>> = {
  session: '/sessions',
  application: '/applications',
  certificate: '/certificates',
}

/** One notice as it is read, with what became of it. */
export function NoticePage() {
  const { noticeId = '' } = useParams()
  const { t, language } = useTexts()
  const answer = useAnswer('GET /v1/notices/:noticeId', { params: { noticeId } })
  const queries = useQueryClient()
  const readAt = answer.data?.readAt ?? null
  // Opening it may have been reading it: the menu's mark follows.
  useEffect(() => {
    if (readAt !== null) void queries.invalidateQueries({ queryKey: ['GET /v1/notice-counts'] })
  }, [queries, readAt])
  return (
    <Loaded answer={answer}>
      {(notice) => (
        <>
          <PageHeading
            title={NOTICES[notice.code].title[language]}
            trail={{ to: '/notices', name: t('notice.notices') }}
            tags={<Standing standing={notice.standing} />}
            about={notice.number}
            acts={
              <>
                <Button href={`/v1/notices/${notice.id}/pdf`} target="_blank" rel="noopener">
                  {t('notice.pdf')}
                </Button>
                <Button href={`/v1/notices/${notice.id}/pdf`} download={`${notice.number}.pdf`}>
                  {t('notice.pdfKeep')}
                </Button>
                {notice.mayDeliver && <DeliverNotice notice={notice} />}
              </>
            }
          />
          <div className="stack">
            <Card>
              <Descriptions
                size="small"
                column={3}
                items={[
                  {
                    key: 'to',
                    label: t('notice.toWhom'),
                    children:
                      notice.addressee === 'public'
                        ? t('notice.addressees.public')
                        : `${notice.toName}（${t(`notice.addressees.${notice.addressee}`)}）`,
                  },
                  { key: 'at', label: t('notice.producedAt'), children: <When at={notice.producedAt} /> },
                  ...(notice.about
                    ? [{ key: 'it', label: t('notice.it'), children: <About about={notice.about} /> }]
                    : []),
                  ...(notice.toEmail
                    ? [{ key: 'mail', label: t('notice.channel.email'), children: <MailTo notice={notice} /> }]
                    : []),
                ]}
              />
            </Card>
            <NoticeSheet text={notice.text} />
            <Deliveries deliveries={notice.deliveries} />
          </div>
        </>
      )}
    </Loaded>
  )
}

function MailTo({ notice }: { notice: NoticeView }) {
  const { t, language } = useTexts()
  const words = [notice.toEmail, mailWords(notice.mail, t)]
  if (notice.mailNextAt !== null) words.push(t('notice.mailNextAt', { at: timeText(notice.mailNextAt, language) }))
  return <span>{words.filter(Boolean).join('；')}</span>
}

function About({ about: { kind, id } }: { about: NonNullable<NoticeView['about']> }) {
  const { t } = useTexts()
  const page = PAGES[kind]
  // `certificate:…/issued` names what happened to it as well.
  const [subject = ''] = id.split('/')
  if (page === undefined) return <span>{t('notice.itIs.other')}</span>
  const name = kind === 'session' || kind === 'application' || kind === 'certificate' ? kind : 'other'
  return <Link to={`${page}/${subject}`}>{t(`notice.itIs.${name}`)}</Link>
}
