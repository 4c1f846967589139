import type { ScoreSheet } from '@kaochang/contract/result'
import { Alert, App, Button, Card } from 'antd'
import { useMay, useMe } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { dateText, timeText } from '../time/beijing-time.ts'
import { useAct } from '../wire/use-act.ts'
import { foundEqual } from './found-equal.ts'

/** The release as two people's work: proposed by one, approved by another, and what was late stays written. */
export function ReleaseCard({ sheet }: { sheet: ScoreSheet }) {
  const { t } = useTexts()
  return (
    <Card title={t('result.release')}>
      <div className="stack">
        {sheet.release ? <Released sheet={sheet} release={sheet.release} /> : <Pending sheet={sheet} />}
        {sheet.digest !== null && (
          <div>
            <p className="quiet">{t('result.digest')}</p>
            <p className="code">{sheet.digest}</p>
            <p className="quiet">{t('result.digestAbout')}</p>
          </div>
        )}
      </div>
    </Card>
  )
}

function Released({ sheet, release }: { sheet: ScoreSheet; release: NonNullable<ScoreSheet['release']> }) {
  const { t, language } = useTexts()
  const { publishedAt, proposedBy: proposer, approvedBy: approver, overdue } = release
  return (
    <>
      <Alert
        type="success"
        showIcon
        title={t('result.approved')}
        description={t('result.releasedBy', { at: timeText(publishedAt, language), proposer, approver })}
      />
      {overdue && (
        <Alert
          type="error"
          showIcon
          title={t('result.releasedLate', {
            due: sheet.due ? dateText(sheet.due.due, language) : '',
            article: sheet.due?.article ?? '',
          })}
        />
      )}
    </>
  )
}

function Pending({ sheet }: { sheet: ScoreSheet }) {
  const { t, language } = useTexts()
  const { digest, proposal, sittings } = sheet
  const lateCount = sittings.filter(({ undecidedLateFrames }) => undecidedLateFrames > 0).length

  if (digest === null) return <p>{t('result.notScored')}</p>
  // The verifier's finding stands above in words; nothing may be published over it.
  if (!foundEqual(sheet.verified)) return <p className="red strong">{t('result.verifiedFirst')}</p>
  if (lateCount > 0) return <Alert type="warning" showIcon title={t('result.lateFirst', { total: lateCount })} />
  if (!proposal) return <Propose sheet={sheet} digest={digest} />
  return (
    <>
      <Alert
        type={proposal.outdated ? 'warning' : 'info'}
        showIcon
        title={t('result.proposalBy', { name: proposal.proposedBy, at: timeText(proposal.proposedAt, language) })}
        description={proposal.outdated ? t('result.proposalOutdated') : undefined}
      />
      {proposal.outdated ? <Propose sheet={sheet} digest={digest} /> : <Approve sheet={sheet} proposal={proposal} />}
    </>
  )
}

function Propose({ sheet, digest }: { sheet: ScoreSheet; digest: string }) {
  const { t } = useTexts()
  const { modal, message } = App.useApp()
  const may = useMay()
  const propose = useAct('POST /v1/sessions/:sessionId/release-proposals', {
    onDone: () => void message.success(t('result.proposed')),
  })
  if (!may('propose_release')) return <p>{t('result.waitsScorer')}</p>

  const { id, name } = sheet.session
  const ask = () =>
    modal.confirm({
      title: t('result.proposeTitle', { name }),
      content: t('result.proposeWhat', { total: sheet.sittings.length, passed: sheet.passedCount }),
      okText: t('result.propose'),
      cancelText: t('frame.cancel'),
      onOk: () => propose.mutate({ params: { sessionId: id }, body: { digest } }),
    })
  return (
    <>
      <RefusalAlert error={propose.error} />
      <div>
        <Button type="primary" size="large" loading={propose.isPending} onClick={ask}>
          {t('result.propose')}
        </Button>
      </div>
    </>
  )
}

function Approve({ sheet, proposal }: { sheet: ScoreSheet; proposal: NonNullable<ScoreSheet['proposal']> }) {
  const { t } = useTexts()
  const { modal, message } = App.useApp()
  const may = useMay()
  const me = useMe()
  const approve = useAct('POST /v1/release-proposals/:proposalId/approve', {
    onDone: () => void message.success(t('result.approved')),
  })
  if (proposal.proposedById === me.id) return <Alert type="info" showIcon title={t('result.samePerson')} />
  if (!may('approve_release')) return <p>{t('result.waitsPublisher')}</p>

  const ask = () =>
    modal.confirm({
      title: t('result.approveTitle', { name: sheet.session.name }),
      content: t('result.approveWhat', { total: sheet.sittings.length, passed: sheet.passedCount }),
      okText: t('result.approve'),
      cancelText: t('frame.cancel'),
      onOk: () => approve.mutate({ params: { proposalId: proposal.id }, body: { digest: proposal.digest } }),
    })
  return (
    <>
      <RefusalAlert error={approve.error} />
      <div>
        <Button type="primary" size="large" loading={approve.isPending} onClick={ask}>
          {t('result.approve')}
        </Button>
      </div>
    </>
  )
}
