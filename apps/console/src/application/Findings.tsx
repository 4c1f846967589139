import type { ApplicationView, FindingView } from '@kaochang/contract/application'
import { Alert, Card, Tag } from 'antd'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'

const COLORS = { met: 'success', flagged: 'warning', to_verify: 'processing', not_met: 'error' } as const

/** What the rules found, condition by condition, each with its article and the reason in words. */
export function Findings({ application: { findings, state } }: { application: ApplicationView }) {
  const { t } = useTexts()
  const may = useMay()
  const decided = state === 'accepted' || state === 'refused'
  const notMet = findings.some(({ verdict }) => verdict === 'not_met')
  return (
    <Card title={t('application.findings')}>
      <div className="stack">
        <p className="quiet">{decided ? t('application.findingsDecided') : t('application.findingsAbout')}</p>
        {state === 'draft' && may('apply') && notMet && (
          <Alert type="warning" showIcon title={t('application.clerkNotMet')} />
        )}
        {findings.length === 0 ? <p>{t('application.noFindings')}</p> : <FindingList findings={findings} />}
      </div>
    </Card>
  )
}

export function FindingList({ findings }: { findings: readonly FindingView[] }) {
  const { t, language } = useTexts()
  return (
    <ul className="findings">
      {findings.map((finding) => (
        <li key={finding.code}>
          <span>
            <Tag color={COLORS[finding.verdict]}>{t(`application.verdict.${finding.verdict}`)}</Tag>
          </span>
          <span>
            {finding[language]} <span className="quiet">{t('application.article', { article: finding.article })}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
